// Fills a database and asks it something.
import { createRequire } from "node:module";

const SQL = await createRequire(process.cwd() + "/")("sql.js")();
const database = new SQL.Database();
database.run("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, price REAL)");
for (let id = 0; id < 2000; id += 1) {
  database.run("INSERT INTO item VALUES (?, ?, ?)", [id, `item ${id % 37}`, (id * 7919) % 1000]);
}
database.run("CREATE INDEX by_name ON item (name, price)");
const asked = "SELECT name, count(*), sum(price), max(price) FROM item GROUP BY name HAVING sum(price) > 20000 ORDER BY 3";
console.log(JSON.stringify(database.exec(asked)));
