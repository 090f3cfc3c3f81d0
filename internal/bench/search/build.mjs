// Makes the indexes of MiniSearch and lunr of a folder's documents.json.
import { readFileSync, writeFileSync } from "node:fs";
import lunr from "lunr";
import MiniSearch from "minisearch";
import { miniOptions } from "./engines.mjs";

const documents = (dir) => JSON.parse(readFileSync(`${dir}/documents.json`, "utf8"));

export function buildMiniSearch(dir) {
  const mini = new MiniSearch(miniOptions);
  mini.addAll(documents(dir));
  writeFileSync(`${dir}/minisearch.json`, JSON.stringify(mini));
}

export function buildLunr(dir) {
  const docs = documents(dir);
  const index = lunr(function () {
    this.ref("n");
    this.field("Names", { boost: 10 });
    this.field("Title", { boost: 3 });
    this.field("Tags", { boost: 2 });
    this.field("Summary");
    this.field("Body");
    docs.forEach((d, n) => this.add({ ...d, n, Names: d.Names.join(" "), Tags: d.Tags.join(" ") }));
  });
  const shown = docs.map(({ URL, Names, Label, Title, Summary, Retired }) => ({ URL, Names, Label, Title, Summary, Retired }));
  writeFileSync(`${dir}/lunr.json`, JSON.stringify({ index, docs: shown }));
}
