// What the search dialog and the search page share: a result, the facets, the words of the status line.

import { ask as answerTo } from "./ask.js";
import { flush } from "./events.js";
import { fragment, marked } from "./marked.js";
import { nothing } from "./nothing.js";
import { anchor, chip, make, quoted, without } from "./parts.js";
import { fill } from "./text.js";

// hit is a link to a result. The same link is an option in the dialog and an item on the search page.
export function hit(result, root, query = "") {
  const about = result.summary ?? ""; // a large catalog has it in a file of its own
  const link = anchor(root + result.url, "", "hit");
  const line = make("span", "line");
  const names = make("span"), code = make("code"), title = make("span"), summary = make("span", "sum");
  code.append(...marked(result.name, query));
  title.append(...marked(result.title, query));
  summary.append(...marked(about, query));
  names.append(result.name && code, " ", title);
  line.append(names, make("span", "where", result.label + (result.retired ? ` · ${t("search.retired")}` : "")));
  link.append(line, summary, chip(result.verdict));
  link.addEventListener("click", () => {
    flush(result.url);
    link.href = root + result.url + fragment(`${result.title} ${about}`, query);
  });
  return link;
}

// summarize shows the summary of a result, which large catalogs have in files of their own.
export async function summarize(link, result, index) {
  const place = link.querySelector(".sum");
  if (place.textContent || result.doc === undefined) return;
  place.textContent = await index.summary(result).catch(() => "");
}

// facets makes one select per facet that can narrow the result; change is called with the new filter.
export function facets(bar, list, filter, change) {
  const focused = bar.contains(document.activeElement) ? document.activeElement.dataset.facet : "";
  bar.replaceChildren();
  for (const facet of list) {
    const chosen = filter[facet.id] ?? "";
    if (facet.values.length < 2 && !chosen) continue;
    const select = make("select");
    select.dataset.facet = facet.id;
    select.setAttribute("aria-label", facet.title);
    select.append(new Option(fill(t("search.facet-all"), { facet: facet.title }), ""));
    for (const { value, n } of facet.values) select.append(new Option(`${value} (${n})`, value));
    if (chosen && !facet.values.some(({ value }) => value === chosen)) select.append(new Option(`${chosen} (0)`, chosen));
    select.value = chosen;
    select.addEventListener("change", () => change({ ...filter, [facet.id]: select.value }));
    bar.append(select);
    if (focused === facet.id) select.focus();
  }
  if (Object.values(filter).some(Boolean)) {
    const clear = make("button", "", t("search.clear"));
    clear.type = "button";
    clear.addEventListener("click", () => change({}));
    bar.append(clear);
  }
  bar.hidden = bar.children.length === 0;
}

// isMissing reports whether an answer is that a code is in no list, or that nothing was found.
export const isMissing = (result, text, filter) => Boolean(text.trim()) && !Object.values(filter).some(Boolean) &&
  (result.total === 0 || Boolean(result.code) && !result.families.length);

// aside is what an answer says before its results, "" if nothing.
export const aside = (result, text, filter, root) => isMissing(result, text, filter) ? nothing(result, root) : "";

export function status(result, text, filter) {
  if (!text.trim()) return "";
  const filtered = Object.values(filter).some(Boolean);
  const count = result.total || !result.code ? fill(t("search.count"), { n: result.total }) : "";
  if (result.code && !filtered && !result.families.length) return `${fill(t("go.nothing"), { code: quoted(result.code) })} ${count}`;
  if (result.total === 0) return filtered ? t("search.nothing-filtered") : t("search.nothing");
  if (result.without.length) return `${owned(result)} ${count}`;
  return result.didYouMean ? fill(t("search.did-you-mean"), { text: result.didYouMean, results: count }) : count;
}

// owned says that a vendor has none, and who has.
function owned({ exact, hits, without: vendors }) {
  const first = hits.slice(0, exact.length || 1).map(({ label }) => label.split(" · ", 1)[0]);
  return without(vendors, [...new Set(first)].filter((v) => !vendors.includes(v)));
}

// ask answers a text. What it is, or belongs to, comes before what its words find, and what is spelled like it as well.
export async function ask(index, resolver, text, options) {
  const answer = await answerTo(index, resolver, text, options);
  const of = (e, summary) => ({ name: e.code, title: e.title, label: [e.vendorName, e.setTitle].filter(Boolean).join(" · "), url: e.url, verdict: e.verdict, retired: e.retired, summary });
  const first = [...answer.families.map((e) => of(e, fill(t("family.hit"), { code: answer.code }))), ...[...answer.exact, ...answer.similar].map((e) => of(e, ""))];
  return { ...answer, hits: [...first, ...answer.hits.filter((h) => !first.some((f) => f.url === h.url))] };
}

// filled drops the facets that are not chosen and makes lists of the others, as the index wants them.
export const filled = (filter) => Object.fromEntries(Object.entries(filter).filter(([, v]) => v).map(([k, v]) => [k, [v]]));
