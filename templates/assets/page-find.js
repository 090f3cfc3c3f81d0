// /find/: the codes in a pasted text. Rules and index are fetched when the page is first used; after
// that nothing leaves the page and nothing is kept.
import { openFinder, saidText, summary } from "./find.js";
import { textOf } from "./find_clean.js";
import { nothing, reportURL } from "./nothing.js";
import { anchor, chip, make, quoted, unavailable, without } from "./parts.js";
import { fill } from "./text.js";

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

const ready = () => (finder ??= openFinder(root));

async function look(text) {
  const mine = ++turn;
  copy.hidden = true;
  if (!text.trim()) {
    note.textContent = "";
    box.replaceChildren();
    return;
  }
  note.textContent = t("find.looking");
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

// What find.js says of a finding, and how the page says it.
const reasons = {
  "Other spelling": t("find.other-spelling"),
  "Exact spelling": t("find.exact-spelling"),
  "HTTP status": t("find.http-status"),
  "gRPC status": t("find.grpc-status"),
  "Number with its name": t("find.number-named"),
  "Number in a sentence": t("find.number-in-sentence"),
  "ID or address of this catalog": t("find.own"),
  "No answer": t("find.no-answer"),
  "Message of the vendor": t("find.message"),
};
// Failed connections by their codes.
const failures = {
  timeout: t("find.timeout"), reset: t("find.reset"), refused: t("find.refused"), dns: t("find.dns"), "tls-expired": t("find.tls-expired"),
  "tls-name": t("find.tls-name"), "body-cut": t("find.body-cut"), signature: t("find.signature"),
};
const confidences = { low: t("find.low"), medium: t("find.medium"), high: t("find.high") };

function reason(text) {
  const [, why, after, hint] = /^(.*?(?: “(.*?)”)?)(?:, near “(.*)”)?\.$/.exec(text) ?? [];
  const said = after ? fill(t("find.number-after"), { key: after }) : (reasons[why] ?? why);
  return hint ? fill(t("find.near"), { reason: said, hint }) : `${said}.`;
}

function show(found) {
  latest = found;
  const lines = fill(t("find.lines"), { n: found.lines });
  note.textContent = fill(t("find.result"), { codes: fill(t("count.codes"), { n: found.found.length }), lines });
  if (found.masked) note.append(" ", fill(t("find.masked"), { n: found.masked }));
  box.replaceChildren(...found.found.map(finding));
  if (found.unknown.length) box.append(...unknown(found.unknown));
  else if (!found.found.length) box.append(nothing({}, root));
  box.append(said(found.said));
  copy.hidden = found.found.length === 0;
}

function finding(one) {
  const part = make("section", "finding");
  const head = make("h2");
  head.append(one.headline ? failures[one.code] : make("code", "", one.code), " ", make("span", "pill", confidences[one.confidence]));
  part.append(head, make("p", "small", `${reason(one.reason)} ${fill(t("find.met"), { n: one.count })}`));
  if (one.without) part.append(make("p", "", without([one.without], [...new Set(one.candidates.map((c) => c.vendorName))])));
  if (one.filled) part.append(make("p", "small", one.filled.join(" · ")));
  if (!one.decided && one.candidates.length > 1) part.append(make("p", "", t("find.undecided")));
  const list = make("ul", "refs");
  for (const entry of one.candidates) {
    const item = make("li");
    const link = anchor(root + entry.url);
    if (one.decided && entry !== one.candidates[0]) item.prepend(`${t("find.unlikely")}: `);
    link.append(one.headline ? entry.vendorName : make("code", "", entry.code));
    item.append(link);
    if (one.headline) item.append(" ", chip("check.ours " + t("find.headline")));
    else item.append(make("span", "title", entry.title), make("span", "where", `${entry.vendorName} · ${entry.setTitle}`), " ", chip(entry.verdict));
    list.append(item);
  }
  part.append(list, said(one.said), mentions(one.mentions));
  return part;
}

// said returns what a response says of itself.
const said = (list) => list ? make("p", "small", fill(t("find.said"), { list: saidText(list) })) : "";

function mentions(places) {
  const list = make("ul", "mentions");
  for (const place of places) {
    const item = make("li");
    item.append(make("span", "where", fill(t("find.line"), { line: place.line })), " ", make("code", "", place.snippet));
    list.append(item);
  }
  return list;
}

function unknown(words) {
  const text = t("find.unknown");
  const list = make("ul", "mentions");
  for (const word of words) {
    const item = make("li");
    const link = anchor(`${root}search/?${new URLSearchParams({ q: word.foreign ? word.text : [word.of, word.text].join(" ").trim() })}`, quoted(word.text));
    item.append(make("span", "where", fill(t("find.line"), { line: word.line })), " ", link);
    if (word.of) item.append(" ", fill(t("find.of"), { vendor: word.of }));
    const report = reportURL(word.text, word.of ? [word.of] : []);
    if (report) item.append(" · ", anchor(report, t("report.link")));
    for (const family of word.families ?? []) {
      const to = anchor(root + family.url, `${family.code}, ${family.title}`);
      const [before, after] = t("family.belongs").split("{family}");
      item.append(" ", before, to, after, ` (${family.vendorName}) `, chip(family.verdict));
    }
    list.append(item);
  }
  return [make("h2", "", t("find.not-in-catalog")), make("p", "", text), list];
}

async function open(chosen) {
  if (!chosen) return;
  if (chosen.size > largest) {
    note.textContent = t("find.too-large");
    return;
  }
  const text = await textOf(new Uint8Array(await chosen.arrayBuffer()), largest).catch(() => undefined);
  if (text === undefined) {
    note.textContent = t("find.unreadable");
    return;
  }
  area.value = text;
  await look(text);
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
    note.textContent = `${t("copy.done")}.`;
  } catch {
    note.textContent = `${t("copy.blocked")}.`;
  }
});
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  open(event.dataTransfer.files[0]);
});
