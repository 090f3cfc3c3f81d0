// The hits of a plan in their order, and what was probably meant: the browser's half of query.go, where the rules are explained.
import { spelling, words } from "./analysis.js";
import { compile, enough, maxExpansions, plainQuotes, tree } from "./plan.js";
import { score } from "./score.js";
import { rarity } from "./store.js";

const named = 2 ** 20;

// first returns the plan of a query, and the hits with all words.
export async function first(store, text, options) {
  let p = await compile(store, text, options, true);
  let hits = await match(store, p, 0);
  if (p.better.size && (p.absent || !hits.length && p.clauses.length < enough)) {
    p = await compile(store, text, options, false);
    hits = await match(store, p, 0);
  }
  const mixed = new Set(p.tokens.map((t) => t.quoted)).size === 2;
  return hits.length || !mixed ? { p, hits } : first(store, plainQuotes(text).replaceAll('"', " "), options);
}

// match returns the hits of a plan.
export async function match(store, p, reach) {
  const t = await tree(p, store, reach);
  if (!t) return [];
  const fill = async (n) => n.kids
    ? { ...n, kids: await Promise.all(n.kids.map(fill)) }
    : { ...n, list: await store.postings(n.field, n.term) };
  const { docs, average } = store.root;
  const r = score(await fill(t), docs, average);
  let found = r.docs;
  for (const f of p.filter) {
    const with_ = new Set((await store.postings(f.field, f.term)).docs);
    found = found.filter((d) => with_.has(d));
  }
  return Array.from(found, (doc) => ({ doc, score: r.scores[doc], tier: named + 1 }));
}

// cover notes how much of the query each hit has, and returns how much there is.
export async function cover(store, p, hits) {
  const { docs } = store.root;
  let whole = p.absent * rarity(1, docs);
  for (const h of hits) h.cover = h.head = h.words = 0;
  for (const [i, c] of p.clauses.entries()) {
    const all = await matching(store, c, "cptgb"), head = await matching(store, c, "cptg"), n = rarity(all.size, docs);
    whole += n;
    for (const h of hits) {
      if (all.has(h.doc)) {
        h.cover += n;
        h.words += p.begins.has(i);
      }
      if (head.has(h.doc)) h.head += n;
    }
  }
  return whole;
}

// matching returns the documents that match a tree in some fields.
async function matching(store, n, fields, titled) {
  if (!n.kids) {
    const { docs, freqs } = fields.includes(n.field) ? await store.postings(n.field, n.term) : { docs: [] };
    return new Set(titled && n.field === "t" ? docs.filter((_, i) => freqs[i] > 1) : docs);
  }
  const [one, ...others] = await Promise.all(n.kids.map((k) => matching(store, k, fields, titled)));
  for (const other of others) {
    if (n.op === "or") for (const d of other) one.add(d);
    else for (const d of one) if (!other.has(d)) one.delete(d);
  }
  return one;
}

// matchOf says how a hit matches.
export function matchOf(p, h, whole) {
  if (h.tier < 2) return p.exact ? "exact" : "alike";
  return h.tier < named ? "start" : h.cover === whole ? "all" : "some";
}

// terms returns the terms of a tree, except codes.
const terms = (n) => n.kids ? n.kids.flatMap(terms) : n.field === "c" ? [] : [n.term];

// rank returns hits without those that have too little of the query, in order: by how many characters the query lacks to be
// a name of theirs, then names with all words, then by score.
export async function rank(store, p, hits, whole) {
  const missing = new Map();
  for (const c of [...p.near, ...p.starts]) {
    const n = p.near.includes(c) ? 0 : c.length - p.whole.length;
    for (const d of (await store.postings("c", c)).docs) missing.set(d, Math.min(n, missing.get(d) ?? n));
  }
  const complete = p.open ? p.all.slice(0, -1) : p.all;
  for (const [d, n] of missing) {
    const parts = n ? (await store.head(d)).names.flatMap(words) : complete;
    if (!complete.every((w) => parts.includes(w))) missing.set(d, named);
  }
  const parts = await Promise.all(p.named.map((list) => withAny(store, "p", ...list)));
  const near = store.small ? store.heads : new Set((await Promise.all([...new Set(p.clauses.flatMap(terms))].map((t) => store.best(t)))).flat());
  for (const h of hits) {
    if (parts.length && parts.every((with_) => with_.has(h.doc))) h.tier--;
    h.retired = Number(store.retired.has(h.doc));
    h.weight = h.score * ((1 + h.cover) * (4 + h.head)) * (store.weights.get(h.doc) ?? 1) / (1 + h.retired);
    if (missing.has(h.doc)) h.tier = Math.min(2 * missing.get(h.doc) + h.retired, named);
    h.far = h.tier >= named && !near.has(h.doc);
    h.stray = h.tier > named && (h.words < 4 || p.other) && 5 * (h.cover + h.head) < (p.all.length > 2 && 2 * p.strange >= p.named.length ? 4 : 3) * whole;
  }
  if (p.inner.length) await lift(store, p, hits);
  hits = hits.filter((h) => !h.stray);
  const exact = hits.filter((h) => h.tier < 2);
  if (exact.length > 1 && exact.length <= maxExpansions) {
    for (const h of exact) h.verbatim = (await store.head(h.doc)).name === p.typed;
  }
  return hits.sort((a, b) => a.tier - b.tier || Boolean(b.verbatim) - Boolean(a.verbatim) || a.far - b.far || b.weight - a.weight || Boolean(b.lifted) - Boolean(a.lifted) || a.retired - b.retired || a.doc - b.doc);
}

const withAny = async (store, field, ...terms) => new Set((await Promise.all(terms.map((t) => store.postings(field, t)))).flatMap((l) => l.docs));

async function lift(store, p, hits) {
  const whole = p.absent || !p.clauses.length ? new Set() : await matching(store, { op: "and", kids: p.clauses }, "cptg", true);
  for (const words of p.inner) {
    const exact = await withAny(store, "c", words.join("")), parts = await Promise.all(words.map((w) => withAny(store, "p", w)));
    let tier = named + 1, weight = 0;
    for (const h of hits) {
      if (h.stray || exact.has(h.doc) || whole.has(h.doc) || !parts.every((with_) => with_.has(h.doc))) continue;
      tier = Math.min(tier, h.tier);
      weight = Math.max(weight, h.weight);
    }
    for (const h of hits.filter((h) => exact.has(h.doc))) {
      Object.assign(h, { tier: Math.min(h.tier, tier), weight: Math.max(h.weight, weight), lifted: true, far: false, stray: false });
    }
  }
}

// addInner adds the documents that are called by some words of the query, if anything is found.
export async function addInner(store, p, hits) {
  const docs = await withAny(store, "c", ...p.inner.map((words) => words.join("")));
  const filters = await Promise.all(p.filter.map((f) => withAny(store, f.field, f.term)));
  for (const { doc } of hits) docs.delete(doc);
  for (const doc of hits.length ? docs : []) if (filters.every((f) => f.has(doc))) hits.push({ doc, score: 0, tier: named + 1 });
  return hits;
}

export async function didYouMean(store, p, hits) {
  if (!hits.length || p.exact && hits[0].tier < 2) return "";
  if (p.near.length && hits[0].tier < 2) {
    for (const h of hits.slice(0, 8).filter((h) => h.tier < 2)) {
      const { name } = await store.head(h.doc);
      if (p.near.includes(spelling(name))) return name;
    }
    return p.near[0];
  }
  return p.better.size ? p.all.map((w) => p.better.get(w) ?? w).join(" ") : "";
}
