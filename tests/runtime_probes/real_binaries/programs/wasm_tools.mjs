// Prints and parses modules with wasm-tools, which is a component turned into JavaScript.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
import path from "node:path";

const require = createRequire(process.cwd() + "/");
const vendor = path.join(process.cwd(), "node_modules/@bytecodealliance/jco-transpile/vendor/wasm-tools.js");
const { $init, tools } = await import(pathToFileURL(vendor));
await $init;
const text = tools.print(readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")));
const parsed = tools.parse(text);
console.log(text.length, Buffer.from(parsed).toString("base64"));
