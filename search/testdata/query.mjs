// Asks the client: node query.mjs SCRIPTS < [{index, queries: [{text, options}]}].
import { readFileSync } from "node:fs";
import { files } from "./files.mjs";

const { open } = await import(new URL(`${process.argv[2]}/client.js`, import.meta.url));
const out = [];
for (const { index, queries } of JSON.parse(readFileSync(0, "utf8"))) {
  const client = open("", files(index)), answers = [];
  for (const { text, options } of queries) {
    const { hits, facets, ...answer } = await client.query(text, options);
    const summaries = await Promise.all(hits.map(client.summary));
    answers.push({ ...answer, hits: hits.map((h, i) => ({ ...h, summary: summaries[i] })), facets: await facets() });
  }
  out.push(answers);
}
process.stdout.write(JSON.stringify(out));
