// The WebGL2 renderer: dots and lines as pairs of triangles, one image behind them.

import { parseColor } from "./colors.js";
import { WIDTH as DOUBT_WIDTH, doubtAlpha, doubtColor, doubtScale, stressedDoubts } from "./doubts.js";
import { drawnEdges, strength, widening } from "./edges.js";
import { glowColor, DIMMED_DOTS, DIMMED_LINES, GLOW_ALPHA, EMPHASIS_WIDTH, GLOW_RADII, discColors, glowReach } from "./look.js";
import { DISC_FRAGMENT, EDGE_FRAGMENT, EDGE_VERTEX, IMAGE_FRAGMENT, IMAGE_VERTEX, NODE_FRAGMENT, NODE_VERTEX } from "./shaders.js";
import { OUTLINE, RIM } from "./shapes.js";

/** @typedef {import("./types.js").Picture} Picture */
/** @typedef {import("./types.js").View} View */
/** @typedef {{textures: WebGLTexture[], count: number}} Batch */
/** @typedef {{program: WebGLProgram, at: (name: string) => WebGLUniformLocation | null}} Program */

const DOTTED = 128; // the style of doubts, see EDGE_FRAGMENT
const WIDE = 2048; // texels per row of the textures; the shaders know it

/**
 * Make a renderer, null where WebGL2 is missing.
 * @param {HTMLCanvasElement} canvas @param {() => void} onLost
 * @returns {import("./types.js").Renderer | null}
 */
export const webglRenderer = (canvas, onLost) => {
  const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, stencil: false, powerPreference: "high-performance" });
  if (!gl || gl.isContextLost()) return null;

  /** Begin to link a program; the driver works on it while the page goes on. @param {string} vertex @param {string} fragment @returns {Program} */
  const compile = (vertex, fragment) => {
    const program = gl.createProgram();
    for (const [kind, text] of /** @type {[number, string][]} */ ([[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]])) {
      const shader = /** @type {WebGLShader} */ (gl.createShader(kind));
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    /** @type {Map<string, WebGLUniformLocation | null>} */
    const places = new Map();
    return {
      program,
      at: (name) => {
        if (!places.has(name)) places.set(name, gl.getUniformLocation(program, name));
        return places.get(name) ?? null;
      },
    };
  };
  const programs = {
    edge: compile(EDGE_VERTEX, EDGE_FRAGMENT),
    node: compile(NODE_VERTEX, NODE_FRAGMENT),
    disc: compile(NODE_VERTEX, DISC_FRAGMENT),
    image: compile(IMAGE_VERTEX, IMAGE_FRAGMENT),
  };
  let over = false; // whether another renderer has taken over
  const giveUp = () => {
    if (!over) onLost();
    over = true;
  };
  let linked = false; // whether all programs are known to be linked
  const link = () => (linked ||= Object.values(programs).every(({ program }) => gl.getProgramParameter(program, gl.LINK_STATUS)));

  /** @param {number} textures how many @returns {Batch} */
  const batch = (textures) => ({ textures: Array.from({ length: textures }, () => gl.createTexture()), count: 0 });
  const texels = (/** @type {number} */ count) => Math.max(Math.ceil(count / WIDE), 1);
  /** @param {Batch} into @param {number} count @param {(Float32Array | Uint8Array)[]} data four numbers per item, rows of the textures complete */
  const upload = (into, count, data) => {
    into.count = count;
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    data.forEach((values, i) => {
      gl.bindTexture(gl.TEXTURE_2D, into.textures[i]);
      if (values instanceof Float32Array) gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, WIDE, texels(count), 0, gl.RGBA, gl.FLOAT, values);
      else gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, WIDE, texels(count), 0, gl.RGBA, gl.UNSIGNED_BYTE, values);
      for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
    });
  };
  const floats = (/** @type {number} */ count) => new Float32Array(4 * WIDE * texels(count));
  const bytes = (/** @type {number} */ count) => new Uint8Array(4 * WIDE * texels(count));
  const [allDots, someDots, glows, discs] = [batch(2), batch(2), batch(2), batch(2)];
  const [allLines, someLines, allDoubts, someDoubts] = [batch(3), batch(3), batch(3), batch(3)];
  const texture = gl.createTexture();
  let [version, emphasisVersion, tintVersion] = [-1, -1, -1];

  /** @param {Batch} into @param {Picture} picture @param {Uint32Array} rows @param {readonly number[]} [paint] one color for all */
  const uploadDots = (into, { model, radii, colors, shapes }, rows, paint) => {
    const [places, paints] = [floats(rows.length), bytes(rows.length)];
    const [from, to] = [new Uint32Array(colors.buffer, colors.byteOffset, model.count), new Uint32Array(paints.buffer)];
    const one = paint && new Uint32Array(new Uint8Array([paint[0], paint[1], paint[2], 255]).buffer)[0];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      places[4 * i] = model.x[row];
      places[4 * i + 1] = model.y[row];
      places[4 * i + 2] = radii[row];
      places[4 * i + 3] = shapes[row];
      to[i] = one ?? from[row];
    }
    upload(into, rows.length, [places, paints]);
  };
  /** @param {Batch} into @param {Picture} picture @param {Uint32Array} rows @param {boolean} full whether long lines keep their strength */
  const uploadLines = (into, { model, edgeColors, edgeFade }, rows, full) => {
    const { x, y, source, target, width, generated } = model;
    const [ends, paints, styles] = [floats(rows.length), bytes(rows.length), bytes(rows.length)];
    const [from, to] = [new Uint32Array(edgeColors.buffer), new Uint32Array(paints.buffer)];
    let count = 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (!edgeColors[4 * row + 3]) continue;
      const [a, b, at] = [source[row], target[row], 4 * count];
      ends[at] = x[a];
      ends[at + 1] = y[a];
      ends[at + 2] = x[b];
      ends[at + 3] = y[b];
      to[count++] = from[row];
      styles[at] = Math.min(Math.round(width[row] * 16), 255);
      styles[at + 1] = generated[row] ? 255 : 0;
      styles[at + 2] = full ? 255 : edgeFade[row];
    }
    const size = 4 * WIDE * texels(count);
    upload(into, count, [ends.subarray(0, size), paints.subarray(0, size), styles.subarray(0, size)]);
  };

  /** @param {Batch} into @param {Picture} picture @param {number[]} rows */
  const uploadDoubts = (into, { model, theme }, rows) => {
    const [ends, paints, styles] = [floats(rows.length), bytes(rows.length), bytes(rows.length)];
    const color = doubtColor(theme);
    rows.forEach((row, i) => {
      const { a, b } = /** @type {import("../model.js").Doubt[]} */ (model.header.doubts)[row];
      ends.set([model.x[a], model.y[a], model.x[b], model.y[b]], 4 * i);
      paints.set([color[0], color[1], color[2], 255], 4 * i);
      styles.set([Math.round(DOUBT_WIDTH * 16), DOTTED, 255, 0], 4 * i);
    });
    upload(into, rows.length, [ends, paints, styles]);
  };

  /** @param {Picture} picture */
  const update = (picture) => {
    const { model, emphasis, tint, themeName } = picture;
    if (picture.version !== version) {
      version = picture.version;
      emphasisVersion = -1;
      uploadDots(allDots, picture, picture.back);
      uploadLines(allLines, picture, picture.strong, false);
      uploadDoubts(allDoubts, picture, picture.doubts);
      uploadDots(glows, picture, picture.back.filter((row) => model.fresh[row]), glowColor(picture.theme));
      const rings = model.header.discs ?? [];
      const colors = discColors(model, themeName);
      const [places, paints] = [floats(rings.length), bytes(rings.length)];
      rings.forEach(({ x, y, r }, i) => {
        places.set([x, y, r, 0], 4 * i);
        paints.set([...colors[i], 255], 4 * i);
      });
      upload(discs, rings.length, [places, paints]);
    }
    if (emphasis && picture.emphasisVersion !== emphasisVersion) {
      emphasisVersion = picture.emphasisVersion;
      uploadDots(someDots, picture, emphasis.nodes.slice().sort((a, b) => picture.radii[b] - picture.radii[a]));
      uploadLines(someLines, picture, emphasis.edges, true);
      uploadDoubts(someDoubts, picture, stressedDoubts(picture));
    }
    if (tint && tint.version !== tintVersion) {
      tintVersion = tint.version;
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, tint.canvas);
      for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.LINEAR);
      for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
    }
  };

  /** @param {View} view @param {Picture} picture */
  const draw = (view, picture) => {
    if (!link()) return giveUp(); // shaders that the driver refuses
    const { theme, tint, emphasis, coverage } = picture;
    const [wide, high] = [Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)];
    if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
    update(picture);
    const ground = parseColor(theme.ground).map((value) => value / 255);
    gl.viewport(0, 0, wide, high);
    gl.clearColor(ground[0], ground[1], ground[2], 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);

    /** @param {Program} used */
    const use = ({ program: chosen, at }) => {
      gl.useProgram(chosen);
      gl.uniform4f(at("u_camera"), view.x, view.y, view.scale, view.ratio);
      gl.uniform2f(at("u_size"), view.width, view.height);
      return at;
    };
    /** @param {Batch} drawn @param {number} count @param {(name: string) => WebGLUniformLocation | null} at */
    const triangles = ({ textures }, count, at) => {
      textures.forEach((held, i) => {
        gl.activeTexture(gl.TEXTURE0 + i);
        gl.bindTexture(gl.TEXTURE_2D, held);
        gl.uniform1i(at(["u_place", "u_paint", "u_style"][i]), i);
      });
      gl.activeTexture(gl.TEXTURE0);
      gl.drawArrays(gl.TRIANGLES, 0, 6 * count);
    };
    /** @param {Batch} drawn @param {number} alpha @param {number} factor of widths @param {number} count */
    const drawLines = (drawn, alpha, factor, count) => {
      if (!count) return;
      const at = use(programs.edge);
      gl.uniform1f(at("u_alpha"), alpha);
      gl.uniform2f(at("u_width"), factor, 1 / view.ratio);
      triangles(drawn, count, at);
    };
    /** @param {Batch} drawn @param {number} alpha */
    const drawDots = (drawn, alpha) => {
      const at = use(programs.node);
      gl.uniform3f(at("u_dot"), view.dot, view.minDot, RIM);
      gl.uniform3f(at("u_ground"), ground[0], ground[1], ground[2]);
      gl.uniform2f(at("u_line"), RIM, OUTLINE);
      gl.uniform1f(at("u_alpha"), alpha);
      triangles(drawn, drawn.count, at);
    };
    /** @param {Batch} drawn @param {number} dot @param {number} least @param {number[]} look */
    const drawDiscs = (drawn, dot, least, look) => {
      if (!drawn.count) return;
      const at = use(programs.disc);
      gl.uniform3f(at("u_dot"), dot, least, 1);
      gl.uniform3f(at("u_look"), look[0], look[1], look[2]);
      triangles(drawn, drawn.count, at);
    };

    if (tint) {
      const at = use(programs.image);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform4f(at("u_box"), tint.x, tint.y, tint.width, tint.height);
      gl.uniform1f(at("u_alpha"), emphasis ? 0.5 : 1);
      gl.drawArrays(gl.TRIANGLES, 0, 6);
    }
    drawDiscs(discs, view.scale, 0, [theme.discAlpha, theme.rimAlpha, 0]);
    const widen = widening(coverage, view.zoom);
    const full = theme.edgeAlpha * strength(coverage, view.zoom);
    drawLines(allLines, full * (emphasis ? DIMMED_LINES : 1), widen, drawnEdges(allLines.count, view.zoom));
    drawLines(allDoubts, doubtAlpha(allDoubts.count) * (emphasis ? DIMMED_LINES : 1), doubtScale(view, picture), allDoubts.count);
    drawDiscs(glows, view.dot * GLOW_RADII, glowReach(view.minDot), [emphasis ? GLOW_ALPHA * DIMMED_DOTS : GLOW_ALPHA, 0, 1]);
    drawDots(allDots, emphasis ? DIMMED_DOTS : 1);
    if (emphasis) {
      drawLines(someLines, Math.min(2 * theme.edgeAlpha, 1), widen * (emphasis.focus.length ? EMPHASIS_WIDTH : 1), someLines.count);
      drawLines(someDoubts, doubtAlpha(someDoubts.count), 1, someDoubts.count);
      drawDots(someDots, 1);
    }
  };

  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    giveUp();
  });
  const destroy = () => gl.getExtension("WEBGL_lose_context")?.loseContext();
  return { kind: "webgl", canvas, draw, destroy };
};
