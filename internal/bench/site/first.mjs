// Prints how many bytes the first query takes, the median of some: node first.mjs DIR ASSETS ENGINE. DIR holds
// queries.json and the folders that internal/bench/search/engines.mjs knows: site of errdocs, pages of Hugo and Pagefind.
import { readFileSync } from "node:fs";
import { firstQueries } from "../search/cold.mjs";

const [dir, assets, engine] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(`${dir}/queries.json`, "utf8"));
const done = await firstQueries(dir, queries.map((text) => ({ engine, text, assets })));
const bytes = done.map((d) => d.gzip).toSorted((a, b) => a - b);
console.log(bytes[Math.floor(bytes.length / 2)]);
