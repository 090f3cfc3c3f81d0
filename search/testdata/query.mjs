// Runs queries through the client: node query.mjs SCRIPTS INDEX < [{text, options}].
import { readFileSync } from "node:fs";
import { files } from "./files.mjs";

const [scripts, index] = process.argv.slice(2);
const { open } = await import(new URL(`${scripts}/client.js`, import.meta.url));
const client = open("", files(index));
const out = [];
for (const { text, options } of JSON.parse(readFileSync(0, "utf8"))) out.push(await client.query(text, options));
process.stdout.write(JSON.stringify(out));
