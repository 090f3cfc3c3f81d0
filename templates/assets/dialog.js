// The search dialog: a modal with a combobox and a list of options (WAI-ARIA combobox pattern). Focus
// stays in the field; arrow keys move the choice, Enter opens it.
import { open as openIndex } from "./client.js";
import { announce, flush } from "./events.js";
import { anchor, make, unavailable } from "./parts.js";
import { forget, recent } from "./recent.js";
import { openResolver } from "./resolve.js";
import { aside, ask, facets, filled, hit, isMissing, status, summarize } from "./results.js";

const limit = 20, files = 6; // results, and what may be fetched for them of a large index: fewer are shown if that is not enough
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
  const before = box.querySelector(".before");
  const note = box.querySelector(".status");
  const index = openIndex(`${root}search/`, undefined, first);
  const resolver = openResolver(root);
  let pending, timer, stop;
  let filter = {};
  let turn = 0;
  let at = -1;
  let hits = [];

  const options = () => [...list.querySelectorAll("[role=option]")];
  const choose = (next) => {
    const all = options();
    at = next;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
    return all[at];
  };
  // Where summaries are not at hand, that of a result is fetched when the reader moves to it.
  const move = (step) => {
    const n = options().length;
    const option = n && choose(at < 0 && step < 0 ? n - 1 : (at + step + n) % n);
    if (option) summarize(option, hits[at], index);
  };
  const fillList = (found, text, label) => {
    hits = found;
    list.setAttribute("aria-label", label);
    list.replaceChildren(...found.map((one, i) => {
      const option = hit(one, root, text);
      option.id = `hit-${i}`;
      option.setAttribute("role", "option");
      option.tabIndex = -1;
      return option;
    }));
    input.setAttribute("aria-expanded", String(found.length > 0));
    list.ariaBusy = false;
  };
  const show = (result, text) => {
    announce(text, result.total);
    before.replaceChildren(aside(result, text, filter, root));
    if (isMissing(result, text, filter) && result.hits.length) before.append(make("p", "group", t("nothing.similar")));
    fillList(result.hits, text, t("search.results"));
    note.textContent = status(result, text, filter);
    if (result.total > result.hits.length) note.append(" · ", anchor(`${root}search/?${new URLSearchParams({ q: text, ...filter })}`, t("search.show-all")));
    choose(result.sure && hits.length ? 0 : -1);
  };
  // Before anything is typed: what was read last, and the ways on.
  const showStart = () => {
    const codes = recent();
    before.replaceChildren(ways(root));
    if (codes.length) {
      const clear = make("button", "quiet", t("recent.clear"));
      clear.type = "button";
      clear.addEventListener("click", () => {
        forget();
        showStart();
        input.focus();
      });
      const head = make("p", "group", t("recent.heading"));
      head.append(" ", clear);
      before.append(head);
    }
    fillList(codes.map((code) => ({ ...code, summary: "" })), "", t("recent.heading"));
    note.textContent = "";
    bar.hidden = true;
    choose(-1);
  };
  const search = async () => {
    const mine = ++turn;
    list.ariaBusy = true;
    const text = input.value;
    stop?.abort();
    if (!text.trim()) return showStart();
    stop = new AbortController();
    try {
      const result = await ask(index, resolver, text, { limit, files, typing: true, filter: filled(filter), signal: stop.signal });
      if (mine !== turn) return;
      show(result, text);
      if (result.huge) return; // the search page has the facets
      const counts = await result.facets();
      if (mine === turn) facets(bar, counts, filter, (next) => ((filter = next), start()));
    } catch {
      if (mine !== turn) return;
      list.replaceChildren();
      before.replaceChildren();
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
      move(step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      openChosen(event);
    }
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("[role=option]") && !event.ctrlKey && !event.metaKey) box.close();
  });
  close.addEventListener("click", () => box.close());
  box.addEventListener("close", () => {
    stop?.abort();
    flush();
  });
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

// ways is what the dialog says before anything is typed.
function ways(root) {
  const line = make("p", "nothing");
  line.append(anchor(`${root}find/`, t("nothing.find")), " · ", anchor(`${root}compare/`, t("nav.compare")), " · ", anchor(`${root}codes/`, t("nothing.browse")));
  return line;
}

function frame() {
  const box = make("dialog", "finder");
  box.setAttribute("aria-label", t("search.search"));
  const field = make("div", "field");
  const input = make("input");
  Object.assign(input, { type: "search", placeholder: t("search.placeholder"), autocomplete: "off", spellcheck: false });
  const close = make("button", "", t("search.close"));
  close.type = "button";
  const bar = make("div", "facetbar");
  bar.hidden = true;
  const list = make("div", "list");
  list.id = "hits";
  list.setAttribute("role", "listbox");
  const note = make("p", "status");
  note.setAttribute("role", "status");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-label": t("search.label"), "aria-controls": "hits", "aria-expanded": "false", "aria-autocomplete": "list", autocapitalize: "off" })) input.setAttribute(name, value);
  const keys = make("div", "keyhints");
  for (const [key, text] of [["↑ ↓", t("search.key-choose")], ["↵", t("search.key-open")], [t("search.esc"), t("search.key-close")]]) {
    const hint = make("span");
    hint.append(make("kbd", "", key), ` ${text}`);
    keys.append(hint);
  }
  const legend = document.querySelector(".legend")?.cloneNode(true); // that of the page is behind the dialog
  keys.append(legend ?? "");
  const scroll = make("div", "scroll");
  scroll.append(make("div", "before"), list);
  field.append(input, close);
  box.append(field, bar, scroll, note, keys);
  document.body.append(box);
  return box;
}
