// Bundle sigma.js and cosmos.js: `node build.mjs SOURCES`, SOURCES being the folder viz/explorer/src.
import { build } from "esbuild";

await build({
  entryPoints: ["sigma.js", "cosmos.js"],
  outdir: "built",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  logLevel: "error",
  alias: { explorer: process.argv[2] },
});
