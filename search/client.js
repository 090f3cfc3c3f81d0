// Search in the browser: answers as bleve gives them in Go, from the files that (*Index).Export writes.
// No DOM; what it returns is text and must be shown as text.
import { after } from "./plan.js";
import { cover, didYouMean, first, match, matchOf, rank } from "./rank.js";
import { Store } from "./store.js";

// open returns {query} for the index below base, the address of the folder search/ with a slash at the
// end. Nothing is fetched before the first query. query(text, options) takes the options limit, offset,
// typing, tags (words that documents must have in tags or label), filter (facet id to list of values) and facets (false: do
// not count them, which saves a file), and resolves to {total, hits, facets, didYouMean, whole}. Whatever goes wrong, it rejects with an
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

async function run(store, text, { limit = 10, offset = 0, filter = {}, facets = true, ...options }) {
  const { p, hits: all } = await first(store, text, options);
  const reach = after(p, all.length);
  const found = reach ? await match(store, p, reach) : all;
  const whole = await cover(store, p, found);
  const hits = await rank(store, p, found, whole);
  const wanted = store.meta.facets.map((f) => {
    const values = filter?.[f.id];
    return Array.isArray(values) && values.length ? new Set(values.map((v) => f.values.indexOf(v))) : null;
  });
  const { counts, passing } = await narrow(store, hits, wanted, facets);
  const page = await Promise.all(passing.slice(Math.max(offset, 0), Math.max(offset, 0) + limit).map(async (h) => ({
    ...await store.record(h.doc), score: h.score, match: matchOf(p, h, whole), cover: h.cover,
  })));
  return { total: passing.length, hits: page, facets: counts, didYouMean: await didYouMean(store, p, passing), whole };
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
