// Runs queries through the client: node query.mjs SCRIPTS INDEX < queries.json, one {text, options} each.
import { readFile } from "node:fs/promises";

const [scripts, index] = process.argv.slice(2);
const { open } = await import(new URL(`${scripts}/client.js`, import.meta.url));

const chunks = [];
for await (const c of process.stdin) chunks.push(c);
const queries = JSON.parse(Buffer.concat(chunks).toString());

const fetch = async (name) => {
  try {
    const data = await readFile(`${index}/${name}`, "utf8");
    return { ok: true, json: async () => JSON.parse(data) };
  } catch {
    return { ok: false };
  }
};
const client = open("", fetch);
const out = [];
for (const { text, options } of queries) out.push(await client.query(text, options));
process.stdout.write(JSON.stringify(out));
