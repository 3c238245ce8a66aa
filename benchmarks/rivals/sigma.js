// Sigma 3, tuned: points and lines of the cheapest kind, no edges while the view moves, no events of edges.
import { decodePayload } from "explorer/decode.js";
import { createModel } from "explorer/model.js";
import Graph from "graphology";
import Sigma from "sigma";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";

const model = createModel(await decodePayload(document.getElementById("payload").textContent));
const graph = new Graph({ multi: true });
const colors = model.header.groups.map(({ light }) => light);
for (let row = 0; row < model.count; row++) {
  graph.addNode(row, { x: model.x[row], y: -model.y[row], size: Math.max(0.3 * model.radius[row], 1), color: colors[model.group[row]], label: model.label(row) });
}
for (let row = 0; row < model.edgeCount; row++) graph.addEdge(model.source[row], model.target[row], { size: 0.5, color: "#5b6b8630" });
const drawn = new Sigma(graph, document.getElementById("stage"), {
  hideEdgesOnMove: true, enableEdgeEvents: false, renderEdgeLabels: false, labelDensity: 1, labelGridCellSize: 90,
  defaultNodeType: "point", nodeProgramClasses: { point: NodePointProgram },
  defaultEdgeType: "line", edgeProgramClasses: { line: EdgeLineProgram },
}); // prettier-ignore
drawn.once("afterRender", () => requestAnimationFrame(() => (document.documentElement.dataset.ready = "")));
drawn.refresh();
