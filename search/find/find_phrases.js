// Messages of the catalog, failed connections, what responses say of themselves, our own ids and addresses. See
// phrases.go and own.go.
import { fold, lower, tail } from "./resolve.js";
import { FAILURE, MESSAGE, OWN, addNew, getOr, listOf, squash } from "./find_names.js";
import { isDigit, maskCards } from "./find_text.js";

// indexPhrases indexes what is found by several words, by the last of them, and adds failures as entries of each vendor.
export function indexPhrases(entries, { messages, failures, verdicts }) {
  const phrases = new Map(), vendors = new Map(), ids = new Map(entries.map((e) => [e.id, e]));
  const add = (text, phrase) => {
    phrase.words = lower(text).replace(/\$$/, "").split(" ");
    phrase.atEnd = text.endsWith("$");
    listOf(phrases, phrase.words.at(-1)).push(phrase);
  };
  for (const [text, pattern, holes, owners] of messages) {
    add(text, { message: { pattern: new RegExp(pattern, "u"), holes, owners: owners.map((id) => ids.get(id)) } });
  }
  let rank = entries.length;
  for (const { vendor, vendorName } of entries) {
    if (vendors.has(vendor)) continue;
    vendors.set(vendor, failures.map(([code, title]) => ({
      id: `${vendor}/transport/${code}`, code, title, url: `${vendor}/`, vendor, vendorName, set: "transport", setTitle: "Transport",
      retired: false, rank: rank++, isFailure: true,
    })));
  }
  failures.forEach(([, , lines], failure) => lines.forEach((line) => add(line, { failure })));
  for (const line of verdicts) add(line, {});
  return { phrases, vendors };
}

// indexOwn indexes the ids and addresses of entries.
export function indexOwn(entries, former) {
  const own = new Map(), ids = new Map(entries.map((e) => [e.id, e]));
  const add = (key, entry) => addNew(listOf(own, key), entry);
  for (const entry of entries) {
    const slug = entry.id.slice(entry.id.lastIndexOf("/") + 1);
    const key = fold(entry.short.endsWith(`-${slug}`) ? entry.short.slice(0, -slug.length - 1) : "");
    add(`/${lower(entry.id)}`, entry);
    for (const name of [slug, entry.code, ...entry.names].flatMap((name) => [name, tail(name)])) {
      if (!fold(name)) continue;
      add(`/code/${fold(name)}`, entry);
      if (key) add(key + fold(name), entry);
    }
  }
  for (const [path, id] of former) add(path, ids.get(id));
  return own;
}

// ownAt notes the id or the address of an entry whose last part starts with word i, and returns how many words that is.
export function ownAt(s, i) {
  const start = s.starts[i], before = s.before(i);
  if (before !== "/" && (s.after(i) !== "-" || before === "-")) return 0;
  const last = /^[\w-]{0,200}/.exec(s.line.slice(start, start + 200))[0], end = start + last.length;
  let owners, from = start;
  if (before === "/") {
    const head = /[\w/.-]*$/.exec(s.line.slice(Math.max(0, end - 200), start))[0];
    [owners, from] = address(s, lower(head + last), lower(last), start - head.length, start);
  }
  if (!owners) [owners, from] = [s.names.own.get(squash(last)), start];
  if (!owners || (from === start && !last.includes("-"))) return 0;
  s.pending.push(s.hitAt(i, from, end, owners, OWN));
  return s.starts.findLastIndex((at) => at < end) - i + 1;
}

function address(s, path, last, from, start) {
  const { own } = s.names, head = path.slice(0, path.length - last.length);
  if (/(^|\/)e\/$/.test(head)) return [own.get(squash(last)), start - 2];
  if (/(^|\/)code\/$/.test(head)) return [own.get(`/code/${squash(last)}`), start - 5];
  for (let at = path.lastIndexOf("/"); at >= 0; at = at ? path.lastIndexOf("/", at - 1) : -1) {
    const owners = own.get(path.slice(at));
    if (owners && path.indexOf("/", at + 1) > 0) return [owners, from + at + 1];
  }
  return [own.get(`/${path}`), from];
}

// phrasesAt handles the phrases that end at word i.
export function phrasesAt(s, i) {
  const word = s.text(i);
  for (const { words, atEnd, message, failure } of word.length > 40 ? [] : s.names.phrases.get(word.toLowerCase()) ?? []) {
    const n = words.length - 1, { recent } = s;
    if (!words.slice(0, n).every((want, k) => want === "*" || recent[recent.length - n + k].toLowerCase() === want)) continue;
    if (atEnd && !(i >= n && s.line.slice(0, s.starts[i - n]).endsWith(": ") && /^["') \r]*$/.test(s.line.slice(s.ends[i])))) continue;
    if (message) messageAt(s, i, message);
    else if (failure === undefined) saidAt(s, i, words.length);
    else s.pending.push({ ...s.hitAt(i, s.starts[i], s.ends[i], [], FAILURE), failure });
  }
}

function messageAt(s, i, { pattern, holes, owners }) {
  const found = getOr(s.matches, pattern, () => pattern.exec(s.line) ?? []);
  if (!found[0] || s.starts[i] < found.index || s.starts[i] >= found.index + found[0].length) return;
  const filled = holes.map((name, n) => `${name || "…"} = ${maskCards(found[n + 1])[0]}`);
  s.pending.push({ ...s.hitAt(i, found.index, found.index + found[0].length, owners, MESSAGE), ...(holes.length && { filled }) });
}

const saidValue = /^["'\\ ]{0,4}[:=][ "'\\]{0,4}(true|false|yes|no|\d{1,10}|https?:\/\/[^"'\\,;} \t\r\n<]{1,200}|urn:[^"'\\,;} \t\r\n<]{1,200})(?:["'\\,;}\] \t\r\n<]|$)/u;

function saidAt(s, i, n) {
  const value = saidValue.exec(s.line.slice(s.ends[i]))?.[1];
  if (!value || i < n - 1) return;
  const key = s.line.slice(s.starts[i - n + 1], s.ends[i]);
  const [, host] = /:\/\/([^/]*)/.exec(value) ?? [];
  if (lower(key) === "type" && host === undefined && !value.startsWith("urn:")) return;
  if (host !== undefined) s.seen.push({ word: s.first + i, line: s.lineNo, record: s.record, vendor: `~${host}`, set: "", weight: 4 });
  if (s.said.length < 20) s.said.push({ key, value, line: s.lineNo, record: s.record });
}

const digitsAfter = /^([A-Z][A-Za-z]+[-_]?)(\d{2,})$/;

// prefixOf returns what a numbered name starts with, undefined for others.
export const prefixOf = (text) => isDigit(text.at(-1)) ? digitsAfter.exec(text)?.[1] : undefined;
