// The engine alone, for tests and measurements: a page with a payload, without panels.
import { decodePayload } from "../src/decode.js";
import { createStage } from "../src/engine/stage.js";
import { createModel } from "../src/model.js";

const asked = new URLSearchParams(location.search);
const model = createModel(await decodePayload(document.getElementById("payload").textContent));
const host = document.getElementById("stage");
const stage = createStage(host, model, { theme: asked.get("theme") === "dark" ? "dark" : "light", renderer: asked.get("renderer") === "canvas" ? "canvas" : "webgl" });
globalThis.kgExplorer = { model, stage };
const off = stage.on("drawn", () => {
  off();
  requestAnimationFrame(() => (document.documentElement.dataset.ready = "1"));
});
