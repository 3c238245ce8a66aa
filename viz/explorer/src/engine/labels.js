// Which nodes are named, and where: the important ones first, each at its own dot, none upon another name or dot.
//
// A greedy placement by importance (Christensen, Marks and Shieber 1995, doi:10.1145/212332.212334): each name takes
// the best of eight places around its dot; important ones that find none move away and keep a thin leader line.

import { doubtLines } from "./doubts.js";
import { dotGrid, dotSums, dotsInView, takenBoxes } from "./grid.js";
import { RING_REACH } from "./look.js";
import { regionMiddle, regionNames } from "./regions.js";
import { ASCENT, LINE_HEIGHT, shortened } from "./text.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").Picture} Picture */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/**
 * A name that found room. Its box lies at `dx`, `dy` from the middle of the dot; `leader` ends at the box; `side` is
 * one of the eight places, -1 with a leader. `note` is a second line that sets namesakes apart.
 * @typedef {{node: number, text: string, note: {text: string, size: number, width: number} | null, size: number, weight: number, nameWidth: number, dx: number, dy: number, width: number, height: number, leader: [number, number] | null, covers: number, side: number}} Placed
 */
/** @typedef {{labels: Placed[], regions: import("./regions.js").RegionName[]}} Placement */

const BIGGEST = 24; // dots in view whose names come first
const MAX_LEADERS = 60; // per view, beside those of the biggest
const MAX_SEARCHES = 400; // for a place of a leader; most of those in the midst of a dense picture find none
const DISTANCES = [14, 20, 27, 35, 44, 54, 66, 80, 96, 114, 134, 156, 180, 210, 245, 285]; // CSS pixels of leader lines
const FAR = 7; // of these, for names that are not among the biggest
const FAR_IF_NARROW = 13; // on phones, where the picture leaves room above and below
const ANGLES = 20;
const COSINES = Float64Array.from({ length: 2 * ANGLES }, (_, i) => Math.cos((Math.PI * i) / ANGLES));
const AREA_PER_FIRST_REGION = 110_000; // CSS pixels; so many communities are named before any node
const AREA_PER_REGION = 55_000;
const AREA_PER_REGION_OF_MAP = 11_000; // where regions are what a reader looks for: no node is named before zooming in
const AREA_PER_NAME = 6500; // CSS pixels in the whole picture
const AREA_PER_NEAR_NAME = 4200; // when zoomed in
const MANY_CHOSEN = 150; // nodes that stand out, above which the groups among them are named instead
const FEW = 300; // of so few nodes every name may be written
const REST_ZOOM = 1.7; // below, only the first `labels.named` of the order are written
const COVERABLE = 2.5; // CSS pixels of radius; smaller dots may be covered where there are thousands
const THOUSANDS = 4000; // dots in view
const SMALLER = 0.85; // of a big dot's radius: such dots its name may cover then
const MAX_COVERED = 2; // tiny dots under one name while the whole picture is seen; none when zoomed in
const MAX_COVERED_BY_BIG = 24; // under one of the biggest, where nothing else is left
const TRIED_PER_NAME = 6; // nodes tried for each name that has room
const [HIDDEN, HIDDEN_TINY] = [0.3, 0.02]; // cost, per square CSS pixel of radius, of dots under a community's name
const FOREIGN = 6; // times as much for dots of others
const BOLD = 13.25; // CSS pixels of letters; from here on they are bold
const ASKED = { grown: 3, weight: 750 }; // letters of the people asked for: CSS pixels more, and bold
const NOTE = { size: 10.5, weight: 500 }; // letters of the line below the name of a namesake
const CROSSING = 60; // CSS pixels that a longer leader costs less than one that passes below a name
const COVERING = 17; // CSS pixels that a longer leader costs less than a tiny dot under a name
const STRIDE = 14; // CSS pixels between places tried in the whole view
const ECHO = 240; // CSS pixels within which a dot and its community do not say the same name twice
const STRUCK = 0.9; // cost of a place that the dotted line of a doubt passes through, as of those above
const RIM = 8; // CSS pixels between names and the sides of the view
const GAP = 2; // CSS pixels between names

/** Sides of the eight places, and what each costs. @type {[number, number, number][]} */
const PLACES = [[1, 0, 0], [-1, 0, 0.5], [0, -1, 0.3], [0, 1, 0.6], [1, -1, 0.7], [1, 1, 0.8], [-1, -1, 1], [-1, 1, 1.1]];

/**
 * Return the rows of the biggest nodes, ties by rank.
 * @param {Uint32Array} back rows from the largest to the smallest @param {(row: number) => boolean} wanted
 * @param {Float32Array} radii @param {Uint32Array} rank
 */
const biggest = (back, wanted, radii, rank) => {
  /** @type {number[]} */
  const best = [];
  for (let i = 0; i < back.length && (best.length < BIGGEST || !radii[back[i]] || radii[back[i]] === radii[best[best.length - 1]]); i++) {
    if (wanted(back[i])) best.push(back[i]);
  }
  return best.sort((a, b) => radii[b] - radii[a] || rank[a] - rank[b]).slice(0, BIGGEST);
};

/** Return the ranks of nodes: place of each row in the order of the header. @param {import("./types.js").Model} model */
export const rankOf = ({ order, count }) => {
  const rank = new Uint32Array(count).fill(count);
  for (let i = 0; i < order.length; i++) rank[order[i]] = i;
  return rank;
};

/** Report whether a text is one of the names that a community is called by. @param {string} text @param {string} label */
const isPart = (text, label) => label.toLowerCase().split(", ").includes(text.toLowerCase());

/** Letters of a node's name. @param {Picture} picture @param {number} node @param {boolean} narrow */
const letters = ({ model }, node, narrow) => {
  const asked = model.header.ego?.nodes.includes(node);
  const size = Math.min(11 + 0.75 * Math.log2(Math.max(model.papers[node], 1)), 15) + (asked ? ASKED.grown : 0);
  return { size: Math.round((narrow ? 0.9 : 1) * size * 2) / 2, weight: asked ? ASKED.weight : size >= BOLD ? 600 : 500 };
};

/**
 * Return the lines of a name: where each lies from the middle of the dot. They begin or end at the dot's side, and are
 * centered above and below it.
 * @param {Placed} label @param {import("../model.js").Theme} theme
 */
export const linesOf = ({ text, note, size, weight, nameWidth, dx, dy, width, side }, theme) => {
  const turn = side >= 0 ? PLACES[side][0] : 0;
  const middle = (/** @type {number} */ wide) => dx + (turn > 0 ? wide / 2 : turn < 0 ? width - wide / 2 : width / 2);
  const name = { text, size, weight, ink: theme.ink, middle: middle(nameWidth), baseline: dy + ASCENT * size };
  if (!note) return [name];
  return [name, { text: note.text, size: note.size, weight: NOTE.weight, ink: theme.muted, middle: middle(note.width), baseline: dy + LINE_HEIGHT * size + ASCENT * note.size }];
};

/**
 * Place names for what a view shows.
 * @param {View} view @param {Picture} picture @param {Uint32Array} rank
 * @param {(text: string, size: number, weight: number) => number} measure
 * @param {Map<number, Placed>} previous names that stay where they are if they still can
 * @param {Box[]} obstacles CSS pixels of the view
 * @returns {Placement}
 */
export const placeLabels = (view, picture, rank, measure, previous, obstacles) => {
  const { model, radii, emphasis } = picture;
  const { margin, width, height } = view;
  const inner = { left: margin + RIM, top: margin + 2, right: width - margin - RIM, bottom: height - margin - 2 };
  const outer = { left: 2, top: 2, right: width - 2, bottom: height - 2 };
  const narrow = width - 2 * margin < 600;
  const dots = dotsInView(view, picture);
  const slot = new Int32Array(model.count).fill(-1);
  for (let i = 0; i < dots.count; i++) slot[dots.rows[i]] = i;
  for (const node of picture.around) if (slot[node] >= 0) dots.r[slot[node]] += RING_REACH; // names begin outside of a ring
  const grid = dotGrid(dots, width, height);
  const many = dots.count > THOUSANDS;
  const crowded = model.count > THOUSANDS;
  const standsOut = emphasis ? new Set(emphasis.nodes) : null;
  const solid = (/** @type {number} */ dot) => !many || dots.r[dot] >= COVERABLE;
  const solidIn = dotSums(dots, width, height, solid);
  const tinyIn = many ? dotSums(dots, width, height, (dot) => !solid(dot)) : () => 0;
  const taken = takenBoxes(width, height);
  for (const { left, top, right, bottom } of obstacles) taken.add(left, top, right, bottom);
  const lines = takenBoxes(width, height); // leader lines: no name lies on them
  const named = takenBoxes(width, height); // names of communities: no other name lies on them, but leader lines may pass
  const regions = regionNames(view, picture, measure, inner, ({ left, top, right, bottom }, isMember) => {
    if (taken.hit(left, top, right, bottom) || named.hit(left, top, right, bottom)) return Infinity;
    let hidden = 0;
    grid.under(left, top, right, bottom, (dot) => {
      hidden += dots.r[dot] * dots.r[dot] * (dots.r[dot] < COVERABLE ? HIDDEN_TINY : HIDDEN) * (isMember(dots.rows[dot]) ? 1 : FOREIGN);
      return false;
    });
    return hidden;
  }, (label, x, y) => labels.some(({ node, text }) => isPart(text, label) && Math.hypot(dots.x[slot[node]] - x, dots.y[slot[node]] - y) < ECHO));
  const takeRegion = (/** @type {Box} */ { left, top, right, bottom }) => named.add(left, top, right, bottom);

  const crowd = model.count > FEW; // where leader lines may cross: few names are worth that
  const isStruck = doubtLines(view, picture);
  const maxLength = model.header.labels?.maxLength ?? 40;
  const { ego } = model.header;
  const notes = new Map((ego?.nodes ?? []).map((node, i) => [node, ego?.notes?.[i] ?? ""]));
  /** @type {Placed[]} */
  const labels = [];
  const placed = new Set();
  let bold = false; // whether names may cover more, so that the biggest dots have theirs
  const coverable = view.zoom < REST_ZOOM ? MAX_COVERED : 0;
  let [leaders, searches] = [MAX_LEADERS, MAX_SEARCHES];
  const isInner = (/** @type {number} */ i) => dots.x[i] >= margin && dots.y[i] >= margin && dots.x[i] <= width - margin && dots.y[i] <= height - margin;

  /** @param {number} left @param {number} top @param {number} w @param {number} h @param {Box} frame */
  const free = (left, top, w, h, frame) =>
    left >= frame.left && top >= frame.top && left + w <= frame.right && top + h <= frame.bottom && !taken.hit(left - GAP, top - 1, left + w + GAP, top + h + 1) && !lines.hit(left - GAP, top, left + w + GAP, top + h) && !named.hit(left - GAP, top, left + w + GAP, top + h);

  /** Report whether the name of a community beside a dot says the same. @param {string} text @param {number} x @param {number} y */
  const isEchoed = (text, x, y) =>
    regions.names.some((region) => {
      if (!isPart(text, model.header.communities?.[region.community].label ?? "")) return false;
      const [rx, ry] = regionMiddle(view, model, region);
      return Math.hypot(rx - x, ry - y) < ECHO;
    });

  /** How many dots a box covers: Infinity where one of them must not be. @param {number} own @param {number} left @param {number} top @param {number} w @param {number} h @param {boolean} lenient */
  const covers = (own, left, top, w, h, lenient) => {
    let count = 0;
    const barred = grid.under(left, top, left + w, top + h, (dot) => {
      if (dot === own) return false;
      if (lenient && !standsOut?.has(dots.rows[dot])) return false;
      if (solid(dot) && !(bold && crowded && dots.r[dot] < SMALLER * dots.r[own])) return true;
      count += solid(dot) ? 3 : 1;
      return count > (bold ? MAX_COVERED_BY_BIG : coverable);
    });
    return barred ? Infinity : count;
  };

  /** @param {number} node @param {number} far how many of the distances a leader may have @param {boolean} lenient */
  const place = (node, far, lenient) => {
    const own = slot[node];
    if (own < 0 || placed.has(node)) return false;
    const [x, y, r] = [dots.x[own], dots.y[own], dots.r[own]];
    const frame = isInner(own) ? inner : outer;
    const { size, weight } = letters(picture, node, narrow);
    const text = shortened(model.label(node), maxLength);
    if (!text || isEchoed(text, x, y)) return false;
    const nameWidth = measure(text, size, weight);
    const words = notes.get(node);
    const note = words ? { text: words, size: NOTE.size, width: measure(words, NOTE.size, NOTE.weight) } : null;
    const w = Math.max(nameWidth, note?.width ?? 0);
    const h = (size + (note?.size ?? 0)) * LINE_HEIGHT;
    /** @type {{cost: number, left: number, top: number, covers: number, side: number} | null} */
    let best = null;
    /** @param {number} side @returns {[number, number]} */
    const corner = (side) => {
      const [sx, sy] = PLACES[side];
      const reach = sx && sy ? 0.72 * r + 1 : r + 3;
      return [sx === 0 ? x - w / 2 : sx > 0 ? x + reach : x - reach - w, sy === 0 ? y - h / 2 : sy > 0 ? y + reach - 1 : y - reach - h + 1];
    };
    const old = previous.get(node);
    if (old && old.text === text) {
      // Where the name was: kept if nothing is in its way.
      const [left, top] = old.side >= 0 ? corner(old.side) : [x + old.dx, y + old.dy];
      if (free(left, top, w, h, frame)) {
        const count = covers(own, left, top, w, h, lenient);
        if (count <= old.covers && (old.side >= 0 || leaderFree(x, y, r, left, top, w, h))) best = { cost: 0, left, top, covers: count, side: old.side };
      }
    }
    if (!best) {
      for (let side = 0; side < PLACES.length; side++) {
        const [left, top] = corner(side);
        const cost = PLACES[side][2] + (isStruck(left, top, left + w, top + h) ? STRUCK : 0);
        if (best && best.cost <= cost) continue;
        if (!free(left, top, w, h, frame)) continue;
        const count = covers(own, left, top, w, h, lenient);
        if (count < Infinity && (!best || cost + count < best.cost)) best = { cost: cost + count, left, top, covers: count, side };
      }
    }
    if ((!best || best.covers > 3) && far > 0) {
      searches--;
      for (let d = 0; d < far; d++) {
        const cost = 3 + DISTANCES[d] / 14;
        if (best && best.cost <= cost) break;
        const [reachX, reachY] = [r + DISTANCES[d] + w / 2, r + DISTANCES[d] + h / 2];
        for (let a = 0; a < ANGLES; a++) {
          const turn = 2 * a + (d % 2);
          // The side of the box that faces the dot lies at the distance.
          const left = x + COSINES[turn] * reachX - w / 2;
          const top = y + COSINES[(turn + (3 * ANGLES) / 2) % (2 * ANGLES)] * reachY - h / 2;
          if (left < frame.left || top < frame.top || left + w > frame.right || top + h > frame.bottom) continue;
          const barred = solidIn(left, top, left + w, top + h);
          if (barred > (bold && crowded ? MAX_COVERED_BY_BIG / 3 : 0)) continue;
          const tiny = many ? tinyIn(left, top, left + w, top + h) + 3 * barred : 0;
          if (tiny > (bold ? MAX_COVERED_BY_BIG : coverable) || (best && best.cost <= cost + tiny * 1.2)) continue;
          if (!free(left, top, w, h, frame) || !leaderFree(x, y, r, left, top, w, h)) continue;
          const count = tiny ? covers(own, left, top, w, h, false) : 0;
          if (count === Infinity) continue;
          best = { cost: cost + tiny * 1.2, left, top, covers: count, side: -1 };
          if (!tiny) break;
        }
      }
    }
    if (!best && bold && crowd && (narrow || crowded)) best = anywhere(own, w, h, frame);
    if (!best) return false;
    const end = best.side < 0 ? leaderEnd(x, y, best.left, best.top, w, h) : null;
    if (end) takeLeader(x, y, r, end[0], end[1]);
    taken.add(best.left, best.top, best.left + w, best.top + h);
    placed.add(node);
    labels.push({ node, text, note, size, weight, nameWidth, dx: best.left - x, dy: best.top - y, width: w, height: h, leader: end && [end[0] - x, end[1] - y], covers: best.covers, side: best.side });
    return true;
  };

  /**
   * The nearest place of the whole view that hides little: on a phone, and in a crowd, the dots fill the view from side
   * to side, and names of the biggest find room only far away.
   * @param {number} own @param {number} w @param {number} h @param {Box} frame
   */
  const anywhere = (own, w, h, frame) => {
    const [x, y, r] = [dots.x[own], dots.y[own], dots.r[own]];
    let [found, least] = [/** @type {[number, number] | null} */ (null), Infinity];
    for (let top = frame.top; top + h <= frame.bottom; top += h + 2) {
      for (let left = frame.left; left + w <= frame.right; left += STRIDE) {
        const away = Math.hypot(Math.max(left - x, x - left - w, 0), Math.max(top - y, y - top - h, 0));
        if (away >= least || solidIn(left, top, left + w, top + h) || !free(left, top, w, h, frame)) continue;
        const tiny = many ? tinyIn(left, top, left + w, top + h) : 0;
        if (tiny > MAX_COVERED_BY_BIG) continue;
        const cost = away + COVERING * tiny + CROSSING * crossings(x, y, r, left, top, w, h);
        if (cost < least) [found, least] = [[left, top], cost];
      }
    }
    return found && { cost: least, left: found[0], top: found[1], covers: covers(own, found[0], found[1], w, h, false), side: -1 };
  };

  /** Where a leader meets its box. @param {number} x @param {number} y @param {number} left @param {number} top @param {number} w @param {number} h @returns {[number, number]} */
  const leaderEnd = (x, y, left, top, w, h) => [Math.min(Math.max(x, left), left + w), Math.min(Math.max(y, top), top + h)];
  /** Points along a leader. @param {number} x @param {number} y @param {number} r @param {number} ex @param {number} ey @param {(x: number, y: number) => boolean} fn */
  const along = (x, y, r, ex, ey, fn) => {
    const long = Math.hypot(ex - x, ey - y);
    for (let at = r; at < long; at += 6) if (fn(x + ((ex - x) * at) / long, y + ((ey - y) * at) / long)) return true;
    return false;
  };
  /** @param {number} x @param {number} y @param {number} r @param {number} left @param {number} top @param {number} w @param {number} h */
  const leaderFree = (x, y, r, left, top, w, h) => {
    const [ex, ey] = leaderEnd(x, y, left, top, w, h);
    return !along(x, y, r, ex, ey, (px, py) => taken.hit(px - 1, py - 1, px + 1, py + 1) || (!(bold && crowd) && lines.hit(px - 1, py - 1, px + 1, py + 1)));
  };
  /** How many steps of a leader lie on names. @param {number} x @param {number} y @param {number} r @param {number} left @param {number} top @param {number} w @param {number} h */
  const crossings = (x, y, r, left, top, w, h) => {
    const [ex, ey] = leaderEnd(x, y, left, top, w, h);
    let count = 0;
    along(x, y, r, ex, ey, (px, py) => ((count += taken.hit(px - 1, py - 1, px + 1, py + 1) ? 1 : 0), false));
    return count;
  };
  /** @param {number} x @param {number} y @param {number} r @param {number} ex @param {number} ey */
  const takeLeader = (x, y, r, ex, ey) => along(x, y, r, ex, ey, (px, py) => (lines.add(px - 2, py - 2, px + 2, py + 2), false));

  if (emphasis) {
    const chosen = new Set(emphasis.focus);
    const rows = [...emphasis.nodes].sort((a, b) => rank[a] - rank[b]);
    for (const node of emphasis.focus) place(node, DISTANCES.length, false) || place(node, DISTANCES.length, true);
    // of many the groups within them say more than names that cover them
    if (!chosen.size && rows.length > MANY_CHOSEN) regions.place(Math.ceil((width * height) / AREA_PER_REGION_OF_MAP), takeRegion);
    if (regions.names.length > 1) return { labels, regions: regions.names };
    for (const node of rows) if (!chosen.has(node)) place(node, leaders-- > 0 ? FAR : 0, false) || place(node, 0, true);
    return { labels, regions: [] };
  }
  for (const node of picture.around) place(node, DISTANCES.length, false) || place(node, DISTANCES.length, true);
  const area = (width - 2 * margin) * (height - 2 * margin);
  const outside = (width * height) / Math.max(area, 1);
  const room = dots.count <= FEW ? Infinity : (area / (view.zoom < REST_ZOOM ? AREA_PER_NAME : AREA_PER_NEAR_NAME)) * outside;
  const first = view.zoom < REST_ZOOM ? (model.header.labels?.named ?? model.count) : model.count;
  regions.place(Math.ceil(area / AREA_PER_FIRST_REGION), takeRegion);
  if (first > 0) {
    const big = biggest(picture.back, (row) => slot[row] >= 0 && isInner(slot[row]), radii, rank);
    for (const node of big) place(node, DISTANCES.length, false);
    bold = true;
    for (const node of big) place(node, DISTANCES.length, false);
    bold = false;
  }
  regions.place(Math.ceil(area / (model.header.labels?.named === 0 ? AREA_PER_REGION_OF_MAP : AREA_PER_REGION)), takeRegion);
  let tried = 0;
  for (let i = 0; i < model.order.length && i < first && labels.length < room && tried < room * TRIED_PER_NAME; i++) {
    const node = model.order[i];
    if (slot[node] < 0) continue;
    tried++;
    if (place(node, leaders > 0 && searches > 0 ? (narrow ? FAR_IF_NARROW : FAR) : 0, false) && labels[labels.length - 1].leader) leaders--;
  }
  return { labels, regions: regions.names };
};
