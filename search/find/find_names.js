// Names and hints as they are looked for.
import { callee, fold, lower, tail } from "./resolve.js";
import { isDigit, runes } from "./find_text.js";

export const STRONG = 1, WEAK = 2, UPPER = 3, PLAIN = 4, PHRASE = 5, NUMBER = 6, DIGITS = 7, OTHER = 8, OWN = 9, FAILURE = 10, MESSAGE = 11, PARTED = 12;

export const partsOf = (s) => s.match(/(?<![A-Za-z\d])[A-Za-z\d]|(?<=[a-z])[A-Z]/g)?.length ?? 0;
export const piecesOf = (s) => lower(s.replace(/([a-z])(?=[A-Z])/g, "$1 ")).split(/[^a-z\d]+/).filter(Boolean);
export const squash = (s) => s.replace(/[^A-Za-z\d]/g, "").toLowerCase();
export const getOr = (map, key, make) => map.get(key) ?? (map.set(key, make()), map.get(key));
export const listOf = (map, key) => getOr(map, key, () => []);

export const minLetter = 4;
const minMarked = 4, minDigits = 4;

function shapeOf(text) {
  if (!/\w/.test(text)) return runes(text) >= minLetter && text[0] > "\x7f" ? STRONG : 0;
  const name = text.replace(/\W+$/, "");
  if (/^-?\d+$/.test(name)) return NUMBER;
  if (/^\W/.test(name)) return runes(text) >= minMarked ? STRONG : 0;
  if (/[ \t]/.test(name)) return name.replace(/\D/g, "").length >= minDigits ? STRONG : isDigit(name[0]) ? 0 : PHRASE;
  if (isDigit(name[0]) && !/[A-Za-z]/.test(name)) return DIGITS;
  const parts = partsOf(name);
  if (/.[_.:/#]./s.test(name) || parts > 3 || (name.length > 3 && /\d/.test(name) && /[A-Za-z]/.test(name))) return STRONG;
  return parts > 1 ? WEAK : /[a-z]/.test(name) ? PLAIN : UPPER;
}

export const addNew = (list, x) => list.includes(x) || list.push(x);

function addBeginnings(begins, name) {
  let start = "";
  for (const part of name.replace(/[a-z](?=[A-Z])|[A-Za-z](?=\d)|\d(?=[A-Za-z])/g, "$& ").split(/[^A-Za-z\d]+/)) {
    if (start.length > 1 && part) begins.add(start);
    start += lower(part);
  }
}

function addName({ names, wordless, folds, begins, numbers }, entry, name) {
  const shape = shapeOf(name);
  if (!shape || (entry.space === "http" && shape !== NUMBER && shape !== STRONG)) return;
  if (shape === NUMBER) return addNew(listOf(numbers, name), entry);
  if (shape !== PHRASE) {
    addBeginnings(begins, name);
    const same = getOr(folds, fold(name), () => ({ owners: [], parts: 0 }));
    addNew(same.owners, entry);
    same.parts = Math.max(same.parts, partsOf(name));
  }
  const word = /\w+/.exec(name);
  const list = word ? listOf(names, word[0]) : listOf(wordless, name.slice(0, minLetter));
  const known = list.find((n) => n.text === name);
  if (known) addNew(known.owners, entry);
  else list.push({ text: name, lead: word?.index ?? 0, owners: [entry], shape });
}

const patterns = (list) => list.map((text) => new RegExp(text, "ds"));

// index prepares the entries of the resolver and the content of find.json.
export function index(entries, { hints, heads, cues, words, prefixes, scripts, access, rpc, processes }) {
  const names = new Map(), wordless = new Map(), folds = new Map(), begins = new Set(), numbers = new Map(), buckets = new Map();
  entries.forEach((entry, rank) => {
    entry.rank = rank;
    for (const name of [entry.code, ...entry.names].map((n) => callee(n).trim())) {
      for (const one of [name, tail(name)]) if (one) addName({ names, wordless, folds, begins, numbers }, entry, one);
    }
  });
  for (const list of [...names.values(), ...wordless.values()]) list.sort((a, b) => b.text.length - a.text.length);
  for (const [vendor, set, text, weight] of hints) {
    const parts = text.match(/\w+/g);
    listOf(buckets, lower(parts.at(-1).slice(0, 2))).push({ vendor, set, text, weight, parts, exact: lower(text) !== text, path: parts.length === 2 && text.includes("/") });
  }
  for (const key in words) words[key] = new Set(words[key]);
  return {
    names, wordless, folds, begins, numbers, buckets, heads: new Set(heads), cues: new Map(Object.entries(cues)), ...words, scripts,
    access: patterns(access), rpc: patterns(rpc), processes: patterns(processes), prefixes: new Map(Object.entries(prefixes)), vendorNames: new Map(entries.map((e) => [e.vendor, e.vendorName])),
  };
}
