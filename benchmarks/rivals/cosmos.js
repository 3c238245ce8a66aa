// @cosmos.gl/graph 3 at positions that are known: no simulation. It has no names.
import { Graph } from "@cosmos.gl/graph";
import { decodePayload } from "explorer/decode.js";
import { createModel } from "explorer/model.js";

const SPACE = 4096; // units of its square
const model = createModel(await decodePayload(document.getElementById("payload").textContent));
const least = (values) => values.reduce((a, b) => Math.min(a, b));
const most = (values) => values.reduce((a, b) => Math.max(a, b));
const [left, top] = [least(model.x), least(model.y)];
const scale = (SPACE - 100) / Math.max(most(model.x) - left, most(model.y) - top);
const graph = new Graph(document.getElementById("stage"), {
  enableSimulation: false, rescalePositions: false, spaceSize: SPACE, backgroundColor: "#fbfcfe", linkWidth: 0.6,
  pointSizeScale: 0.3, fitViewOnInit: true, fitViewDelay: 0, fitViewDuration: 0,
}); // prettier-ignore
await graph.ready;
const positions = new Float32Array(2 * model.count);
for (let row = 0; row < model.count; row++) {
  positions[2 * row] = (model.x[row] - left) * scale;
  positions[2 * row + 1] = SPACE - (model.y[row] - top) * scale;
}
const links = new Float32Array(2 * model.edgeCount);
for (let row = 0; row < model.edgeCount; row++) [links[2 * row], links[2 * row + 1]] = [model.source[row], model.target[row]];
graph.setPointPositions(positions);
graph.setPointSizes(Float32Array.from(model.radius));
graph.setLinks(links);
graph.render();
requestAnimationFrame(() => requestAnimationFrame(() => (document.documentElement.dataset.ready = "")));
