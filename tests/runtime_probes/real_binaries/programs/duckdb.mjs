// Asks an analytical question of generated rows.
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(process.cwd() + "/");
const duckdb = require("@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs");
const dist = path.join(process.cwd(), "node_modules/@duckdb/duckdb-wasm/dist");
const bundles = { mvp: { mainModule: path.join(dist, "duckdb-mvp.wasm"), mainWorker: "" } };
if (process.argv[2] === "eh") bundles.eh = { mainModule: path.join(dist, "duckdb-eh.wasm"), mainWorker: "" };
const database = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
await database.instantiate(() => {});
const connection = database.connect();
const asked = `SELECT g % 7 AS k, count(*)::INT AS n, sum(g * g)::DOUBLE AS s, string_agg(g::TEXT, ',' ORDER BY g) AS t
  FROM range(3000) r(g) WHERE g % 3 <> 1 GROUP BY k ORDER BY k`;
console.log(connection.query(asked).toArray().map(String).join("\n"));
if (bundles.eh) {
  try {
    connection.query("SELECT nothing FROM nowhere");
  } catch (error) {
    console.log(String(error));
  }
}
