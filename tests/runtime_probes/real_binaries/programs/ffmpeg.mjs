// Makes a picture and a tone from nothing, and encodes them. The package is made for workers of browsers.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const core = path.join(process.cwd(), "node_modules/@ffmpeg/core/dist/esm/ffmpeg-core");
globalThis.self = globalThis;
globalThis.location = { href: pathToFileURL(core + ".js").href };
const { default: create } = await import(pathToFileURL(core + ".js"));
const ffmpeg = await create({ wasmBinary: readFileSync(core + ".wasm") });
ffmpeg.setLogger(() => {});
const inputs = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=1", "-f", "lavfi", "-i", "sine=duration=1"];
const code = ffmpeg.exec(...inputs, "-bitexact", "-c:v", "mpeg4", "-c:a", "pcm_s16le", "out.avi");
console.log(code, createHash("sha256").update(ffmpeg.FS.readFile("out.avi")).digest("hex"));
