// Analyzes texts in the browser's way: node analysis.mjs SCRIPTS < {texts, points, stems}.
import { readFileSync } from "node:fs";

const scripts = process.argv[2];
const load = (name) => import(new URL(`${scripts}/${name}`, import.meta.url));
const { letter } = await load("letters.js");
const { oneEdit, spelling, words } = await load("analysis.js");
const { stem } = await load("stemmer.js");

const { texts, points, stems, pairs } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify({
  words: texts.map(words),
  spellings: texts.map(spelling),
  folds: Array.from({ length: points }, (_, c) => letter(String.fromCharCode(c)) ?? "end"),
  stems: stems.map(stem),
  edits: pairs.map(([a, b]) => oneEdit(a, b)),
}));
