// Asks ask.js: node ask.mjs SCRIPTS SITE < [{text, options}].
import { readFileSync } from "node:fs";
import { files } from "../../testdata/files.mjs";

const [scripts, site] = process.argv.slice(2);
const load = (name) => import(new URL(`${scripts}/${name}`, import.meta.url));
const { ask } = await load("ask.js");
const index = (await load("client.js")).open("search/", files(site));
const resolver = (await load("resolve.js")).openResolver("", files(site));

const urls = (list) => list.map(({ url }) => url);
const out = [];
for (const { text, options } of JSON.parse(readFileSync(0, "utf8"))) {
  const a = await ask(index, resolver, text, options);
  out.push({ ...a, hits: urls(a.hits), exact: urls(a.exact), families: urls(a.families), similar: urls(a.similar), facets: undefined });
}
process.stdout.write(JSON.stringify(out));
