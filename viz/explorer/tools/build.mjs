// Build built/explorer.js from src/app/main.js, and list the hashes of everything that went into it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [entry = "src/app/main.js", out = "built/explorer.js"] = process.argv.slice(2);
if (!existsSync(join(root, entry))) throw new Error(`no entry point: ${entry}`);

await build({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii", // the page escapes nothing in its script
  legalComments: "none",
  logLevel: "warning",
});

const hash = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");
const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((item) => (item.isDirectory() ? files(join(folder, item.name)) : [join(folder, item.name)]));
if (out === "built/explorer.js") {
  const text = readFileSync(join(root, out), "utf-8");
  if (/<\/script|<!--/i.test(text)) throw new Error("the built script would end the element that contains it");
  const sources = [...files(join(root, "src")), join(root, "package-lock.json"), join(root, "tools/build.mjs")];
  const named = Object.fromEntries(sources.map((path) => [relative(root, path).replaceAll("\\", "/"), hash(path)]).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(root, "built/sources.json"), `${JSON.stringify({ built: hash(join(root, out)), sources: named }, null, 1)}\n`);
}
