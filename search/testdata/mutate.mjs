// Changes the numbers in the scripts one at a time and reports which changes make no difference to the
// answers: node mutate.mjs SCRIPTS INDEX < [{text, options}].
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { files } from "./files.mjs";

const [scripts, index] = process.argv.slice(2);
const changed = ["plan.js", "score.js", "rank.js", "store.js", "client.js"]; // the others are compared with Go's half word by word
const names = ["letters.js", "analysis.js", "stemmer.js", ...changed];
const folder = new URL(`${scripts}/`, import.meta.url);
const sources = new Map(names.map((n) => [n, readFileSync(new URL(n, folder), "utf8")]));

// Each change runs in a worker of its own, since some never end.
if (!isMainThread) {
  const { open } = await import(join(workerData.dir, "client.js"));
  const client = open("", files(index));
  const out = [];
  for (const [i, { text, options }] of workerData.queries.entries()) {
    const { facets, ...answer } = await client.query(text, options).catch((e) => ({ error: e.message, facets: () => [] }));
    const a = JSON.stringify([answer, await facets(), await Promise.all((answer.hits ?? []).map((h) => client.summary(h)))]);
    if (workerData.expected && a !== workerData.expected[i]) process.exit(1);
    out.push(a);
  }
  parentPort.postMessage(out);
} else {
  const queries = JSON.parse(readFileSync(0, "utf8"));
  const root = mkdtempSync(join(tmpdir(), "mutate-"));
  writeFileSync(join(root, "package.json"), '{"type": "module"}');

  // answers returns the answers of changed scripts, null if they are not the expected ones.
  const answers = (n, change, expected) => new Promise((resolve) => {
    const dir = join(root, String(n));
    mkdirSync(dir);
    for (const [name, text] of sources) writeFileSync(join(dir, name), change(name, text));
    const worker = new Worker(new URL(import.meta.url), { workerData: { dir, queries, expected }, argv: process.argv.slice(2), stderr: true });
    const timer = expected && setTimeout(() => worker.terminate(), 20000);
    worker.on("message", resolve);
    worker.on("error", () => resolve(null));
    worker.on("exit", () => {
      clearTimeout(timer);
      resolve(null);
    });
  });

  const expected = await answers(0, (_, text) => text);
  if (!expected) throw new Error("the scripts do not run");
  const survivors = [];
  const mutants = [];
  for (const name of changed) {
    const text = sources.get(name);
    // Numbers in strings, comments and regular expressions are not looked at.
    const code = text.replace(/\/\/.*|"[^"\n]*"|`[^`]*`|\/(?![/ *])(?:\\.|\[(?:\\.|[^\]])*\]|[^/\n])+\/[a-z]*/g, (s) => " ".repeat(s.length));
    for (const m of code.matchAll(/(?<![\w$.])(0x[0-9A-F]+|\d+(\.\d+)?(e-?\d+)?)(?![\w$])/g)) {
      const value = Number(m[0]), other = Number.isInteger(value) ? value + 1 : value * 1.0001;
      const line = text.slice(text.lastIndexOf("\n", m.index) + 1).split("\n")[0].trim();
      mutants.push({ name, text: text.slice(0, m.index) + other + text.slice(m.index + m[0].length), what: `${name}: ${m[0]} in ${line}` });
    }
  }
  const run = async () => {
    for (let n; (n = next++) < mutants.length;) {
      const m = mutants[n];
      if (await answers(n + 1, (name, text) => (name === m.name ? m.text : text), expected)) survivors.push(m.what);
    }
  };
  let next = 0;
  await Promise.all([run(), run()]);
  rmSync(root, { recursive: true });
  process.stdout.write(JSON.stringify({ tried: mutants.length, survivors: survivors.sort() }));
}
