// Parses a document that is well formed, and one that is not.
import { createRequire } from "node:module";

const require = createRequire(process.cwd() + "/");
const { Parser, Language } = require(process.argv[2] === "debug" ? "web-tree-sitter/debug" : "web-tree-sitter");
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve("tree-sitter-json/tree-sitter-json.wasm")));
const rows = Array.from({ length: 200 }, (_, index) => ({ index, text: `row "${index}"`, even: index % 2 === 0 }));
const tree = parser.parse(JSON.stringify(rows));
console.log(tree.rootNode.toString());
console.log(parser.parse('{"open": [1, 2').rootNode.toString());
