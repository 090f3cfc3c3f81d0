// See README.md.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import * as pagefind from "pagefind";

const require = createRequire(import.meta.url);
const here = new URL(".", import.meta.url).pathname;
const args = process.argv.slice(2);
const asked = args[0] === "--queries" ? Number(args.splice(0, 2)[1]) : 20;
const sizes = (args.length ? args : ["152", "1000", "10000"]).map(Number);
const shown = 10;

// sent returns how many bytes a server sends of a file: as gzip, unless it is compressed already.
const sent = (data) => Math.min(data.length, gzipSync(data, { level: 9 }).length);
const kib = (n) => (n / 1024).toFixed(1);
const walk = (dir) => readdirSync(dir, { recursive: true }).map((f) => join(dir, String(f))).filter((f) => statSync(f).isFile());

// network is a fetch over a folder that counts.
function network(root) {
  const cache = new Map();
  const n = { files: 0, bytes: 0 };
  n.fetch = async (url) => {
    const name = join(root, String(url).replace(/[?#].*/, "").replace(/^https?:\/\/[^/]*/, ""));
    if (!cache.has(name)) cache.set(name, readFileSync(name));
    n.files++;
    n.bytes += sent(cache.get(name));
    return new Response(cache.get(name));
  };
  n.reset = () => Object.assign(n, { files: 0, bytes: 0 });
  return n;
}

const weigh = (files) => ({ files: files.length, bytes: files.reduce((sum, f) => sum + sent(readFileSync(f)), 0) });
const total = (files) => ({ files: files.length, bytes: files.reduce((sum, f) => sum + statSync(f).size, 0) });

// Each engine gives {scripts, index, open}; open starts as a fresh page and gives a function that answers
// a query with the first results, as they would be shown.
const engines = {
  async errdocs(dir) {
    const net = network(dir);
    const { open } = await import(pathToFileURL(join(dir, "scripts", "client.js")));
    return {
      net, scripts: weigh(walk(join(dir, "scripts")).filter((f) => f.endsWith(".js"))), index: total(walk(join(dir, "search"))),
      open: async () => {
        const client = open("/search/", net.fetch);
        return async (text) => (await client.query(text, { limit: shown, facets: false })).hits;
      },
    };
  },
  async Pagefind(dir, docs) {
    const { index } = await pagefind.createIndex({});
    for (const d of docs) await index.addHTMLFile({ url: d.url, content: page(d) });
    await index.writeFiles({ outputPath: join(dir, "pagefind") });
    await index.deleteIndex();
    const net = network(dir);
    writeFileSync(join(dir, "pagefind", "package.json"), '{"type": "module"}');
    globalThis.document = { querySelector: () => ({ getAttribute: () => "en" }), currentScript: null };
    globalThis.window = globalThis;
    globalThis.location = new URL("http://localhost/");
    globalThis.fetch = net.fetch;
    const script = join(dir, "pagefind", "pagefind.js");
    const files = walk(join(dir, "pagefind")).filter((f) => !/-(ui|highlight|worker)\.|package\.json/.test(f));
    let fresh = 0;
    return {
      net, scripts: weigh([script]), index: total(files.filter((f) => f !== script && !f.includes(`${sep}wasm.unknown`))),
      open: async () => {
        const copy = join(dir, "pagefind", `fresh${fresh++}.js`);
        writeFileSync(copy, readFileSync(script));
        const client = await import(pathToFileURL(copy));
        await client.options({ basePath: "/pagefind/" });
        return async (text) => Promise.all((await client.search(text)).results.slice(0, shown).map((r) => r.data()));
      },
    };
  },
  async MiniSearch(dir, docs) {
    const MiniSearch = require("minisearch");
    const options = { idField: "url", fields: ["name", "label", "title", "summary", "body"], storeFields: ["name", "label", "title", "summary"] };
    const index = new MiniSearch(options);
    index.addAll(docs);
    writeFileSync(join(dir, "minisearch.json"), JSON.stringify(index));
    const net = network(dir);
    const query = { prefix: true, fuzzy: 0.2, combineWith: "AND", boost: { name: 3, title: 2 } };
    return {
      net, scripts: weigh([require.resolve("minisearch").replace(/cjs.*/, "umd/index.js")]), index: total([join(dir, "minisearch.json")]),
      open: async () => {
        const client = MiniSearch.loadJSON(await (await net.fetch("/minisearch.json")).text(), options);
        return async (text) => client.search(text, query).slice(0, shown);
      },
    };
  },
  async lunr(dir, docs) {
    const lunr = require("lunr");
    const index = lunr(function () {
      this.ref("url");
      for (const [field, boost] of [["name", 3], ["label", 1], ["title", 2], ["summary", 1], ["body", 1]]) this.field(field, { boost });
      docs.forEach((d) => this.add(d));
    });
    writeFileSync(join(dir, "lunr.json"), JSON.stringify(index));
    writeFileSync(join(dir, "lunr-docs.json"), JSON.stringify(Object.fromEntries(docs.map(({ url, name, label, title, summary }) => [url, { name, label, title, summary }]))));
    const net = network(dir);
    return {
      net, scripts: weigh([require.resolve("lunr").replace(/lunr\.js$/, "lunr.min.js")]), index: total([join(dir, "lunr.json"), join(dir, "lunr-docs.json")]),
      open: async () => {
        const client = lunr.Index.load(await (await net.fetch("/lunr.json")).json());
        const stored = await (await net.fetch("/lunr-docs.json")).json();
        return async (text) => client.query((q) => lunr.tokenizer(text).forEach((t) => q.term(t.toString(), { presence: lunr.Query.presence.REQUIRED })))
          .slice(0, shown).map((r) => stored[r.ref]);
      },
    };
  },
};

const escape = (s) => s.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const page = (d) => `<!doctype html><html lang="en"><head><title>${escape(d.name)}</title></head><body><main data-pagefind-body>` +
  `<h1>${escape(d.name)}</h1><p>${escape(d.label)}</p><h2>${escape(d.title)}</h2><p>${escape(d.summary)}</p><p>${escape(d.body)}</p></main></body></html>`;

const percentile = (list, p) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * p))];

console.log(`First query: ${asked} queries, each in a fresh page, ${shown} results shown. Bytes in KiB.\n`);
console.log("| documents | engine | requests | KiB sent | of it scripts | index, files | index, KiB | first ms | next ms, median | p95 |");
console.log("|---|---|---|---|---|---|---|---|---|---|");
for (const size of sizes) {
  const dir = mkdtempSync(join(tmpdir(), "search-bench-"));
  execFileSync("go", ["test", "-count=1", "-timeout=60m", "-run=^TestWriteSynthetic$", `-synthetic=${dir}`, `-documents=${size}`, "."], { cwd: join(here, ".."), stdio: "inherit" });
  const { docs, queries } = JSON.parse(readFileSync(join(dir, "documents.json"), "utf8"));
  for (const [name, make] of Object.entries(engines)) {
    if (size > 10000 && /MiniSearch|lunr/.test(name)) continue;
    const e = await make(dir, docs);
    const first = { files: 0, bytes: 0, times: [] };
    for (const q of queries.slice(0, asked)) {
      e.net.reset();
      const start = performance.now();
      await (await e.open())(q);
      first.times.push(performance.now() - start);
      first.files += e.net.files;
      first.bytes += e.net.bytes;
    }
    const ask = await e.open();
    for (const q of queries.slice(0, 100)) await ask(q);
    const times = [];
    for (const q of queries.slice(100)) {
      const start = performance.now();
      await ask(q);
      times.push(performance.now() - start);
    }
    console.log(`| ${[size, name, (first.files / asked + e.scripts.files).toFixed(1), kib(first.bytes / asked + e.scripts.bytes), kib(e.scripts.bytes),
      e.index.files, kib(e.index.bytes), percentile(first.times, 0.5).toFixed(1), percentile(times, 0.5).toFixed(2), percentile(times, 0.95).toFixed(2)].join(" | ")} |`);
  }
  rmSync(dir, { recursive: true });
}
await pagefind.close();
