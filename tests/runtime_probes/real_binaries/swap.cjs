// Gives WebAssembly the bytes of another module wherever a program compiles a certain one, and tells at the end what the
// 64-bit counts in the added memory sum up to. Loaded before the program: node --require swap.cjs program.mjs
const { createHash } = require("node:crypto");
const fs = require("node:fs");

const { WEFT_ORIGINAL_SHA256: original, WEFT_PROBED: probed, WEFT_COUNTS: counts } = process.env;
const memories = [];

function swapped(source) {
  if (!probed || source instanceof WebAssembly.Module) return source;
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  return createHash("sha256").update(bytes).digest("hex") === original ? fs.readFileSync(probed) : source;
}

// A program may look at all that is exported, and wonder: so it is not shown what was added.
function remembered(instance) {
  const memory = instance.exports["weft:memory"];
  if (!memory) return instance;
  memories.push(memory);
  const own = Object.entries(instance.exports).filter(([name]) => !name.startsWith("weft:"));
  return Object.defineProperty(instance, "exports", { value: Object.freeze(Object.fromEntries(own)) });
}

const { compile, instantiate, Module, Instance } = WebAssembly;
WebAssembly.compile = (source, ...rest) => compile(swapped(source), ...rest);
WebAssembly.instantiate = async (source, ...rest) => {
  const made = await instantiate(swapped(source), ...rest);
  remembered(made.instance ?? made);
  return made;
};
// A program streams what it fetches; here it falls back on bytes.
WebAssembly.compileStreaming = WebAssembly.instantiateStreaming = undefined;
WebAssembly.Module = new Proxy(Module, {
  construct: (target, [source, ...rest]) => new target(swapped(source), ...rest),
});
WebAssembly.Instance = new Proxy(Instance, {
  construct: (target, rest) => remembered(new target(...rest)),
});

process.on("exit", () => {
  if (!counts) return;
  let sites = 0;
  let total = 0n;
  for (const { buffer } of memories) {
    for (const count of new BigUint64Array(buffer, 8)) {
      if (count) sites += 1;
      total += count;
    }
  }
  fs.writeFileSync(counts, JSON.stringify({ sites, total: Number(total) }));
});
