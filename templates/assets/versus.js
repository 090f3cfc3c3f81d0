// /compare/?codes=a,b: two to four codes side by side. What it shows is in the .json of each code.
import { entryList } from "./entries.js";
import { openResolver } from "./resolve.js";
import { origins } from "./origins.js";
import { quoted, unavailable } from "./parts.js";
import { fill } from "./text.js";

const MOST = 4;
const root = document.documentElement.dataset.root;
const box = document.querySelector("[data-versus]");

// add makes an element with children: nodes, texts, or lists of them.
function add(name, props = {}, ...children) {
  const element = Object.assign(document.createElement(name), props);
  element.append(...children.flat(Infinity).filter((child) => child));
  return element;
}

const address = (ids) => `?codes=${ids.join(",")}`;

// wanted reads the ids from the address, and what is wrong with it.
function wanted() {
  const all = new URLSearchParams(location.search).getAll("codes").join(",").split(",").map((id) => id.trim().replace(/^\/+|\/+$/g, "")).filter(Boolean);
  const ids = [...new Set(all.map((id) => id.toLowerCase()))];
  const good = ids.filter((id) => /^[a-z0-9-]+(\/[a-z0-9-]+){2}$/.test(id));
  const notes = ids.filter((id) => !good.includes(id)).slice(0, MOST).map((id) => fill(t("versus.unknown"), { code: quoted(id) }));
  if (ids.length < all.length) notes.push(t("versus.twice"));
  if (good.length > MOST) notes.push(fill(t("versus.many"), { codes: quoted(good.splice(MOST).join(", ")) }));
  return { ids: good, notes };
}

// load returns the record of a code, or says why there is none.
async function load(id) {
  try {
    const answer = await fetch(`${root}${id}.json`);
    if (answer.ok) return { ...(await answer.json()), id };
    if (answer.status === 404) return fill(t("versus.unknown"), { code: quoted(id) });
  } catch {
    // The same as any other failure.
  }
  return fill(t("versus.unavailable"), { code: quoted(id) });
}

const matches = { exact: t("match.exact"), close: t("match.close"), broader: t("match.broader"), narrower: t("match.narrower") };
const quote = (text, lang) => add("q", lang ? { lang } : {}, text);

// answer is the cell of an answer, and of other origins that it has.
function answer(a, tone, ...others) {
  if (!a?.key) return [];
  if (a.key === "not-stated") return add("span", { className: "where" }, t("table.not-stated"));
  const said = a.key === "say" || a.key === "generic";
  const text = a.languages ? a.languages.map((s) => [quote(s.text, s.language), " "]) : said ? quote(a.text) : a.text;
  const marks = [...new Set([a.origin, ...others])].filter((o) => origins[o]).map((o) => add("span", { className: `o ${o}` }, origins[o]));
  return [add(said ? "span" : "strong", { className: tone ? `tone ${tone}` : "" }, text), marks, said || !a.note ? null : add("span", { className: "sum" }, a.note)];
}

// where a code appears: each operation once.
const where = ({ where = [] }) => where.map((w) => add("span", { className: "sum" },
  w.operation && w.delivered_by ? fill(t("md.where"), { operation: w.operation, channel: w.delivered_by }) : w.operation ?? w.delivered_by));

function concept({ concept: c }) {
  if (!c) return [];
  return [add("a", { href: `${root}compare/${c.id}/` }, c.title), c.match && c.match !== "exact" ? ` · ${matches[c.match]}` : ""];
}

// A row is a question, and what makes the cell of a code.
const rows = [
  [t("question.happened"), (c) => answer(c.answers.outcome, c.answers.outcome?.key === "unknown" ? "check" : "")],
  [t("question.retry"), (c) => answer(c.answers.retry, c.answers.verdict?.tone, c.answers.retry.how?.pace?.origin, c.answers.verdict?.key === "check" ? c.answers.outcome?.origin : "")],
  [t("question.fix"), (c) => answer(c.answers.fault)],
  [t("question.next"), (c) => answer(c.answers.next_step)],
  [t("question.customer"), (c) => answer(c.answers.customer)],
  [t("table.meaning"), (c) => c.summary],
  [t("code.lifecycle"), (c) => c.lifecycle?.sentence ?? []],
  [t("find.http-status"), (c) => c.http?.join(", ") ?? []],
  [t("code.where"), where],
  [t("table.concept"), concept],
];

const name = (code) => `${code.vendor.name} ${code.code}`;

function row([question, cell], codes) {
  const cells = codes.map((code) => {
    const element = add("td", {}, add("div", {}, cell(code)));
    element.setAttribute("role", "cell");
    element.dataset.label = name(code);
    return element;
  });
  if (cells.every((c) => !c.textContent)) return null;
  const same = cells.every((c) => c.textContent === cells[0].textContent);
  for (const c of cells) if (!c.textContent) c.append(add("span", { className: "none" }, "–", add("span", { className: "hide" }, ` ${t("table.none")}`)));
  const head = add("th", { scope: "row" }, question);
  head.setAttribute("role", "rowheader");
  const line = add("tr", { className: same ? "same-row" : "" }, head, cells);
  line.setAttribute("role", "row");
  return line;
}

function table(codes) {
  const head = add("tr", {}, add("td"), codes.map((code) => add("th", { scope: "col" },
    add("span", { className: "where" }, `${code.vendor.name} · ${code.set.title}`), add("a", { href: `${root}${code.id}/` }, add("code", {}, code.code)), add("span", { className: "where" }, code.title), remove(code, codes))));
  const element = add("table", { className: "matrix versus flow" }, add("thead", {}, head), add("tbody", {}, rows.map((r) => row(r, codes))));
  element.classList.toggle("two", codes.length === 2);
  element.setAttribute("aria-label", t("versus.heading"));
  element.setAttribute("role", "table");
  return element;
}

// remove is the link to the same page without a code.
function remove(code, codes) {
  const link = add("a", { className: "small", href: address(codes.filter((c) => c !== code).map(({ id }) => id)) }, t("versus.remove"));
  link.setAttribute("aria-label", fill(t("versus.remove-code"), { code: name(code) }));
  return link;
}

// The chosen codes, for windows in which the table has no head.
function chosen(codes) {
  const list = entryList(codes.map((c) => ({
    code: c.code, title: c.title, vendorName: c.vendor.name, setTitle: c.set.title, url: `${c.id}/`, verdict: c.answers.verdict && `${c.answers.verdict.tone}.${c.answers.verdict.origin} ${c.answers.verdict.label}`,
  })), root);
  [...list.children].forEach((item, i) => item.append(" ", remove(codes[i], codes)));
  return list;
}

const words = { several: t("go.several"), nearest: t("go.nearest"), nothing: t("go.nothing"), member: t("family.member") };

// further goes on to the comparison with the code that a text means, or returns what to choose from.
async function further(text, ids) {
  const { kind, code, entries = [] } = await openResolver(root).resolve(text);
  if (kind === "unavailable") return unavailable(root);
  const others = entries.map((e) => ({ ...e, id: e.url.replace(/\/$/, "") })).filter(({ id }) => !ids.includes(id));
  if (entries.length && !others.length) return [t("versus.twice")];
  if (others.length === 1 && (kind === "one" || kind === "several")) location.search = address([...ids, others[0].id]);
  return [fill(words[kind] ?? "", { code: quoted(code || text) }), entryList(others.map((e) => ({ ...e, url: `compare/${address([...ids, e.id])}` })), root)];
}

function tools(codes, found) {
  const ids = codes.map(({ id }) => id);
  const field = add("input", { type: "search", autocomplete: "off", spellcheck: false, disabled: codes.length >= MOST });
  const form = add("form", { className: "filter" }, add("label", {}, t("versus.add"), field), add("button", { type: "submit", disabled: field.disabled }, t("versus.add-it")));
  if (codes.length > 1) {
    const differences = add("input", { type: "checkbox", onchange: () => box.querySelectorAll(".same-row").forEach((r) => (r.hidden = differences.checked)) });
    const copy = add("button", { type: "button" }, t("copy.link"));
    copy.dataset.copyLink = address(ids);
    form.append(add("label", {}, differences, ` ${t("versus.differences")}`), copy);
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text) found.replaceChildren(...(await further(text, ids)));
  });
  return form;
}

async function show() {
  const { ids, notes } = wanted();
  const loaded = await Promise.all(ids.map(load));
  const codes = loaded.filter((c) => typeof c !== "string");
  notes.push(...loaded.filter((c) => typeof c === "string"));
  if (codes.length < 2) notes.push(codes.length ? t("versus.one-more") : t("versus.choose"));
  else document.title = `${codes.map(name).join(" · ")} · ${document.title.split(" · ").at(-1)}`;
  const found = add("div");
  found.setAttribute("role", "status");
  box.replaceChildren(
    add("header", { className: "head" }, add("h1", {}, t("versus.heading")), add("p", { className: "lead" }, codes.length > 1 ? t("versus.lead") : notes.pop())),
    ...notes.map((note) => add("p", {}, note)), chosen(codes), tools(codes, found), found, ...(codes.length > 1 ? [table(codes)] : []),
  );
}

if (box) show(); // a theme of its own may have no room for it
