// Minifies a file of JavaScript; the package's own command reads it from its folder.
process.argv.splice(2, Infinity, "node_modules/web-tree-sitter/web-tree-sitter.js", "--minify", "--target=es2017");
const { createRequire } = await import("node:module");
createRequire(process.cwd() + "/")("./node_modules/esbuild-wasm/bin/esbuild");
