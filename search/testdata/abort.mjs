// Aborts queries while files are fetched: node abort.mjs SCRIPTS INDEX < {first, second}. Writes the files that were fetched for
// each query, and those of which the fetch was aborted.
import { readFileSync } from "node:fs";
import { files } from "./files.mjs";

const [scripts, index] = process.argv.slice(2);
const { open } = await import(new URL(`${scripts}/client.js`, import.meta.url));
const { first, second } = JSON.parse(readFileSync(0, "utf8"));
const read = files(index);
let asked = [];
const held = [];
const aborted = [];
let waiting = false;
const fetch = (name, { signal }) => new Promise((done, fail) => {
  asked.push(name);
  signal.addEventListener("abort", () => (aborted.push(name), fail(signal.reason)));
  const answer = () => done(read(name));
  if (waiting) held.push(answer);
  else answer();
});
const pause = () => new Promise((done) => setTimeout(done, 20));
const client = open("", fetch);
await client.extra(); // the root
asked = [];
waiting = true;
const stop = new AbortController();
const one = client.query(first, { signal: stop.signal }).then(() => "answer", (e) => e.message);
await pause();
const ofFirst = asked.splice(0);
stop.abort();
const two = client.query(second, { signal: new AbortController().signal });
await pause();
const ofSecond = asked.splice(0);
waiting = false;
for (const answer of held) answer();
const { total } = await two;
waiting = false;
const again = (await client.query(first)).total;
process.stdout.write(JSON.stringify({ first: ofFirst, second: ofSecond, aborted, one: await one, total, again }));
