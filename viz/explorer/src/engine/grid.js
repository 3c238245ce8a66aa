// What is in the way of names: dots on a grid of the screen, and boxes that are taken.

const CELL = 24; // CSS pixels; about the height of a name
const [WIDE, HIGH] = [64, 24]; // CSS pixels of the cells for boxes
const FINE = 4; // CSS pixels of the cells whose sums answer "is anything in this box"

/** @typedef {{rows: Uint32Array, x: Float32Array, y: Float32Array, r: Float32Array, count: number}} Dots in CSS pixels of the view */
/** @typedef {ReturnType<typeof dotGrid>} DotGrid */

/**
 * Return the dots that a view shows, in the order of rows.
 * @param {import("./types.js").View} view @param {import("./types.js").Picture} picture
 * @returns {Dots}
 */
export const dotsInView = (view, { model, radii }) => {
  const { count, x, y } = model;
  const rows = new Uint32Array(count);
  const [px, py, pr] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  const { scale, width, height, dot, minDot } = view;
  const [left, top] = [width / 2 - view.x * scale, height / 2 - view.y * scale];
  let found = 0;
  for (let i = 0; i < count; i++) {
    if (radii[i] <= 0) continue;
    const r = Math.max(radii[i] * dot, minDot);
    const [sx, sy] = [x[i] * scale + left, y[i] * scale + top];
    if (sx < -r || sy < -r || sx > width + r || sy > height + r) continue;
    rows[found] = i;
    px[found] = sx;
    py[found] = sy;
    pr[found++] = r;
  }
  return { rows: rows.subarray(0, found), x: px.subarray(0, found), y: py.subarray(0, found), r: pr.subarray(0, found), count: found };
};

/**
 * Index dots so that those under a box are found without looking at the others.
 * @param {Dots} dots @param {number} width @param {number} height CSS pixels of the view
 */
export const dotGrid = (dots, width, height) => {
  const [columns, lines] = [Math.ceil(width / CELL) + 1, Math.ceil(height / CELL) + 1];
  const column = (/** @type {number} */ x) => Math.min(Math.max(Math.floor(x / CELL), 0), columns - 1);
  const line = (/** @type {number} */ y) => Math.min(Math.max(Math.floor(y / CELL), 0), lines - 1);
  const at = new Uint32Array(columns * lines + 1);
  /** @param {(cell: number, dot: number) => void} fn */
  const each = (fn) => {
    for (let i = 0; i < dots.count; i++) {
      const [x, y, r] = [dots.x[i], dots.y[i], dots.r[i]];
      const right = column(x + r);
      const bottom = line(y + r);
      for (let j = line(y - r); j <= bottom; j++) for (let c = column(x - r); c <= right; c++) fn(j * columns + c, i);
    }
  };
  each((cell) => at[cell + 1]++);
  for (let i = 0; i < columns * lines; i++) at[i + 1] += at[i];
  const next = at.slice();
  const held = new Uint32Array(at[columns * lines]);
  each((cell, dot) => (held[next[cell]++] = dot));
  const seen = new Uint32Array(dots.count);
  let asked = 0;

  /**
   * Call back for each dot that a box touches, until the answer is true; return whether it was.
   * @param {number} left @param {number} top @param {number} right @param {number} bottom @param {(dot: number) => boolean} fn
   */
  const under = (left, top, right, bottom, fn) => {
    asked++;
    const [c0, c1, j1] = [column(left), column(right), line(bottom)];
    for (let j = line(top); j <= j1; j++) {
      for (let c = c0; c <= c1; c++) {
        const cell = j * columns + c;
        for (let k = at[cell]; k < at[cell + 1]; k++) {
          const dot = held[k];
          if (seen[dot] === asked) continue;
          seen[dot] = asked;
          const [x, y, r] = [dots.x[dot], dots.y[dot], dots.r[dot]];
          const dx = x < left ? left - x : x > right ? x - right : 0;
          const dy = y < top ? top - y : y > bottom ? y - bottom : 0;
          if (dx * dx + dy * dy < r * r && fn(dot)) return true;
        }
      }
    }
    return false;
  };
  return { under };
};

/**
 * Sum dots on fine cells, so that "how many touch this box" takes four look-ups. Never too few: cells are whole.
 * @param {Dots} dots @param {number} width @param {number} height @param {(dot: number) => boolean} counts
 */
export const dotSums = (dots, width, height, counts) => {
  const [columns, lines] = [Math.ceil(width / FINE) + 1, Math.ceil(height / FINE) + 1];
  const wide = columns + 1;
  const sums = new Uint32Array(wide * (lines + 1));
  for (let i = 0; i < dots.count; i++) {
    if (!counts(i)) continue;
    const [x, y, r] = [dots.x[i], dots.y[i], dots.r[i]];
    const left = Math.max(Math.floor((x - r) / FINE), 0);
    const right = Math.min(Math.floor((x + r) / FINE), columns - 1);
    const bottom = Math.min(Math.floor((y + r) / FINE), lines - 1);
    for (let j = Math.max(Math.floor((y - r) / FINE), 0); j <= bottom; j++) for (let c = left; c <= right; c++) sums[(j + 1) * wide + c + 1]++;
  }
  for (let j = 1; j <= lines; j++) {
    for (let c = 1; c <= columns; c++) sums[j * wide + c] += sums[j * wide + c - 1] + sums[(j - 1) * wide + c] - sums[(j - 1) * wide + c - 1];
  }
  /** @param {number} left @param {number} top @param {number} right @param {number} bottom */
  return (left, top, right, bottom) => {
    const c0 = Math.min(Math.max(Math.floor(left / FINE), 0), columns);
    const c1 = Math.min(Math.max(Math.floor(right / FINE) + 1, c0), columns);
    const j0 = Math.min(Math.max(Math.floor(top / FINE), 0), lines);
    const j1 = Math.min(Math.max(Math.floor(bottom / FINE) + 1, j0), lines);
    return sums[j1 * wide + c1] - sums[j0 * wide + c1] - sums[j1 * wide + c0] + sums[j0 * wide + c0];
  };
};

/**
 * Boxes that are taken, on a grid.
 * @param {number} width @param {number} height CSS pixels of the view; boxes beyond it are kept in its outer cells
 */
export const takenBoxes = (width, height) => {
  const [columns, lines] = [Math.ceil(width / WIDE) + 1, Math.ceil(height / HIGH) + 1];
  const column = (/** @type {number} */ x) => Math.min(Math.max(Math.floor(x / WIDE), 0), columns - 1);
  const line = (/** @type {number} */ y) => Math.min(Math.max(Math.floor(y / HIGH), 0), lines - 1);
  // Entries of a cell are a chain: its last one, then the one before each.
  const last = new Int32Array(columns * lines).fill(-1);
  /** @type {number[]} */
  const before = [];
  /** @type {number[]} */
  const boxOf = [];
  /** @type {number[]} */
  const boxes = [];
  return {
    /** @param {number} left @param {number} top @param {number} right @param {number} bottom */
    add(left, top, right, bottom) {
      const at = boxes.push(left, top, right, bottom) - 4;
      const [c1, j1] = [column(right), line(bottom)];
      for (let j = line(top); j <= j1; j++) {
        for (let c = column(left); c <= c1; c++) {
          before.push(last[j * columns + c]);
          last[j * columns + c] = boxOf.push(at) - 1;
        }
      }
    },
    /** @param {number} left @param {number} top @param {number} right @param {number} bottom */
    hit(left, top, right, bottom) {
      const [c0, c1, j1] = [column(left), column(right), line(bottom)];
      for (let j = line(top); j <= j1; j++) {
        for (let c = c0; c <= c1; c++) {
          for (let entry = last[j * columns + c]; entry >= 0; entry = before[entry]) {
            const at = boxOf[entry];
            if (left < boxes[at + 2] && boxes[at] < right && top < boxes[at + 3] && boxes[at + 1] < bottom) return true;
          }
        }
      }
      return false;
    },
  };
};
