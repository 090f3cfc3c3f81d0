// /search/: the same search with all of its state in the address, so that a result can be linked.
import { open } from "./client.js";
import { announce } from "./events.js";
import { make, unavailable } from "./parts.js";
import { openResolver } from "./resolve.js";
import { aside, ask, facets, filled, hit, isMissing, status, summarize } from "./results.js";

const root = document.documentElement.dataset.root;
const form = document.querySelector("[data-search-form]");
const input = form.elements.q;
const note = document.querySelector("[data-search-status]");
const box = document.querySelector("[data-search-results]");
const before = make("div");
const bar = make("div", "facetbar");
const list = make("ul", "hits");
const more = make("button", "", t("search.show-more"));
const step = 50;

const index = open(`${root}search/`);
const resolver = openResolver(root);
let turn = 0;
let filter = {};
let limit = step;
let typing = false;

function readAddress() {
  const { q = "", ...rest } = Object.fromEntries(new URLSearchParams(location.search));
  input.value = q;
  filter = rest;
  limit = step;
  typing = false;
  search();
}

// writeAddress keeps one entry of the history for a query, however many keys made it: the first key
// adds the entry, the others change it, until something else is done.
function writeAddress(typed) {
  const query = new URLSearchParams(Object.entries({ q: input.value, ...filter }).filter(([, value]) => value));
  const address = query.size ? `?${query}` : location.pathname;
  if (typing || address === (location.search || location.pathname)) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  typing = typed;
}

async function search() {
  const mine = ++turn;
  const text = input.value;
  try {
    const result = await ask(index, resolver, text, { limit, typing: document.activeElement === input, filter: filled(filter) });
    if (mine !== turn) return;
    show(result, text);
    const counts = text.trim() ? await result.facets() : [];
    if (mine === turn) showFacets(counts);
  } catch {
    if (mine === turn) fail();
  }
}

function show(result, text) {
  announce(text, result.total);
  before.replaceChildren(aside(result, text, filter, root));
  if (isMissing(result, text, filter) && result.hits.length) before.append(make("h2", "group", t("nothing.similar")));
  list.replaceChildren(...result.hits.map((one) => {
    const item = document.createElement("li");
    const link = hit(one, root, text);
    summarize(link, one, index);
    item.append(link);
    return item;
  }));
  note.textContent = status(result, text, filter);
  more.hidden = result.hits.length >= result.total;
  box.hidden = false;
}

function showFacets(counts) {
  facets(bar, counts, filter, (next) => {
    filter = next;
    limit = step;
    typing = false;
    writeAddress(false);
    search();
  });
}

function fail() {
  box.hidden = true;
  note.replaceChildren(...unavailable(root));
}

Object.assign(more, { type: "button", hidden: true });
more.addEventListener("click", () => {
  limit += step;
  search();
});
box.append(before, bar, list, more);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  writeAddress(false);
  search();
});
input.addEventListener("input", () => {
  limit = step;
  writeAddress(true);
  search();
});
addEventListener("popstate", readAddress);
readAddress();
