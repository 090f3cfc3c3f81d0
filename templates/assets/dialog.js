// The search dialog: a modal with a combobox and a list of options (WAI-ARIA combobox pattern). Focus
// stays in the field; arrow keys move the choice, Enter opens it.
import { open as openIndex } from "./client.js";
import { openResolver } from "./resolve.js";
import { ask, facets, filled, hit, status, summarize, unavailable } from "./results.js";

const limit = 20;
let dialog;

// open shows the dialog, with text in its field. First promises the response for the root of the index.
export function open(root, text, first) {
  dialog ??= build(root, first);
  dialog.show(text);
}

function build(root, first) {
  const box = frame();
  const [input, close] = box.querySelectorAll("input, button");
  const bar = box.querySelector(".facetbar");
  const list = box.querySelector(".list");
  const note = box.querySelector(".status");
  const index = openIndex(`${root}search/`, undefined, first);
  const resolver = openResolver(root, (...args) => fetch(...args));
  let pending, timer, stop;
  let filter = {};
  let turn = 0;
  let at = -1;
  let hits = [];

  const options = () => [...list.querySelectorAll("[role=option]")];
  const choose = (next) => {
    const all = options();
    at = all.length ? (next + all.length) % all.length : -1;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
    return all[at];
  };
  // Where summaries are not at hand, that of a result is fetched when the reader moves to it.
  const move = (next) => {
    const option = choose(next);
    if (option) summarize(option, hits[at], index);
  };
  const show = (result, text) => {
    hits = result.hits;
    list.replaceChildren(...result.hits.map((one, i) => {
      const option = hit(one, root);
      option.id = `hit-${i}`;
      option.setAttribute("role", "option");
      option.tabIndex = -1;
      return option;
    }));
    input.setAttribute("aria-expanded", String(result.hits.length > 0));
    note.textContent = status(result, text, filter);
    if (result.total > result.hits.length) {
      const all = document.createElement("a");
      all.href = `${root}search/?${new URLSearchParams({ q: text, ...filter })}`;
      all.textContent = t("search.show-all");
      note.append(" · ", all);
    }
    choose(result.sure ? 0 : -1);
    list.ariaBusy = false;
  };
  const search = async () => {
    const mine = ++turn;
    list.ariaBusy = true;
    const text = input.value;
    stop?.abort();
    stop = new AbortController();
    try {
      const result = await ask(index, resolver, text, { limit, typing: true, filter: filled(filter), signal: stop.signal });
      if (mine !== turn) return;
      show(result, text);
      const counts = text.trim() ? await result.facets() : [];
      if (mine === turn) facets(bar, counts, filter, (next) => ((filter = next), start()));
    } catch {
      if (mine !== turn) return;
      list.replaceChildren();
      bar.hidden = true;
      note.replaceChildren(...unavailable(root));
      choose(-1);
      list.ariaBusy = false;
    }
  };

  const start = () => {
    clearTimeout(timer);
    timer = undefined;
    pending = search();
  };
  // While keys come fast, only the last one is searched for.
  const typed = () => {
    list.ariaBusy = true;
    clearTimeout(timer);
    timer = setTimeout(start, 120);
  };
  // Enter waits for the answer to what was typed just before.
  const openChosen = async (event) => {
    if (timer) start();
    await pending;
    options()[at]?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey }));
  };

  input.addEventListener("input", typed);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault(); // a search field would only empty itself
      return box.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      move(at < 0 && step < 0 ? -1 : at + step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      openChosen(event);
    }
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("[role=option]") && !event.ctrlKey && !event.metaKey) box.close();
  });
  close.addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => event.target === box && box.close());
  return {
    show(text) {
      if (!box.open) box.showModal();
      if (text) input.value = text;
      input.select();
      start();
    },
  };
}

function frame() {
  const box = document.createElement("dialog");
  box.className = "finder";
  box.setAttribute("aria-label", t("search.search"));
  const field = document.createElement("div");
  field.className = "field";
  const input = document.createElement("input");
  Object.assign(input, { type: "search", placeholder: t("search.placeholder"), autocomplete: "off", spellcheck: false });
  const close = document.createElement("button");
  Object.assign(close, { type: "button", textContent: t("search.close") });
  const bar = document.createElement("div");
  bar.className = "facetbar";
  bar.hidden = true;
  const list = document.createElement("div");
  list.className = "list";
  list.id = "hits";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", t("search.results"));
  const note = document.createElement("p");
  note.className = "status";
  note.setAttribute("role", "status");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-label": t("search.label"), "aria-controls": "hits", "aria-expanded": "false", "aria-autocomplete": "list", autocapitalize: "off" })) input.setAttribute(name, value);
  field.append(input, close);
  box.append(field, bar, list, note);
  document.body.append(box);
  return box;
}
