// Compiles queries in the browser's way: node plan.mjs SCRIPTS INDEX < [{text, typing}].
import { readFileSync } from "node:fs";
import { files } from "./files.mjs";

const [scripts, index] = process.argv.slice(2);
const load = (name) => import(new URL(`${scripts}/${name}`, import.meta.url));
const { after, boosts, compile, tree } = await load("plan.js");
const { Store } = await load("store.js");

const names = { c: "code", p: "parts", t: "title", g: "tag", b: "body", w: "word" };
const write = (n) => !n ? "nothing"
  : n.kids ? `(${[n.op, ...n.kids.map(write)].join(" ")})`
  : `${names[n.field]}:${n.term}^${boosts[n.field] ?? 0}`;

const store = await Store.open("", files(index));
const out = [];
for (const { text, typing } of JSON.parse(readFileSync(0, "utf8"))) {
  const p = await compile(store, text, { typing }, true);
  const lines = [];
  for (const [reach, name] of ["narrow", "wide", "widest"].entries()) lines.push(`${name}: ${write(await tree(p, store, reach))}`);
  lines.push("then: " + [0, 1, 2, 3].map((found) => `${found}→${after(p, found)}`).join(" "));
  if (p.filter.length) lines.push(`filter: ${p.filter.map(write).join(" ")}`);
  if (p.starts.length) lines.push(`starts: ${p.starts.join(" ")}`);
  for (const w of [...p.better.keys()].sort()) lines.push(`better: ${w} ${p.better.get(w)}`);
  out.push(lines);
}
process.stdout.write(JSON.stringify(out));
