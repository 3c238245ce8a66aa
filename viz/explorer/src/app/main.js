// The entry of the page: decode the payload, draw it, and let people explore.

import { decodePayload } from "../decode.js";
import { createModel } from "../model.js";
import { createStage } from "../engine/stage.js";
import { byId } from "./dom.js";
import { start } from "./start.js";

const begin = async () => {
  const model = createModel(await decodePayload(byId("payload").textContent ?? ""));
  const asked = new URLSearchParams(location.search).get("renderer");
  const app = start(model, (theme) => createStage(byId("stage"), model, { theme, renderer: asked === "canvas" ? "canvas" : "webgl" }));
  Object.assign(window, { kgExplorer: { model, stage: app.stage, state: app.state, app } });
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      app.stage.flush();
      document.documentElement.dataset.ready = "1";
    }),
  );
};

begin().catch((error) => {
  byId("failed").hidden = false;
  throw error;
});
