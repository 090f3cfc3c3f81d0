// The search programs, each as a function that opens it and returns ask(text), which resolves to the
// paths of the first twenty results with all that a list of results shows. Runs in a browser and in node:
// lib(name) imports a library, json(url) fetches an index.

const first = 20;

// The index alone, as the dialog of errdocs asks it: the last word may be unfinished, and facets are counted unless that costs files.
const errdocs = async (root, { assets }) => {
  const { open } = await import(`${root}site/${assets}/client.js`);
  const index = open(`${root}site/search/`);
  return async (text) => {
    const { hits, facets, huge } = await index.query(text, { limit: first, files: 6, typing: true });
    if (!huge) await facets();
    return hits.map((h) => h.url);
  };
};

// The dialog itself, in a browser. It shows the results of what is in its field.
export async function dialog(root, { assets }) {
  const index = fetch(`${root}site/search/root.json`);
  const { open } = await import(`${root}site/${assets}/dialog.js`);
  return async (text, typed) => {
    open(`${root}site/`, typed ? "" : text, index);
    const input = document.querySelector(".finder input"), list = document.querySelector(".finder .list");
    for (const i of typed ? text.split("").keys() : []) {
      input.value = text.slice(0, i + 1);
      input.dispatchEvent(new Event("input"));
      await new Promise((done) => setTimeout(done, 100));
    }
    while (list.ariaBusy !== "false") await new Promise((done) => setTimeout(done, 5));
    return [...list.querySelectorAll("[role=option]")].map((a) => a.href);
  };
}

const pagefind = (folder) => async (root) => {
  const pf = await import(`${root}${folder}/pagefind/pagefind.js`);
  return async (text, typed) => {
    for (const i of typed ? text.split("").keys() : []) {
      void pf.debouncedSearch(text.slice(0, i + 1), {}, 120);
      await new Promise((done) => setTimeout(done, 100));
    }
    const { results } = await pf.search(text);
    const data = await Promise.all(results.slice(0, first).map((r) => r.data()));
    return data.map((d) => new URL(d.raw_url ?? d.url, "http://x").pathname.slice(1));
  };
};

export const miniOptions = {
  idField: "URL", fields: ["Names", "Title", "Summary", "Tags", "Body"], storeFields: ["Names", "Label", "Title", "Summary", "Retired"],
  extractField: (d, f) => Array.isArray(d[f]) ? d[f].join(" ") : d[f],
  searchOptions: { boost: { Names: 10, Title: 3, Tags: 2 }, prefix: true, fuzzy: 0.2 },
};

async function minisearch(root, { lib, json }) {
  const { default: MiniSearch } = await lib("minisearch");
  const index = await MiniSearch.loadJSAsync(await json(`${root}minisearch.json`), miniOptions);
  return async (text) => index.search(text).slice(0, first).map((r) => r.id);
}

// As the guide of lunr has it: whole words before words that start so, before words one edit away.
async function lunr(root, { lib, json }) {
  const { default: lunr } = await lib("lunr");
  const { index, docs } = await json(`${root}lunr.json`);
  const idx = lunr.Index.load(index);
  return async (text) => {
    const found = idx.query((q) => {
      const terms = lunr.tokenizer(text);
      q.term(terms, { boost: 10 });
      q.term(terms, { boost: 3, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      q.term(terms, { usePipeline: false, editDistance: 1 });
    });
    return found.slice(0, first).map((r) => docs[r.ref].URL);
  };
}

export const engines = {
  errdocs,
  "errdocs, index alone": errdocs,
  "Pagefind, code pages": pagefind("pages"),
  "Pagefind, bare texts": pagefind("texts"),
  MiniSearch: minisearch,
  lunr,
};
