// The WebGL2 renderer: dots as instanced quads, lines as instanced strips, one image behind them.

import { parseColor } from "./colors.js";
import { drawnEdges, strength, widening } from "./edges.js";
import { glowColor, DIMMED_DOTS, DIMMED_LINES, GLOW_REACH, GLOW_ALPHA, EMPHASIS_WIDTH, discColors } from "./look.js";
import { DISC_FRAGMENT, EDGE_FRAGMENT, EDGE_VERTEX, IMAGE_FRAGMENT, IMAGE_VERTEX, NODE_FRAGMENT, NODE_VERTEX } from "./shaders.js";
import { OUTLINE, RIM } from "./shapes.js";

/** @typedef {import("./types.js").Picture} Picture */
/** @typedef {import("./types.js").View} View */
/** @typedef {{array: WebGLVertexArrayObject, buffers: WebGLBuffer[], count: number}} Batch */
/** @typedef {{program: WebGLProgram, at: (name: string) => WebGLUniformLocation | null}} Program */

/**
 * Make a renderer, null where WebGL2 is missing.
 * @param {HTMLCanvasElement} canvas @param {() => void} onLost
 * @returns {import("./types.js").Renderer | null}
 */
export const webglRenderer = (canvas, onLost) => {
  const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, stencil: false, powerPreference: "high-performance" });
  if (!gl || gl.isContextLost()) return null;

  /** @param {string} vertex @param {string} fragment @returns {Program} */
  const compile = (vertex, fragment) => {
    const program = gl.createProgram();
    for (const [kind, text] of /** @type {[number, string][]} */ ([[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]])) {
      const shader = /** @type {WebGLShader} */ (gl.createShader(kind));
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(`shader: ${gl.getProgramInfoLog(program)}`);
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

  /** @type {Map<string, Program>} */
  const programs = new Map();
  /** @param {string} name @param {string} vertex @param {string} fragment */
  const program = (name, vertex, fragment) => {
    const found = programs.get(name) ?? compile(vertex, fragment);
    programs.set(name, found);
    return found;
  };

  /** @param {[number, number, boolean][]} layout items, type, normalized per attribute @returns {Batch} */
  const batch = (layout) => {
    const array = gl.createVertexArray();
    gl.bindVertexArray(array);
    const buffers = layout.map(([items, type, normalized], location) => {
      const buffer = gl.createBuffer();
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, items, type, normalized, 0, 0);
      gl.vertexAttribDivisor(location, 1);
      return buffer;
    });
    return { array, buffers, count: 0 };
  };
  /** @param {Batch} into @param {number} count @param {ArrayBufferView[]} data */
  const upload = (into, count, data) => {
    into.count = count;
    data.forEach((values, i) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, into.buffers[i]);
      gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW);
    });
  };
  const dots = () => batch([[3, gl.FLOAT, false], [4, gl.UNSIGNED_BYTE, true], [1, gl.UNSIGNED_BYTE, false]]);
  const lines = () => batch([[4, gl.FLOAT, false], [4, gl.UNSIGNED_BYTE, true], [4, gl.UNSIGNED_BYTE, true]]);
  const [allDots, someDots, glows, discs] = [dots(), dots(), dots(), dots()];
  const [allLines, someLines] = [lines(), lines()];
  const texture = gl.createTexture();
  const blank = gl.createVertexArray();
  let [version, emphasisVersion, tintVersion] = [-1, -1, -1];

  /** @param {Batch} into @param {Picture} picture @param {Uint32Array} rows @param {readonly number[]} [paint] one color for all */
  const uploadDots = (into, { model, radii, colors, shapes }, rows, paint) => {
    const places = new Float32Array(3 * rows.length);
    const paints = new Uint8Array(4 * rows.length);
    const [from, to] = [new Uint32Array(colors.buffer, colors.byteOffset, model.count), new Uint32Array(paints.buffer)];
    const one = paint && new Uint32Array(new Uint8Array([paint[0], paint[1], paint[2], 255]).buffer)[0];
    const marks = new Uint8Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      places[3 * i] = model.x[row];
      places[3 * i + 1] = model.y[row];
      places[3 * i + 2] = radii[row];
      to[i] = one ?? from[row];
      marks[i] = shapes[row];
    }
    upload(into, rows.length, [places, paints, marks]);
  };
  /** @param {Batch} into @param {Picture} picture @param {Uint32Array} rows @param {boolean} full whether long lines keep their strength */
  const uploadLines = (into, { model, edgeColors, edgeFade }, rows, full) => {
    const { x, y, source, target, width, generated } = model;
    const [ends, paints, styles] = [new Float32Array(4 * rows.length), new Uint8Array(4 * rows.length), new Uint8Array(4 * rows.length)];
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
    upload(into, count, [ends.subarray(0, 4 * count), paints.subarray(0, 4 * count), styles.subarray(0, 4 * count)]);
  };

  /** @param {Picture} picture */
  const update = (picture) => {
    const { model, emphasis, tint, themeName } = picture;
    if (picture.version !== version) {
      version = picture.version;
      emphasisVersion = -1;
      uploadDots(allDots, picture, picture.back);
      uploadLines(allLines, picture, picture.strong, false);
      uploadDots(glows, picture, picture.back.filter((row) => model.fresh[row]), glowColor(themeName));
      const rings = model.header.discs ?? [];
      const colors = discColors(model, themeName);
      upload(discs, rings.length, [
        new Float32Array(rings.flatMap(({ x, y, r }) => [x, y, r])),
        new Uint8Array(colors.flatMap((color) => [...color, 255])),
        new Uint8Array(rings.length),
      ]);
    }
    if (emphasis && picture.emphasisVersion !== emphasisVersion) {
      emphasisVersion = picture.emphasisVersion;
      uploadDots(someDots, picture, emphasis.nodes.slice().sort((a, b) => picture.radii[b] - picture.radii[a]));
      uploadLines(someLines, picture, emphasis.edges, true);
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
    /** @param {Batch} drawn @param {number} count */
    const instances = (drawn, count) => {
      gl.bindVertexArray(drawn.array);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
    };
    /** @param {Batch} drawn @param {number} alpha @param {number} widen @param {number} count */
    const drawLines = (drawn, alpha, widen, count) => {
      if (!count) return;
      const at = use(program("edge", EDGE_VERTEX, EDGE_FRAGMENT));
      gl.uniform1f(at("u_alpha"), alpha);
      gl.uniform2f(at("u_width"), widening(coverage, view.zoom) * widen, 1 / view.ratio);
      instances(drawn, count);
    };
    /** @param {Batch} drawn @param {number} alpha */
    const drawDots = (drawn, alpha) => {
      const at = use(program("node", NODE_VERTEX, NODE_FRAGMENT));
      gl.uniform3f(at("u_dot"), view.dot, view.minDot, RIM);
      gl.uniform3f(at("u_ground"), ground[0], ground[1], ground[2]);
      gl.uniform2f(at("u_line"), RIM, OUTLINE);
      gl.uniform1f(at("u_alpha"), alpha);
      instances(drawn, drawn.count);
    };
    /** @param {Batch} drawn @param {number} dot @param {number} least @param {number[]} look */
    const drawDiscs = (drawn, dot, least, look) => {
      if (!drawn.count) return;
      const at = use(program("disc", NODE_VERTEX, DISC_FRAGMENT));
      gl.uniform3f(at("u_dot"), dot, least, 1);
      gl.uniform3f(at("u_look"), look[0], look[1], look[2]);
      instances(drawn, drawn.count);
    };

    if (tint) {
      const at = use(program("image", IMAGE_VERTEX, IMAGE_FRAGMENT));
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform4f(at("u_box"), tint.x, tint.y, tint.width, tint.height);
      gl.uniform1f(at("u_alpha"), emphasis ? 0.5 : 1);
      gl.bindVertexArray(blank);
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
    drawDiscs(discs, view.scale, 0, [theme.discAlpha, theme.rimAlpha, 0]);
    const full = theme.edgeAlpha * strength(coverage, view.zoom);
    drawLines(allLines, full * (emphasis ? DIMMED_LINES : 1), 1, drawnEdges(allLines.count, view.zoom));
    drawDiscs(glows, view.dot * GLOW_REACH, view.minDot * GLOW_REACH, [emphasis ? GLOW_ALPHA * DIMMED_DOTS : GLOW_ALPHA, 0, 1]);
    drawDots(allDots, emphasis ? DIMMED_DOTS : 1);
    if (emphasis) {
      drawLines(someLines, Math.min(2 * theme.edgeAlpha, 1), emphasis.focus.length ? EMPHASIS_WIDTH : 1, someLines.count);
      drawDots(someDots, 1);
    }
  };

  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    onLost();
  });
  const destroy = () => gl.getExtension("WEBGL_lose_context")?.loseContext();
  return { kind: "webgl", canvas, draw, destroy };
};
