// Measures the search programs in a folder that main.go prepared: node measure.mjs DIR CODES HEADER ENGINE...
// Bytes and requests are those of a real browser with an empty cache, counted by the server; time and
// results are taken in node.
import { readdirSync, readFileSync } from "node:fs";
import { buildLunr, buildMiniSearch } from "./build.mjs";
import { firstQueries } from "./cold.mjs";
import { latency } from "./latency.mjs";

const [dir, codes, header, ...names] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(`${dir}/queries.json`, "utf8"));
const assets = `assets/${readdirSync(`${dir}/site/assets`)[0]}`;
if (names.includes("MiniSearch")) buildMiniSearch(dir);
if (names.includes("lunr")) buildLunr(dir);

const kinds = ["code", "words", "typo"];
const coldPerKind = 3;

const sorted = (list) => list.toSorted((a, b) => a - b);
const quantile = (list, q) => sorted(list)[Math.min(list.length - 1, Math.floor(list.length * q))];
const median = (list) => quantile(list, 0.5);
const kB = (n) => (n / 1000).toFixed(n < 100e3 ? 1 : 0);
const ms = (n) => n < 10 ? n.toPrecision(2) : n.toFixed();
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);

if (header === "true") {
  const head = ["codes", "search", ...[...kinds, "typed"].map((k) => `first query, ${k}`), "worst gzip", "first time, ms", "again, ms", "found, %"];
  row(head);
  row(head.map((_, i) => i < 2 ? "---" : "--:"));
}

// The whole index of MiniSearch and lunr is fetched whatever is asked.
const one = (name) => name === "MiniSearch" || name === "lunr";
const jobs = names.flatMap((engine) => [...kinds, "typed"].flatMap((kind) =>
  queries.filter((q) => q.kind === (kind === "typed" ? "words" : kind)).slice(0, one(engine) ? 1 : coldPerKind)
    .map((q) => ({ engine, kind, text: q.text, assets, typed: kind === "typed" }))));
const cold = await firstQueries(dir, jobs);

for (const name of names) {
  const mine = cold.filter((c) => c.engine === name);
  const warm = await latency(dir, name, assets, queries);
  row([codes, name,
    ...[...kinds, "typed"].map((kind) => {
      const of = mine.filter((c) => c.kind === kind);
      return [median(of.map((c) => c.requests)), kB(median(of.map((c) => c.gzip))), median(of.map((c) => c.waves)), (median(of.map((c) => c.ms)) / 1000).toFixed(2)].join(" / ");
    }),
    kB(Math.max(...mine.map((c) => c.gzip))),
    [warm.first, warm.again].map((t) => `${ms(median(t))} / ${ms(quantile(t, 0.95))}`).join(" | "),
    kinds.map((kind) => {
      const of = warm.found.filter((f) => f.kind === kind);
      return Math.round(100 * of.filter((f) => f.ok).length / of.length);
    }).join(" / "),
  ]);
}
