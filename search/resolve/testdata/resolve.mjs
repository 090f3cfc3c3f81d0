// Asks resolve.js: node resolve.mjs SCRIPTS < [{files, queries, names}]. A query is {raw, vendor} or {path, base}. Each answer
// lists the files that were fetched for it.
import { readFileSync } from "node:fs";

const { openResolver, withoutVendors } = await import(new URL(`${process.argv[2]}/resolve.js`, import.meta.url));

const out = [];
for (const { files, queries, names } of JSON.parse(readFileSync(0, "utf8"))) {
  const fetched = [];
  const resolver = openResolver("", async (path) => {
    fetched.push(path);
    return { ok: path in files, json: async () => JSON.parse(files[path]) };
  });
  const answers = [];
  for (const q of queries) {
    const answer = q.path ? await resolver.resolveAddress(q.path, q.base) : await resolver.resolve(q.raw, { vendor: q.vendor });
    const { vendors = [], rest = "" } = q.path ? {} : withoutVendors(q.raw, new Map(names));
    answers.push({ ...answer, vendors, rest, entries: answer.entries.map((e) => e.id), requests: fetched.splice(0) });
  }
  out.push(answers);
}
process.stdout.write(JSON.stringify(out));
