// Search in the browser: answers as bleve gives them in Go, from the files that (*Index).Export writes.
// No DOM; what it returns is text and must be shown as text.
import { after } from "./plan.js";
import { addInner, cover, didYouMean, first, match, matchOf, rank } from "./rank.js";
import { Store } from "./store.js";

// open returns {query, summary, extra} for the index below base, the address of the folder search/ with a slash at the end. Nothing
// is fetched before the first query; first may promise the response for root.json. query(text, options) takes the options limit, offset,
// files (how many it may fetch, and two for hits in any case: the first hit that needs another, and all after it, are left out), typing, tags (words
// that documents must have in tags or label), filter (facet id to list of values) and signal (once it is aborted, the query
// fetches no more), and resolves to {total, hits, didYouMean, whole, facets, huge}; facets() resolves to the counts of the facets,
// for which a huge index needs some files.
// summary(hit) resolves to the summary of a hit, extra() to what the site has put into the index. Whatever goes wrong, they reject with an Error "search is unavailable",
// and the next query starts from the beginning.
export function open(base, fetch = globalThis.fetch, first = undefined) {
  let store;
  const attempt = async (work, signal) => {
    store ??= Store.open(base, (...args) => fetch(...args), first);
    first = undefined;
    const used = store;
    try {
      return await work(await used);
    } catch (e) {
      if (store === used && !signal?.aborted) store = undefined;
      throw e;
    }
  };
  const guarded = async (work, signal) => {
    try {
      // A second attempt, since the site may have been published again in between.
      return await attempt(work, signal).catch((cause) => signal?.aborted ? Promise.reject(cause) : attempt(work, signal));
    } catch (cause) {
      throw new Error("search is unavailable", { cause });
    }
  };
  return {
    query: (text, options) => guarded((store) => run(store, text ?? "", options ?? {}, guarded), options?.signal),
    extra: () => guarded((store) => store.root.extra ?? {}),
    summary: (hit) => guarded((store) => store.summary(hit)),
  };
}

async function run(store, text, { limit = 10, offset = 0, files = Infinity, filter, signal, ...options }, guarded) {
  const shared = store, before = store.files.size;
  if (signal) store = store.until(signal);
  const { p, hits: all } = await first(store, text, options);
  signal?.throwIfAborted();
  const reach = after(p, all.length);
  const found = await addInner(store, p, reach ? await match(store, p, reach) : all);
  const whole = await cover(store, p, found);
  signal?.throwIfAborted();
  const hits = await rank(store, p, found, whole);
  const chosen = new Map(Object.entries(filter ?? {}).filter(([, list]) => Array.isArray(list) && list.length));
  const narrowed = chosen.size && await shared.facets(chosen);
  const passing = narrowed ? hits.filter((h) => !missed(narrowed, h).length) : hits;
  const wide = passing.slice(Math.max(offset, 0), Math.max(offset, 0) + limit), needed = new Set([-1]), most = 1 + Math.max(2, files + before - store.files.size);
  const end = wide.findIndex((h) => needed.add(store.file(h.doc)).size > most);
  const page = await Promise.all(wide.slice(0, end < 0 ? limit : end).map(async (h) => ({
    ...await store.head(h.doc), score: h.score, match: matchOf(p, h, whole), cover: h.cover,
  })));
  const facets = () => guarded(async () => count(await shared.facets(chosen), hits));
  return { total: passing.length, hits: page, facets, didYouMean: await didYouMean(store, p, passing), whole, huge: !store.root.columns };
}

// missed returns the facets whose filters a document does not pass.
const missed = ({ of, wanted }, { doc }) => [...wanted.keys()].filter((f) => wanted[f] && !of(doc, f).some((v) => wanted[f].includes(v)));

// count counts the values of each facet over the hits that pass the filters of the others.
function count(narrowed, hits) {
  const { facets, of, wanted } = narrowed, tally = facets.map((f) => f.values.map((value) => ({ value, n: 0 })));
  for (const h of hits) {
    const miss = missed(narrowed, h);
    tally.forEach((values, f) => {
      if (miss.every((m) => m === f)) for (const v of of(h.doc, f)) values[v].n++;
    });
  }
  return facets.map(({ id, title }, f) => ({
    id, title, values: tally[f].filter((c, v) => c.n || wanted[f]?.includes(v)).sort((a, b) => b.n - a.n),
  }));
}
