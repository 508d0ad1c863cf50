// Runs Python: arithmetic, text, exceptions and the standard library.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const found = createRequire(process.cwd() + "/").resolve("pyodide/pyodide.mjs");
const { loadPyodide } = await import(pathToFileURL(found));
const python = await loadPyodide({ env: { PYTHONHASHSEED: "1", HOME: "/home/pyodide" } });
console.log(python.runPython(`
import collections, hashlib, json, re
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
try:
    1 / 0
except ZeroDivisionError as problem:
    caught = str(problem)
words = collections.Counter(re.findall(r"[a-z]+", "the quick brown fox and the lazy dog and the end"))
json.dumps([fib(15), caught, 2 ** 200, hashlib.sha256(b"weft").hexdigest(), words.most_common(2)])
`));
