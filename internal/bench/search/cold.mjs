// First queries in headless Chromium, each in a frame whose addresses nothing was fetched from before. The server answers like a
// slow 4G line: 150 ms after a request, with 1.6 Mbit/s for all answers together.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";

const here = (path) => new URL(path, import.meta.url);
const libraries = { "minisearch.js": "node_modules/minisearch/dist/es/index.js", "lunr.js": "node_modules/lunr/lunr.min.js" };
const types = { html: "text/html", js: "text/javascript", mjs: "text/javascript", json: "application/json" };

// A driver page runs one job after the other, each in a frame of its own.
const driver = `<!doctype html><title>bench</title><script type="module">
for (let job; (job = await (await fetch("/next")).json()); ) {
  const frame = document.createElement("iframe");
  const answer = new Promise((done) => addEventListener("message", (e) => done(e.data), { once: true }));
  frame.src = "/" + job.run + "/frame.html#" + encodeURIComponent(JSON.stringify(job));
  document.body.append(frame);
  await fetch("/done", { method: "POST", body: JSON.stringify(await answer) });
  frame.remove();
}
</script><body>`;

const frame = `<!doctype html><html lang="en"><title>frame</title><script type="module">
import { dialog, engines } from "/engines.mjs";
const { run, engine, text, assets, typed } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const root = location.origin + "/" + run + "/";
const lib = async (name) => {
  if (name !== "lunr") return import(root + "lib/" + name + ".js");
  const script = document.createElement("script");
  script.src = root + "lib/lunr.js";
  await new Promise((done) => { script.onload = done; document.head.append(script); });
  return { default: globalThis.lunr };
};
const json = async (url) => (await fetch(url)).json();
try {
  const start = performance.now();
  const ask = await (engine === "errdocs" ? dialog : engines[engine])(root, { assets, lib, json });
  const results = (await ask(text, typed)).length, ms = performance.now() - start;
  setTimeout(() => parent.postMessage({ run, results, ms }), 800); // what comes after the results counts, too
} catch (e) {
  parent.postMessage({ run, error: String(e.stack ?? e) });
}
</script>`;

const latency = 150, bytesPerMs = 200;
const compressed = new Map();

// sizes returns the bytes of a file, and those that a server sends that compresses where it helps.
function sizes(path, data) {
  if (!compressed.has(path)) compressed.set(path, Math.min(data.length, gzipSync(data).length));
  return { raw: data.length, gzip: compressed.get(path) };
}

// firstQueries returns the jobs with requests, raw and gzip bytes added.
export async function firstQueries(dir, jobs) {
  const runs = new Map(jobs.map((job, i) => [`r${i}`, { ...job, run: `r${i}`, requests: 0, raw: 0, gzip: 0, waves: 0, open: 0, free: 0 }]));
  const waiting = [...runs.values()];
  let finished, failed;
  const end = new Promise((done, fail) => { finished = done; failed = fail; });

  const file = (run, path) => {
    const name = path.startsWith("lib/") ? here(libraries[path.slice(4)]) : `${dir}/${path}`;
    const data = readFileSync(name), { raw, gzip } = sizes(path, data), r = runs.get(run);
    r.requests++;
    r.raw += raw;
    r.gzip += gzip;
    return line(r, gzip).then(() => data);
  };
  // line waits as long as bytes take. A request while none is open begins a wave.
  const line = async (r, bytes) => {
    const now = performance.now();
    if (!r.open++) r.waves++;
    r.free = Math.max(r.free, now + latency) + bytes / bytesPerMs;
    await new Promise((done) => setTimeout(done, r.free - now));
    setTimeout(() => r.open--, 20);
  };
  const answer = async (request) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (path === "/") return driver;
    if (path === "/engines.mjs") return readFileSync(here("engines.mjs"));
    if (path === "/next") {
      if (!waiting.length) finished();
      return JSON.stringify(waiting.shift() ?? null);
    }
    if (path === "/done") {
      const { run, error, ms } = JSON.parse(Buffer.concat(await request.toArray()).toString());
      if (error) failed(new Error(`${JSON.stringify(runs.get(run))}: ${error}`));
      runs.get(run).ms = ms;
      return "";
    }
    const [, run, rest] = /^\/(r\d+)\/(.*)$/.exec(path);
    return rest === "frame.html" ? frame : file(run, rest);
  };
  const server = createServer(async (request, response) => {
    try {
      const body = await answer(request), type = types[/\.(\w+)$/.exec(request.url.split("?")[0])?.[1]];
      response.writeHead(200, { "Content-Type": type ?? (request.url === "/" ? "text/html" : "application/octet-stream"), "Cache-Control": "no-store" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const profile = mkdtempSync(`${dir}/chromium-`); // goes with the folder
  const browser = spawn("chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0",
    `--user-data-dir=${profile}`, `http://127.0.0.1:${server.address().port}/`], { stdio: "ignore" });
  const gone = new Promise((done) => browser.once("exit", done));
  browser.once("error", failed);
  gone.then(() => failed(new Error("chromium ended early")));
  const late = setTimeout(() => failed(new Error(`still ${waiting.length} first queries to go`)), 1200e3);
  try {
    await end;
  } finally {
    clearTimeout(late);
    browser.kill();
    await gone;
    server.close();
    server.closeAllConnections();
  }
  return [...runs.values()];
}
