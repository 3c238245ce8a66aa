// The shortest path between two nodes: fewest steps, then most papers.

/** @typedef {import("./facts.js").Facts} Facts */
/** @typedef {import("./filtering/filters.js").Left} Left */
/** @typedef {{nodes: number[], edges: number[]}} Path */

/**
 * Find the path of fewest steps between two nodes; among those, the one with the least sum of 1/weight.
 * @param {Facts} facts
 * @param {number} from
 * @param {number} to
 * @param {Left | null} left what may be walked on; null allows everything
 * @returns {Path | null} null where there is none
 */
export function shortestPath(facts, from, to, left) {
  if (left && !(left.nodes[from] && left.nodes[to])) return null;
  const { model } = facts;
  const steps = new Int32Array(model.count).fill(-1);
  const cost = new Float64Array(model.count);
  const through = new Int32Array(model.count).fill(-1);
  const before = new Int32Array(model.count).fill(-1);
  steps[from] = 0;
  // Layer by layer: all nodes of a layer are final before the next one begins, so that no heap is needed.
  for (let layer = [from]; layer.length && steps[to] < 0; ) {
    const next = [];
    for (const node of layer) {
      const near = facts.near(node);
      for (let i = 0; i < near.nodes.length; i++) {
        const [other, edge] = [near.nodes[i], near.edges[i]];
        if (left && !left.edges[edge]) continue;
        const total = cost[node] + 1 / Math.max(model.weight[edge], 1e-9);
        if (steps[other] < 0) {
          steps[other] = steps[node] + 1;
          next.push(other);
        } else if (steps[other] !== steps[node] + 1 || total >= cost[other]) continue;
        cost[other] = total;
        through[other] = edge;
        before[other] = node;
      }
    }
    layer = next;
  }
  if (steps[to] < 0) return null;
  /** @type {Path} */
  const path = { nodes: [to], edges: [] };
  for (let node = to; node !== from; node = before[node]) {
    path.edges.unshift(through[node]);
    path.nodes.unshift(before[node]);
  }
  return path;
}

/**
 * Collect the nodes within some steps of a node, and the links on the way.
 * @param {Facts} facts
 * @param {number} start
 * @param {number} hops
 * @param {Left} left
 * @returns {{nodes: Uint32Array, edges: Uint32Array}}
 */
export function neighborhood(facts, start, hops, left) {
  const seen = new Set([start]);
  /** @type {Set<number>} */
  const edges = new Set();
  let layer = [start];
  for (let hop = 0; hop < hops; hop++) {
    const next = [];
    for (const node of layer) {
      const near = facts.near(node);
      for (let i = 0; i < near.nodes.length; i++) {
        if (!left.edges[near.edges[i]]) continue;
        edges.add(near.edges[i]);
        if (seen.has(near.nodes[i])) continue;
        seen.add(near.nodes[i]);
        next.push(near.nodes[i]);
      }
    }
    layer = next;
  }
  return { nodes: Uint32Array.from(seen), edges: Uint32Array.from(edges) };
}
