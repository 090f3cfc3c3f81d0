// Asks the scripts of a site: node shapes.mjs ASSETS < {files, asked, texts}. It answers with the ids that the resolver and
// the search have for each of the asked, best first, and those that find sees in each of the texts.
import { readFileSync } from "node:fs";

const load = (name) => import(new URL(`${process.argv[2]}/${name}`, import.meta.url));
const [{ openResolver }, { openFinder }, { open }] = await Promise.all(["resolve.js", "find.js", "client.js"].map(load));
const { files, asked, texts } = JSON.parse(readFileSync(0, "utf8"));
const fetch = async (path) => ({ ok: path in files, json: async () => JSON.parse(files[path]) });
const resolver = openResolver("", fetch), finder = await openFinder("", fetch), index = open("search/", fetch);

const out = { resolved: [], searched: [], found: [] };
for (const q of asked) {
  const { kind, entries } = await resolver.resolve(q);
  out.resolved.push([kind, ...entries.map((e) => e.id)].join(" "));
  const { hits } = await index.query(q, { typing: true });
  out.searched.push(hits.map((h) => h.url.slice(0, -1)).join(" "));
}
for (const text of texts) {
  const { found } = await finder.find(text);
  out.found.push(found.flatMap((f) => f.candidates.map((c) => c.id)).join(" "));
}
process.stdout.write(JSON.stringify(out));
