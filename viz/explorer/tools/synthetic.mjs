// Write a deterministic sample payload: people in communities, links mostly within them, names in several scripts.
//
//   node tools/synthetic.mjs 2000 > payload.txt
import { deflateRawSync } from "node:zlib";

const HUES = ["#2f72c4 #5b9be6", "#d2660a #f79a3e", "#2f8f3a #62b85c", "#9553b3 #c48ad8", "#a98300 #f0cd4a", "#118c87 #5cc4bd", "#d23c42 #f16a6c", "#0b89b5 #74d0f2", "#74850a #b4c84d", "#d43a8c #ff96c2"].map((pair) => pair.split(" "));
const THEMES = {
  light: { ground: "#fbfcfe", ink: "#172033", muted: "#566076", edge: "#5b6b86", doubt: "#c4007f", edgeAlpha: 0.34, discAlpha: 0.07, tintAlpha: 0.13, rimAlpha: 0.55 },
  dark: { ground: "#0a0f1e", ink: "#eef2fb", muted: "#9aa6bf", edge: "#a5b4d0", doubt: "#ff8fd0", edgeAlpha: 0.3, discAlpha: 0.09, tintAlpha: 0.16, rimAlpha: 0.5 },
};
const FIRST = ["Ana", "Bo", "Chen", "Dilnoza", "Eve", "Fatima", "Goran", "Hanako", "Iker", "Jun", "Katarzyna", "Luca", "Mei", "Nikhil", "Olga", "Petra", "Quentin", "Rui", "Sofía", "Thandiwe", "Uri", "Vera", "Wei", "Xiaoyu", "Yusuf", "Zhen"];
const LAST = ["Øster", "Łuk", "Abara", "Brandt", "Castellanos-Vega", "Das", "Eriksson", "Farahani", "Ghosh", "Huang", "Ivanova", "Jeong", "Kowalczyk", "Li", "Müller", "Nakamura", "Okonkwo", "Park", "Quispe", "Rao", "Sato", "Tanaka", "Ueda", "Venkataraman", "Wang", "Xu", "Yilmaz", "Zhang"];
const OTHER = ["陈明", "王小雨", "דנה לוי", "سارة أحمد", "Ирина Соколова", "山田 花子"];
const TOPICS = ["graph learning", "image generation", "robot grasping", "speech recognition", "program repair", "protein structure", "federated training", "video understanding", "question answering", "point clouds", "code models", "climate forecasts", "quantum circuits", "medical imaging", "recommendation", "causal inference", "machine translation", "privacy attacks", "drone navigation", "theorem proving"];

/** A small generator of random numbers that gives the same ones everywhere (mulberry32). */
const generator = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

export const sample = (count, seed = 7) => {
  const random = generator(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const many = Math.max(1, Math.min(Math.round(Math.sqrt(count) / 2.2), 90));
  const shares = Array.from({ length: many }, (_, c) => 1 / (c + 2) ** 0.6);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const sizes = shares.map((share) => Math.max(Math.round((share / total) * count), 1));
  sizes[0] += count - sizes.reduce((sum, size) => sum + size, 0);

  // Communities lie on a spiral, each as a blob whose area grows with its members.
  const middles = [];
  sizes.forEach((size, c) => {
    const r = 17 * Math.sqrt(size);
    for (let step = 0; ; step++) {
      const angle = step * 0.7;
      const [cx, cy] = [2.2 * step * Math.cos(angle) * (c ? 1 : 0), 1.7 * step * Math.sin(angle) * (c ? 1 : 0)];
      if (middles.every((m) => Math.hypot(m.x - cx, m.y - cy) > 0.8 * (m.r + r))) {
        middles.push({ x: cx, y: cy, r });
        break;
      }
      if (step > 6000) throw new Error("no room for a community");
    }
  });
  const members = sizes.map(() => []);
  const [x, y, community, fine, papers] = [new Float32Array(count), new Float32Array(count), new Uint16Array(count), new Uint16Array(count), new Uint32Array(count)];
  const parts = sizes.map((size) => Math.max(1, Math.min(6, Math.round(size / 60))));
  const begins = parts.map((_, c) => parts.slice(0, c).reduce((sum, n) => sum + n, 0));
  let row = 0;
  sizes.forEach((size, c) => {
    for (let k = 0; k < size; k++, row++) {
      const part = Math.floor(random() * parts[c]);
      const turn = (2 * Math.PI * part) / parts[c];
      const off = parts[c] > 1 ? 0.5 : 0;
      const spread = parts[c] > 1 ? 0.25 : 0.42;
      x[row] = middles[c].x + middles[c].r * (off * Math.cos(turn) + spread * normal());
      y[row] = middles[c].y + middles[c].r * (off * Math.sin(turn) + spread * normal());
      community[row] = c;
      fine[row] = begins[c] + part;
      papers[row] = Math.max(1, Math.floor(1.05 / (random() + 0.0008) ** 0.8));
      members[c].push(row);
    }
  });
  // Part dots that lie on one another.
  const growth = Math.min(0.42, Math.log(27 / 5) / Math.log(papers.reduce((most, p) => Math.max(most, p), 2)));
  const radius = Float32Array.from(papers, (p) => 5 * p ** growth);
  const reach = 2 * radius.reduce((most, r) => Math.max(most, r), 0);
  for (let round = 0; round < 24; round++) {
    const cells = new Map();
    const key = (i, j) => i * 100003 + j;
    for (let i = 0; i < count; i++) {
      const at = key(Math.floor(x[i] / reach), Math.floor(y[i] / reach));
      if (cells.has(at)) cells.get(at).push(i);
      else cells.set(at, [i]);
    }
    for (let i = 0; i < count; i++) {
      const [ci, cj] = [Math.floor(x[i] / reach), Math.floor(y[i] / reach)];
      for (let a = ci - 1; a <= ci + 1; a++) {
        for (let b = cj - 1; b <= cj + 1; b++) {
          for (const j of cells.get(key(a, b)) ?? []) {
            if (j <= i) continue;
            const [dx, dy] = [x[j] - x[i], y[j] - y[i]];
            const gap = Math.hypot(dx, dy) || 1e-3;
            const wanted = radius[i] + radius[j] + 3;
            if (gap >= wanted) continue;
            const push = (wanted - gap) / gap / 2.2;
            x[i] -= dx * push;
            y[i] -= dy * push;
            x[j] += dx * push;
            y[j] += dy * push;
          }
        }
      }
    }
  }

  const [source, target, width, generated] = [[], [], [], []];
  const degree = new Uint32Array(count);
  const known = new Set();
  const link = (a, b) => {
    const name = a < b ? a * count + b : b * count + a;
    if (a === b || known.has(name)) return;
    known.add(name);
    source.push(Math.min(a, b));
    target.push(Math.max(a, b));
    width.push(0.75 + 0.25 * Math.min(Math.floor(Math.log2(1 + random() * 30)), 6));
    generated.push(random() < 0.03 ? 1 : 0);
    degree[a]++;
    degree[b]++;
  };
  for (let i = 0; i < count; i++) {
    const group = members[community[i]];
    const wanted = 1 + Math.floor(2.6 * random() + Math.sqrt(papers[i]) / 2);
    // Of some members of the same community the nearest ones: layouts place linked people side by side.
    const some = Array.from({ length: 6 * wanted }, () => group[Math.floor(random() * group.length)]);
    some.sort((a, b) => Math.hypot(x[a] - x[i], y[a] - y[i]) - Math.hypot(x[b] - x[i], y[b] - y[i]));
    some.slice(0, wanted).forEach((j) => link(i, j));
    if (random() < 0.12) link(i, Math.floor(random() * count));
  }

  const labels = Array.from({ length: count }, (_, i) => (i % 41 === 7 ? OTHER[Math.floor(random() * OTHER.length)] : `${FIRST[Math.floor(random() * FIRST.length)]} ${random() < 0.2 ? `${FIRST[Math.floor(random() * FIRST.length)][0]}. ` : ""}${LAST[Math.floor(random() * LAST.length)]}`));
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => papers[b] - papers[a] || degree[b] - degree[a] || a - b);
  const median = (rows, values) => [...rows].sort((a, b) => values[a] - values[b]).map((i) => values[i])[Math.floor(rows.length / 2)];
  const topic = () => `${TOPICS[Math.floor(random() * TOPICS.length)]} · ${TOPICS[Math.floor(random() * TOPICS.length)]}`;
  const coarse = members.map((rows, c) => ({ number: c, label: topic(), size: rows.length, x: median(rows, x), y: median(rows, y), level: 0, light: HUES[c % 10][0], dark: HUES[c % 10][1] }));
  const finer = members.flatMap((rows, c) =>
    Array.from({ length: parts[c] }, (_, part) => {
      const own = rows.filter((i) => fine[i] === begins[c] + part);
      return { number: begins[c] + part, label: topic(), size: own.length, x: own.length ? median(own, x) : 0, y: own.length ? median(own, y) : 0, level: 1, parent: c };
    }),
  ).filter(({ size }) => size);

  const header = {
    version: 1, title: `Sample of ${count}`, heading: `Sample of ${count}`, view: "coauthors",
    kinds: [{ key: "author", one: "author", many: "authors", shape: "disc" }],
    groups: HUES.map(([light, dark], i) => ({ key: `g${i}`, label: `Group ${i}`, light, dark })),
    communities: count >= 100 ? [...coarse, ...finer] : [], edgeKinds: [{ key: "coAuthor", label: "wrote together" }], months: ["2025-12", "2026-01"],
    themes: THEMES, discs: [], labels: { named: count, maxLength: 34 }, colorings: ["group"], sizings: ["papers"], base: "http://localhost/id/",
  };
  const columns = {
    x: ["f32", x], y: ["f32", y], radius: ["f32", radius], kind: ["u8", new Uint8Array(count)], group: ["u16", Uint16Array.from(community, (c) => c % 10)],
    community: ["u16", community], subcommunity: ["u16", fine], papers: ["u32", papers], degree: ["u32", degree], firstMonth: ["u16", new Uint16Array(count)], lastMonth: ["u16", new Uint16Array(count).fill(1)],
    order: ["u32", order], fresh: ["u8", Uint8Array.from({ length: count }, (_, i) => (i % 97 === 5 ? 1 : 0))], label: ["text", labels], id: ["text", labels.map((_, i) => `author/${i}`)],
    source: ["u32", Uint32Array.from(source)], target: ["u32", Uint32Array.from(target)], edgeKind: ["u8", new Uint8Array(source.length)], width: ["f32", Float32Array.from(width)],
    weight: ["f32", Float32Array.from(width)], generated: ["u8", Uint8Array.from(generated)],
  };
  return { header, columns };
};

/** Return a payload's text: base64 of raw deflate of header and columns. */
export const encode = ({ header, columns }) => {
  const parts = [];
  const places = {};
  let at = 0;
  for (const [name, [type, values]] of Object.entries(columns)) {
    const bytes = type === "text" ? Buffer.from(values.join("\n")) : Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    const padded = Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
    places[name] = { type, at, length: values.length, ...(type === "text" ? { bytes: bytes.length } : {}) };
    parts.push(padded);
    at += padded.length;
  }
  let text = Buffer.from(JSON.stringify({ ...header, columns: places }));
  text = Buffer.concat([text, Buffer.alloc((8 - ((4 + text.length) % 8)) % 8, " ")]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  return deflateRawSync(Buffer.concat([size, text, ...parts]), { level: 9 }).toString("base64");
};

if (process.argv[1]?.endsWith("synthetic.mjs")) process.stdout.write(encode(sample(Number(process.argv[2] ?? 2000))));
