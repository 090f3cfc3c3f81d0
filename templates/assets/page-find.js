// /find/: the codes in a pasted text. Rules and index are fetched when the page is first used; after
// that nothing leaves the page and nothing is kept.
import { openFinder, summary } from "./find.js";
import { quoted } from "./entries.js";
import { chip, unavailable } from "./results.js";

const root = document.documentElement.dataset.root;
const form = document.querySelector("[data-find]");
const area = form.querySelector("textarea");
const file = form.querySelector("[data-find-input]");
const copy = form.querySelector("[data-find-copy]");
const note = document.querySelector("[data-find-status]");
const box = document.querySelector("[data-find-results]");
const largest = 5 << 20; // bytes of a file

let finder;
let turn = 0;
let latest;

const make = (name, className, text) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

const ready = () => (finder ??= openFinder(root, (...args) => fetch(...args)));

async function look(text) {
  const mine = ++turn;
  copy.hidden = true;
  if (!text.trim()) {
    note.textContent = "";
    box.replaceChildren();
    return;
  }
  note.textContent = "Looking…";
  try {
    const found = await (await ready()).find(text);
    if (mine === turn) show(found);
  } catch {
    finder = undefined;
    if (mine !== turn) return;
    box.replaceChildren();
    note.replaceChildren(...unavailable(root));
  }
}

const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

function show(found) {
  latest = found;
  const masked = found.masked ? ` ${count(found.masked, "card number")} masked below.` : "";
  note.textContent = `${count(found.found.length, "code")} in ${count(found.lines, "line")}.${masked}`;
  box.replaceChildren(...found.found.map(finding));
  if (found.unknown.length) box.append(...unknown(found.unknown));
  copy.hidden = found.found.length === 0;
}

function finding(one) {
  const part = make("section", "finding");
  const head = make("h2");
  head.append(make("code", "", one.code), " ", make("span", "pill", `${one.confidence} confidence`));
  part.append(head, make("p", "small", `${one.reason} Met ${one.count === 1 ? "once" : `${one.count} times`}.`));
  if (!one.decided && one.candidates.length > 1) part.append(make("p", "", "The text does not tell which of these it is:"));
  const list = make("ul", "refs");
  for (const entry of one.candidates) {
    const item = make("li");
    const link = make("a");
    link.href = root + entry.url;
    link.append(make("code", "", entry.code));
    item.append(link, make("span", "title", entry.title), make("span", "where", `${entry.vendorName} · ${entry.setTitle}`), " ", chip(entry.verdict));
    list.append(item);
  }
  part.append(list, mentions(one.mentions));
  return part;
}

function mentions(places) {
  const list = make("ul", "mentions");
  for (const place of places) {
    const item = make("li");
    item.append(make("span", "where", `Line ${place.line}`), " ", make("code", "", place.snippet));
    list.append(item);
  }
  return list;
}

function unknown(words) {
  const text = "These look like codes and are in no list here. A typing error, or a code that the catalog lacks:";
  const list = make("ul", "mentions");
  for (const word of words) {
    const item = make("li");
    const link = make("a", "", quoted(word.text));
    link.href = `${root}search/?${new URLSearchParams({ q: word.text })}`;
    item.append(make("span", "where", `Line ${word.line}`), " ", link);
    list.append(item);
  }
  return [make("h2", "", "Not in the catalog"), make("p", "", text), list];
}

async function open(chosen) {
  if (!chosen) return;
  if (chosen.size > largest) {
    note.textContent = "This file is larger than 5 MB. Use “errdocs find FILE” on the command line.";
    return;
  }
  area.value = await chosen.text();
  await look(area.value);
}

let wait;
area.addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(() => look(area.value), 150);
});
// Fetching starts with the first sign of use; whether it worked is asked when there is a text.
area.addEventListener("focus", () => void ready().catch(() => {}), { once: true });
form.addEventListener("submit", (event) => event.preventDefault());
form.querySelector("[data-find-file]").addEventListener("click", () => file.click());
file.addEventListener("change", async () => {
  await open(file.files[0]);
  file.value = ""; // or else choosing the same file again would be no change
});
form.querySelector("[data-find-clear]").addEventListener("click", () => {
  area.value = "";
  look("");
  area.focus();
});
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(summary(latest, new URL(root, location.href).href));
    note.textContent = "Copied.";
  } catch {
    note.textContent = "Copying is blocked here.";
  }
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  open(event.dataTransfer.files[0]);
});
