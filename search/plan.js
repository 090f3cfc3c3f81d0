// The text of a query to a tree of terms: the browser's half of parse.go and plan.go, where the rules are
// explained. A node is {field, term} or {op, kids}. The store answers what occurs in the index.
import { denials, isPaired, spelling, words } from "./analysis.js";
import { cut, letter } from "./letters.js";
import { root as stemmed } from "./stemmer.js";

export const boosts = { c: 3, p: 3, t: 4, g: 3, b: 1 };
export const maxExpansions = 8;
export const enough = 3;
const maxBytes = 256, maxWords = 10, maxClauses = 10, maxStarts = 64, maxInner = 5, minWord = 4, minSlip = 8;
const breaks = /[\s()[\]{}<>=:,;|'`]+/;

export const plainQuotes = (text) => text.replace(/[“”„]/g, '"');

// The rules for prose; see language.go.
const english = { denies: denials, root: stemmed, mayBegin: () => false };
const others = { denies: new Set(), root: (w) => w, mayBegin: (w) => w.length >= 4 || isPaired(w[0]) };
const rulesOf = (store) => ({ stops: store.stops, ...store.root.language === "en" ? english : others });

export function parse(text, typing, { stops, denies }) {
  text = plainQuotes(cut(text, maxBytes));
  const q = { typed: text.replace(/^ +| +$/g, ""), whole: spelling(text), tokens: [], all: [], denied: new Set() };
  const segments = text.split('"');
  let counted = 0;
  segments.forEach((s, i) => {
    for (const t of s.split(breaks)) {
      const list = words(t).filter((w) => (counted += !stops.has(w)) <= maxWords);
      if (!list.length) continue;
      q.all.push(...list);
      q.tokens.push({ spelling: spelling(t), words: list, quoted: i % 2 === 1 && i < segments.length - 1, single: list.length === 1 });
    }
  });
  q.joined = q.tokens.map((t) => t.spelling).join("");
  q.open = Boolean(typing && q.tokens.length && letter(text.at(-1)) !== null);
  const only = q.all.every((w) => stops.has(w)), seen = new Set();
  let deny = false;
  for (const t of q.tokens) {
    t.words = t.words.filter((w) => {
      deny ||= denies.has(w);
      if (!stops.has(w)) {
        if (deny) q.denied.add(w);
        deny = false;
      }
      const keep = !seen.has(w) && (only || t.quoted || !stops.has(w));
      seen.add(w);
      return keep;
    });
  }
  return q;
}

export async function compile(store, text, { typing = false, tags = [] }, correct) {
  const p = { ...parse(text, typing, rulesOf(store)), correct, clauses: [], begins: new Set(), absent: 0, strange: 0, named: [], filter: [], none: false, unknown: false, other: false, better: new Map(), exact: "", starts: [], near: [], inner: [] };
  if (!p.whole) return p;
  p.filter = tags.flatMap(words).map((term) => ({ field: "g", term }));
  const [one, more] = p.tokens, like = /[_.:#]|-.*-|.[A-Z]/s.test(p.typed), long = p.whole.length >= minSlip;
  if (one && !more && !one.single && !one.quoted && (like || long && p.typed.includes("-"))) {
    await spell(p, store);
    p.isCode = p.starts.length ? like : long && (await slips(p, store)).length > 0;
    if (p.isCode) return p;
  }
  const { root } = rulesOf(store);
  const roots = p.tokens.flatMap((t) => t.words.map(root));
  const asked = [...p.tokens.flatMap((t) => t.words), ...roots, ...[...p.denied].map((w) => "!" + root(w)), ...p.filter.map((f) => f.term)];
  const codes = p.tokens.filter((t) => !t.single).map((t) => store.postings("c", t.spelling));
  // What is read one by one below is fetched at once, codes later if the first word has to say whether there are some.
  const wait = more && one.words[0] === one.spelling;
  await Promise.all([wait || spell(p, store), ...codes, ...asked.map((t) => store.load(t)), p.open && store.starting("w", p.all.at(-1), maxExpansions)]);
  if (wait && (await store.twice(one.spelling)) & 1) await spell(p, store);
  else if (wait) p.whole = p.joined;
  for (const t of p.tokens) {
    p.begins.add(p.clauses.length);
    await addToken(p, store, t, p.open && t === p.tokens.at(-1));
  }
  p.clauses.splice(maxClauses);
  if (!p.exact) await findInner(p, store);
  return p;
}

// findInner notes the codes that are spelled in words among others. See inner.go.
async function findInner(p, store) {
  const runs = await Promise.all(p.all.map(async (_, i) => {
    const list = [];
    for (let n = 1; n <= maxInner && i + n <= p.all.length && await store.has("p", p.all[i + n - 1]); n++) {
      if (n > 1 && n < p.all.length) list.push(p.all.slice(i, i + n));
    }
    const known = await Promise.all(list.map((words) => store.has("c", words.join(""))));
    return list.slice(0, known.lastIndexOf(true) + 1);
  }));
  for (let i = 0; i < runs.length; i++) {
    if (!runs[i].length || p.inner.length >= maxExpansions) continue;
    p.inner.push(runs[i].at(-1));
    i += runs[i].length;
  }
}

// spell notes whether the text is a code, and which codes start with it.
async function spell(p, store) {
  if (p.joined && !await store.has("c", p.whole)) p.whole = p.joined;
  if (await store.has("c", p.whole)) p.exact = p.whole;
  p.starts = await store.starting("c", p.whole, maxStarts);
}

const slips = async (p, store) => !store.small && p.whole.length < minSlip ? [] : (await store.near("c", p.whole, maxExpansions)).filter((c) => !isOtherNumber(c, p.whole));

async function addToken(p, store, t, open) {
  const { root } = rulesOf(store);
  const isCode = !t.single && await store.has("c", t.spelling);
  if (t.quoted) {
    for (const s of isCode ? [t.spelling] : t.words.filter((w) => !store.stops.has(w))) {
      const f = { field: isCode ? "c" : "w", term: s };
      if (!await store.has(f.field, s)) p.none = true;
      p.filter.push(f);
    }
  }
  let kids = [];
  for (const [i, w] of t.words.entries()) {
    const n = await word(p, store, t, w, open && i === t.words.length - 1);
    if (n) kids.push(n);
    const denial = p.denied.has(w) && await inFields(store, "!" + root(w), "tb");
    if (denial?.length) kids.push(group("or", denial));
  }
  if (isCode && p.tokens.length > 1) {
    const code = { field: "c", term: t.spelling };
    kids = [kids.length ? group("or", [code, group("and", kids)]) : code];
  }
  p.clauses.push(...kids);
}

async function word(p, store, t, w, open) {
  const { root, mayBegin } = rulesOf(store);
  let list = open ? await store.starting("w", w, maxExpansions) : [];
  if (!list.includes(w) && (await inFields(store, w)).length) list = [w, ...list.slice(0, maxExpansions - 1)];
  if (!list.length && !t.quoted && mayBegin(w)) list = await store.starting("w", w, maxExpansions);
  if (!list.length) {
    p.other ||= store.others.has(w);
    if (p.correct && !t.quoted && !store.others.has(w) && w.length >= minWord && !/[0-9]/.test(w)) {
      let most = 0;
      for (const c of await store.near("w", w, maxExpansions)) {
        if (!await store.has("p", c) && !await store.has("t", root(c))) continue;
        list.push(c);
        const n = await store.twice(c) >> 1;
        if (n > most) {
          p.better.set(w, c);
          most = n;
        }
      }
    }
    p.unknown ||= store.small || !list.length;
  }
  if (!list.length) p.absent += store.others.has(w) || /^[0-9]{3,}$/.test(w) && (!t.single || p.named.length < 2) ? 3 : 1;
  const one = w.endsWith("s") && w.slice(0, -1);
  p.named.push(one && !await store.has("p", w) && await store.has("p", one) ? [...list, one] : list);
  const kids = [];
  let known = false;
  for (const e of list) {
    const terms = await inFields(store, e);
    if (terms.length) kids.push(group("or", terms));
    known ||= terms.some((n) => n.field !== "b");
  }
  p.strange += !known;
  return kids.length ? group("or", kids) : null;
}

async function inFields(store, w, fields = "cptgb") {
  const { root } = rulesOf(store);
  const out = [];
  for (const field of fields) {
    const term = field === "t" || field === "b" ? root(w) : w;
    if (await (field === "c" ? store.isName(term) : store.has(field, term))) out.push({ field, term });
  }
  return out;
}

// after returns how far to go on when a search has found so many documents: 0 not at all, 1 to documents
// with any clause, 2 also to codes one edit away from the query although all its words are known.
export const after = (p, found) => !found ? 2 : !p.starts.length && (p.clauses.length > 2 || p.clauses.length === 2 && found < enough) ? 1 : 0;

// tree returns what to search for: documents with all clauses, or with any if reach is not 0.
export async function tree(p, store, reach) {
  const kids = [];
  if (p.exact && p.all.length !== 1) kids.push({ field: "c", term: p.exact });
  const begun = (p.open || p.isCode) && p.starts.length;
  if (begun) kids.push(...codes(p.starts.filter((c) => c !== p.exact)));
  const codeLike = p.tokens.length === 1 && (p.all.length > 1 || /^[0-9]/.test(p.whole));
  if (!p.exact && !begun && (p.unknown || codeLike || reach === 2)) {
    p.near = await slips(p, store);
    kids.push(...codes(p.near));
  }
  if (p.clauses.length) kids.push(group(reach ? "or" : "and", p.clauses));
  return kids.length && !p.none ? { op: "or", kids } : null;
}

function codes(list) {
  const groups = [];
  for (let i = 0; i < list.length; i += maxExpansions) {
    groups.push(group("or", list.slice(i, i + maxExpansions).map((term) => ({ field: "c", term }))));
  }
  return groups.length ? [group("or", groups)] : [];
}

function isOtherNumber(a, b) {
  const x = a.replace(/[0-9]/g, ""), y = b.replace(/[0-9]/g, "");
  return x === y && x !== a && y !== b;
}

const group = (op, kids) => kids.length === 1 ? kids[0] : { op, kids };
