// Shaders of the WebGL renderer. Lengths are CSS pixels, y downwards; colors leave premultiplied.
//
// Dots and lines are two triangles each. Vertices fetch what they draw from textures by their number: software
// renderers are many times slower with instances, and expanding the columns to vertices would cost memory and time.

import { STEP } from "./doubts.js";

const PLACE = `
uniform vec4 u_camera; // x, y, CSS pixels per unit, device pixels per CSS pixel
uniform vec2 u_size;
vec2 onScreen(vec2 at) { return (at - u_camera.xy) * u_camera.z + 0.5 * u_size; }
ivec2 texel() { int at = gl_VertexID / 6; return ivec2(at & 2047, at >> 11); }
ivec2 corner() { int c = gl_VertexID % 6; c = c < 3 ? c : 6 - c; return ivec2(c & 1, c >> 1); }
vec4 clip(vec2 at) { return vec4(vec2(2.0, -2.0) * at / u_size + vec2(-1.0, 1.0), 0.0, 1.0); }
`;

export const NODE_VERTEX = `#version 300 es
precision highp float;
uniform sampler2D u_place; // x, y, radius, shape
uniform sampler2D u_paint;
uniform vec3 u_dot; // pixels per unit of radius, least radius, room around the dot
${PLACE}
out vec2 v_at;
flat out float v_radius;
flat out vec4 v_color;
flat out int v_shape;
void main() {
  vec4 place = texelFetch(u_place, texel(), 0);
  v_radius = max(place.z * u_dot.x, u_dot.y);
  v_color = texelFetch(u_paint, texel(), 0);
  v_shape = int(place.w);
  v_at = (vec2(corner()) * 2.0 - 1.0) * (v_radius * ((v_shape & 7) == 0 ? 1.0 : 1.3) + u_dot.z + 1.0);
  gl_Position = place.z > 0.0 ? clip(onScreen(place.xy) + v_at) : vec4(2.0, 2.0, 0.0, 1.0);
}`;

const SHAPES = `
float polygon(vec2 p, float r, float corners, float turn) { // r: distance of the sides
  float part = 6.28318530718 / corners;
  float angle = atan(p.y, p.x) - turn;
  return length(p) * cos(mod(angle, part) - 0.5 * part) - r;
}
float distance_to(int shape, vec2 p, float r) {
  if (shape == 1) return polygon(p - vec2(0.0, 0.16 * r), 0.64 * r, 3.0, -1.57079632679);
  if (shape == 2) return max(abs(p.x), abs(p.y)) - 0.891 * r;
  if (shape == 3) return (abs(p.x) + abs(p.y) - 1.26 * r) * 0.70710678;
  if (shape == 4) return polygon(p, 0.9526 * r, 6.0, 0.0);
  return length(p) - r;
}
`;

export const NODE_FRAGMENT = `#version 300 es
precision highp float;
in vec2 v_at;
flat in float v_radius;
flat in vec4 v_color;
flat in int v_shape;
uniform vec4 u_camera;
uniform vec3 u_ground;
uniform vec2 u_line; // rim, width of outlines
uniform float u_alpha;
out vec4 color;
${SHAPES}
void main() {
  float d = distance_to(v_shape & 7, v_at, v_radius);
  float rim = u_line.x * clamp((v_radius - 1.2) / 2.5, 0.0, 1.0);
  float inside = clamp(0.5 - d * u_camera.w, 0.0, 1.0);
  float alpha = clamp(0.5 - (d - rim) * u_camera.w, 0.0, 1.0) * v_color.a * u_alpha;
  float filled = (v_shape & 8) == 0 ? inside : inside - clamp(0.5 - (d + u_line.y) * u_camera.w, 0.0, 1.0);
  color = vec4(mix(u_ground, v_color.rgb, filled) * alpha, alpha);
}`;

export const DISC_FRAGMENT = `#version 300 es
precision highp float;
in vec2 v_at;
flat in float v_radius;
flat in vec4 v_color;
flat in int v_shape;
uniform vec4 u_camera;
uniform vec3 u_look; // alpha inside, alpha of the rim, 1 for a glow that fades outwards
out vec4 color;
void main() {
  float d = length(v_at) - v_radius;
  float alpha = u_look.z > 0.5
    ? u_look.x * pow(clamp(-d / v_radius, 0.0, 1.0), 1.5)
    : mix(u_look.x * clamp(0.5 - d * u_camera.w, 0.0, 1.0), u_look.y, clamp(1.0 - abs(d) * u_camera.w, 0.0, 1.0));
  color = vec4(v_color.rgb * alpha, alpha);
}`;

export const EDGE_VERTEX = `#version 300 es
precision highp float;
uniform sampler2D u_place; // both ends
uniform sampler2D u_paint;
uniform sampler2D u_style; // width / 16, dashed (1) or dotted (0.5), strength
uniform vec2 u_width; // factor, least width
${PLACE}
out float v_side;
out float v_along;
flat out float v_half;
flat out float v_dashed;
flat out vec4 v_color;
void main() {
  vec4 ends = texelFetch(u_place, texel(), 0);
  vec4 paint = texelFetch(u_paint, texel(), 0);
  vec4 style = texelFetch(u_style, texel(), 0);
  vec2 a = onScreen(ends.xy);
  vec2 b = onScreen(ends.zw);
  float wide = style.x * 15.9375 * u_width.x;
  float drawn = max(wide, u_width.y);
  float span = length(b - a);
  vec2 along = span > 0.0 ? (b - a) / span : vec2(1.0, 0.0);
  float reach = 0.5 * drawn + 0.5 / u_camera.w;
  bool second = corner().x == 1;
  v_side = corner().y == 1 ? reach : -reach;
  v_along = second ? span : 0.0;
  v_half = 0.5 * drawn;
  v_dashed = style.y;
  v_color = vec4(paint.rgb, paint.a * style.z * min(wide / drawn, 1.0));
  gl_Position = clip((second ? b : a) + vec2(-along.y, along.x) * v_side);
}`;

export const EDGE_FRAGMENT = `#version 300 es
precision highp float;
in float v_side;
in float v_along;
flat in float v_half;
flat in float v_dashed;
flat in vec4 v_color;
uniform vec4 u_camera;
uniform float u_alpha;
out vec4 color;
void main() {
  float alpha = v_color.a * u_alpha * clamp((v_half - abs(v_side)) * u_camera.w + 0.5, 0.0, 1.0);
  if (v_dashed > 0.75 && fract(v_along / 9.0) > 0.55) discard;
  if (v_dashed > 0.25 && v_dashed < 0.75) { // dotted
    float off = mod(v_along, ${STEP.toFixed(1)}) - ${(STEP / 2).toFixed(2)};
    alpha = v_color.a * u_alpha * clamp((v_half - length(vec2(off, v_side))) * u_camera.w + 0.5, 0.0, 1.0);
  }
  color = vec4(v_color.rgb * alpha, alpha);
}`;

export const IMAGE_VERTEX = `#version 300 es
precision highp float;
uniform vec4 u_box; // x, y, width, height in layout units
${PLACE}
out vec2 v_at;
void main() {
  v_at = vec2(corner());
  gl_Position = clip(onScreen(u_box.xy + v_at * u_box.zw));
}`;

export const IMAGE_FRAGMENT = `#version 300 es
precision highp float;
in vec2 v_at;
uniform sampler2D u_image;
uniform float u_alpha;
out vec4 color;
void main() { color = texture(u_image, v_at) * u_alpha; }`;
