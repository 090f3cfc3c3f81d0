#!/usr/bin/env node
// Runs Lighthouse on the default site, mobile and desktop, and prints a line for each page: the scores for performance,
// accessibility, best practices and SEO, the layout shift, and what costs performance. Exits with 1 below 100.
//
//	node .ci/lighthouse.mjs            all pages
//	node .ci/lighthouse.mjs search/    those that are named
//
// npx fetches Lighthouse; CHROME_PATH names the browser where it is not found. Times suffer on a busy machine.
import { execFileSync, execFile } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

const version = "12.8.2";
const all = ["", "token-io/http/503/", "mastercard-mdes/reason-codes/", "compare/", "search/"];
const categories = ["performance", "accessibility", "best-practices", "seo"];
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain" };

const work = mkdtempSync(join(tmpdir(), "errdocs-lighthouse-"));
const site = join(work, "site");
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  const file = join(site, path.endsWith("/") ? `${path}index.html` : path);
  const found = existsSync(file);
  const type = types[extname(file)] ?? "application/octet-stream";
  response.writeHead(found ? 200 : 404, { "content-type": type, "content-encoding": "gzip", "cache-control": "max-age=600" });
  response.end(gzipSync(readFileSync(found ? file : join(site, "404.html"))));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const home = `http://127.0.0.1:${server.address().port}/`;
execFileSync("go", ["run", "./cmd/errdocs", "build", "-o", site, "--base-url", home, "--frozen-lock"], { stdio: ["ignore", "ignore", "inherit"] });

let worst = 100;
for (const page of process.argv.length > 2 ? process.argv.slice(2) : all) {
  for (const preset of ["mobile", "desktop"]) {
    const options = ["--yes", `lighthouse@${version}`, home + page, "--quiet", "--output=json", "--chrome-flags=--headless --no-sandbox", `--only-categories=${categories}`];
    if (preset === "desktop") options.push("--preset=desktop");
    const { stdout } = await promisify(execFile)("npx", options, { maxBuffer: 1 << 28 });
    const { categories: by, audits } = JSON.parse(stdout);
    const scores = categories.map((c) => Math.round(by[c].score * 100));
    worst = Math.min(worst, ...scores);
    const lost = categories.flatMap((c) => by[c].auditRefs.filter((r) => r.weight && audits[r.id].score < .995).map((r) => `${r.id} ${audits[r.id].displayValue ?? ""}`));
    console.log(`/${page}`.padEnd(32), preset.padEnd(8), scores.join(" "), `CLS ${audits["cumulative-layout-shift"].numericValue.toFixed(3)}`, lost.join(", "));
  }
}
server.close();
rmSync(work, { recursive: true });
process.exitCode = worst < 100 ? 1 : 0;
