// The hits of a plan in their order, and what was probably meant: the browser's half of query.go, where the rules are explained.
import { spelling } from "./analysis.js";
import { maxExpansions, tree } from "./plan.js";
import { score } from "./score.js";

// match returns the hits of a plan.
export async function match(store, p, reach) {
  const t = await tree(p, store, reach);
  if (!t) return [];
  const fill = async (n) => n.kids
    ? { ...n, kids: await Promise.all(n.kids.map(fill)) }
    : { ...n, list: await store.postings(n.field, n.term) };
  const { docs, average } = store.meta;
  const r = score(await fill(t), docs, average);
  let found = r.docs;
  for (const f of p.filter) {
    const with_ = new Set((await store.postings(f.field, f.term)).docs);
    found = found.filter((d) => with_.has(d));
  }
  return Array.from(found, (doc) => ({ doc, score: r.scores[doc], tier: 2 ** 20 }));
}

// rank puts hits in order: by how many characters the query lacks to be a name of theirs, then names with
// all words, then by score, of which a retired one counts half.
export async function rank(store, p, hits) {
  const missing = new Map();
  for (const c of [...p.near, ...p.starts]) {
    const n = p.near.includes(c) ? 0 : c.length - p.whole.length;
    for (const d of (await store.postings("c", c)).docs) missing.set(d, Math.min(n, missing.get(d) ?? n));
  }
  for (const w of p.open ? p.all.slice(0, -1) : p.all) {
    const parts = new Set((await store.postings("p", w)).docs);
    for (const [d, n] of missing) if (n && !parts.has(d)) missing.delete(d);
  }
  const named = await Promise.all(p.named.map(async (list) => new Set((await Promise.all(list.map((w) => store.postings("p", w)))).flatMap((l) => l.docs))));
  for (const h of hits) {
    if (named.length && named.every((with_) => with_.has(h.doc))) h.tier--;
    h.retired = Number(store.retired.has(h.doc));
    h.weight = h.retired ? h.score / 2 : h.score;
    if (missing.has(h.doc)) h.tier = 2 * missing.get(h.doc) + h.retired;
  }
  const exact = hits.filter((h) => h.tier < 2);
  if (exact.length > 1 && exact.length <= maxExpansions) {
    for (const h of exact) h.verbatim = (await store.record(h.doc)).name === p.typed;
  }
  hits.sort((a, b) => a.tier - b.tier || Boolean(b.verbatim) - Boolean(a.verbatim) || b.weight - a.weight || a.retired - b.retired || a.doc - b.doc);
}

export async function didYouMean(store, p, hits) {
  if (!hits.length || p.exact && hits[0].tier < 2) return "";
  if (p.near.length && hits[0].tier < 2) {
    for (const h of hits.slice(0, 8).filter((h) => h.tier < 2)) {
      const { name } = await store.record(h.doc);
      if (p.near.includes(spelling(name))) return name;
    }
    return p.near[0];
  }
  return p.better.size ? p.all.map((w) => p.better.get(w) ?? w).join(" ") : "";
}
