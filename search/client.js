// Search in the browser: answers as bleve gives them in Go, from the files that (*Index).Export writes.
// No DOM; what it returns is text and must be shown as text.
import { spelling } from "./analysis.js";
import { after, compile, maxExpansions, tree } from "./plan.js";
import { score } from "./score.js";
import { Store } from "./store.js";

// open returns {query} for the index below base, the address of the folder search/ with a slash at the
// end. Nothing is fetched before the first query. query(text, options) takes the options limit, offset,
// typing, filter (facet id to list of values) and facets (false: do not count them, which saves a
// file), and resolves to {total, hits, facets, didYouMean}. Whatever goes wrong, it rejects with an
// Error "search is unavailable", and the next query starts from the beginning.
export function open(base, fetch = globalThis.fetch) {
  let store;
  const attempt = async (text, options) => {
    store ??= Store.open(base, (...args) => fetch(...args));
    const used = store;
    try {
      return await run(await used, text, options);
    } catch (e) {
      if (store === used) store = undefined;
      throw e;
    }
  };
  return {
    async query(text, options) {
      const q = [typeof text === "string" ? text : "", options ?? {}];
      try {
        // A second attempt, since the site may have been published again in between.
        return await attempt(...q).catch(() => attempt(...q));
      } catch (cause) {
        throw new Error("search is unavailable", { cause });
      }
    },
  };
}

async function run(store, text, { limit = 10, offset = 0, typing = false, filter = {}, facets = true }) {
  const p = await compile(store, text, typing);
  let hits = await match(store, p, 0);
  const reach = after(p, hits.length);
  if (reach) hits = await match(store, p, reach);
  await rank(store, p, hits);
  const wanted = store.meta.facets.map((f) => {
    const values = filter?.[f.id];
    return Array.isArray(values) && values.length ? new Set(values.map((v) => f.values.indexOf(v))) : null;
  });
  const { counts, passing } = await narrow(store, hits, wanted, facets);
  const page = await Promise.all(passing.slice(Math.max(offset, 0), Math.max(offset, 0) + limit).map(async (h) => ({
    ...await store.record(h.doc), score: h.score, exact: p.exact !== "" && h.tier < 2,
  })));
  return { total: passing.length, hits: page, facets: counts, didYouMean: await didYouMean(store, p, passing) };
}

// match returns the hits of a plan.
async function match(store, p, reach) {
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
async function rank(store, p, hits) {
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

// narrow applies the filters and counts the values of each facet over the hits that pass the others.
async function narrow(store, hits, wanted, counted) {
  if (!counted && !wanted.some(Boolean)) return { counts: [], passing: hits };
  const of = await store.facets(hits.map((h) => h.doc));
  const tally = store.meta.facets.map((f) => f.values.map((value) => ({ value, n: 0 })));
  const passing = hits.filter(({ doc }) => {
    const missed = [...wanted.keys()].filter((f) => wanted[f] && !of(doc, f).some((v) => wanted[f].has(v)));
    tally.forEach((values, f) => {
      if (missed.every((m) => m === f)) for (const v of of(doc, f)) values[v].n++;
    });
    return !missed.length;
  });
  const counts = store.meta.facets.map(({ id, title }, f) => ({
    id, title, values: tally[f].filter((c, v) => c.n || wanted[f]?.has(v)).sort((a, b) => b.n - a.n),
  }));
  return { counts: counted ? counts : [], passing };
}

async function didYouMean(store, p, hits) {
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
