// Decoding of the payload: base64, raw deflate, a JSON header, typed columns.
// The format is described in kg/render/explorer/columns.py.

/**
 * A column's entry in the header. A constant column has a `value` and no bytes. Numbers may be stored by `planes` (all
 * low bytes first), as zigzag-coded differences (`delta`), and as steps of `scale` above `add`.
 * @typedef {{type: string, at?: number, length: number, bytes?: number, value?: any, planes?: number, delta?: boolean, scale?: number, add?: number}} ColumnPlace
 */
/** @typedef {Uint8Array | Uint16Array | Uint32Array | Int16Array | Float32Array} Numbers */
/** @typedef {import("./model.js").Header} Header */
/** @typedef {{header: Header, numbers: (name: string) => Numbers | null, text: (name: string) => string[] | null}} Payload */

const ALIGNMENT = 8; // bytes; each column begins at a multiple of it

/** @type {Record<string, new (buffer: ArrayBuffer, at: number, length: number) => Numbers>} */
const ARRAYS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i16: Int16Array, f32: Float32Array };

/**
 * Decode the bytes of a base64 text.
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
const fromBase64 = (text) => {
  const decode = /** @type {any} */ (Uint8Array).fromBase64;
  if (decode) return decode.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
};

/**
 * Return the numbers of a column, all codings undone.
 * @param {ArrayBuffer} buffer @param {number} at first byte @param {ColumnPlace} column
 * @returns {Numbers}
 */
const readNumbers = (buffer, at, { type, length, value, planes, delta, scale, add = 0 }) => {
  if (value !== undefined) return scale ? new Float32Array(length).fill(value * scale + add) : new Uint32Array(length).fill(value);
  const Kind = ARRAYS[type];
  if (!Kind) throw new TypeError(`unknown type of numbers: ${type}`);
  let read = /** @type {Numbers} */ (new Uint8Array(0));
  if (planes) {
    const bytes = new Uint8Array(buffer, at, length * planes);
    read = planes > 2 ? new Uint32Array(length) : new Uint16Array(length);
    for (let i = 0; i < length; i++) {
      let joined = 0;
      for (let plane = 0; plane < planes; plane++) joined |= bytes[plane * length + i] << (8 * plane);
      read[i] = joined;
    }
  } else read = new Kind(buffer, at, length);
  if (!delta && !scale) return read;
  const out = scale ? new Float32Array(length) : new Uint32Array(length);
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const step = read[i];
    sum = delta ? sum + (step % 2 ? -(step + 1) / 2 : step / 2) : step;
    out[i] = scale ? sum * scale + add : sum;
  }
  return out;
};

/**
 * Expand raw deflate.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<ArrayBuffer>}
 */
const inflate = (bytes) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).arrayBuffer();
};

/**
 * Read the header and return accessors to the columns. Text is decoded when it is first asked for.
 * @param {ArrayBuffer} buffer
 * @returns {Payload}
 */
export const readPayload = (buffer) => {
  const size = new DataView(buffer).getUint32(0, true);
  const decoder = new TextDecoder();
  const header = JSON.parse(decoder.decode(new Uint8Array(buffer, 4, size)));
  const start = Math.ceil((4 + size) / ALIGNMENT) * ALIGNMENT;
  const columns = /** @type {Map<string, ColumnPlace>} */ (new Map(Object.entries(header.columns)));
  const starts = [...columns.values()].map(({ at = 0 }) => at).sort((a, b) => a - b);
  /** @type {Map<string, Numbers>} */
  const decoded = new Map();
  /** @type {Map<string, string[]>} */
  const texts = new Map();

  /** @param {string} name */
  const numbers = (name) => {
    const known = decoded.get(name);
    if (known) return known;
    const column = columns.get(name);
    if (!column || column.type === "text") return null;
    const values = readNumbers(buffer, start + (column.at ?? 0), column);
    decoded.set(name, values);
    return values;
  };

  /** @param {string} name */
  const text = (name) => {
    const known = texts.get(name);
    if (known) return known;
    const column = columns.get(name);
    if (!column) return null;
    const { at = 0, length, value } = column;
    let values = new Array(length).fill(value);
    if (value === undefined) {
      const next = starts.find((other) => other > at) ?? buffer.byteLength - start;
      const bytes = new Uint8Array(buffer, start + at, column.bytes ?? next - at);
      let end = bytes.length;
      if (column.bytes === undefined) while (end > 0 && bytes[end - 1] === 0) end--; // padding up to the next column
      values = length ? decoder.decode(bytes.subarray(0, end)).split("\n") : [];
    }
    while (values.length < length) values.push("");
    values.length = length;
    texts.set(name, values);
    return values;
  };
  return { header, numbers, text };
};

/**
 * Decode a payload as it is written into the page.
 * @param {string} text base64 of raw deflate
 * @returns {Promise<Payload>}
 */
export const decodePayload = async (text) => readPayload(await inflate(fromBase64(text.trim())));
