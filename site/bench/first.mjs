// Prints how many bytes the first query takes, the median of some, with errdocs and with Pagefind:
// node first.mjs DIR ASSETS. DIR has the folders site (of errdocs) and pages (of Hugo and Pagefind), and queries.json.
import { readFileSync } from "node:fs";
import { firstQueries } from "../../search/bench/cold.mjs";

const [dir, assets] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(`${dir}/queries.json`, "utf8"));
const engines = { Errdocs: "errdocs", Pagefind: "Pagefind, code pages" };
const jobs = Object.values(engines).flatMap((engine) => queries.map((text) => ({ engine, text, assets })));
const done = await firstQueries(dir, jobs);
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const bytes = (engine) => median(done.filter((d) => d.engine === engine).map((d) => d.gzip));
console.log(JSON.stringify(Object.fromEntries(Object.entries(engines).map(([name, engine]) => [name, bytes(engine)]))));
