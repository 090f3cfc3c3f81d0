// Asks the client: node query.mjs SCRIPTS < [{index, queries: [{text, options}]}].
import { readFileSync } from "node:fs";
import { files } from "./files.mjs";

const { open } = await import(new URL(`${process.argv[2]}/client.js`, import.meta.url));
const out = [];
for (const { index, queries } of JSON.parse(readFileSync(0, "utf8"))) {
  const client = open("", files(index)), answers = [];
  for (const [i, { text, options }] of queries.entries()) {
    const { hits, facets, ...answer } = await client.query(text, options);
    const summaries = await Promise.all(hits.map(client.summary));
    if (i % 8 === 0) {
      const some = await client.query(text, { ...options, files: 2, signal: new AbortController().signal });
      if (JSON.stringify(some.hits) !== JSON.stringify(hits.slice(0, Math.max(some.hits.length, Math.min(hits.length, 2))))) throw new Error(`other first hits: ${text}`);
    }
    answers.push({ ...answer, hits: hits.map((h, i) => ({ ...h, summary: summaries[i] })), facets: await facets() });
  }
  out.push(answers);
}
process.stdout.write(JSON.stringify(out));
