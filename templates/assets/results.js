// What the search dialog and the search page share: a result, the facets, the words of the status line.

import { ask as answerTo } from "./ask.js";
import { fill } from "./text.js";

// quoted cuts a text that came from an address to a length that can be shown.
export const quoted = (text) => fill(t("md.quotation"), { text: text.length > 80 ? `${text.slice(0, 80)}…` : text });

const make = (name, className, text) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
};

// chip is what a list says of a code: a tone, a space and words.
export function chip(verdict = "") {
  const [tone, ...words] = verdict.split(" ");
  return tone ? make("span", `chip tone ${tone}`, words.join(" ")) : "";
}

// hit is a link to a result. The same link is an option in the dialog and an item on the search page.
export function hit(result, root) {
  const link = make("a", "hit");
  link.href = root + result.url;
  const line = make("span", "line");
  const names = make("span");
  names.append(result.name && make("code", "", result.name), " ", make("span", "", result.title));
  line.append(names, make("span", "where", result.label + (result.retired ? ` · ${t("search.retired")}` : "")));
  link.append(line, make("span", "sum", result.summary), chip(result.verdict));
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

export function status(result, text, filter) {
  if (!text.trim()) return "";
  if (result.code && !result.families.length) return `${fill(t("go.nothing"), { code: quoted(result.code) })} ${result.total ? fill(t("search.count"), { n: result.total }) : ""}`;
  if (result.total === 0) {
    if (Object.values(filter).some(Boolean)) return t("search.nothing-filtered");
    return t("search.nothing");
  }
  const count = fill(t("search.count"), { n: result.total });
  return result.didYouMean ? fill(t("search.did-you-mean"), { text: result.didYouMean, results: count }) : count;
}

// unavailable is what a reader sees when the index cannot be had: the nodes of a status line.
export function unavailable(root) {
  const link = make("a", "", t("search.all-listed"));
  link.href = `${root}codes/`;
  return [t("search.unavailable"), " ", link];
}

// ask answers a text. What it is, or belongs to, comes before what its words find.
export async function ask(index, resolver, text, options) {
  const answer = await answerTo(index, resolver, text, options);
  const of = (e, summary) => ({ name: e.code, title: e.title, label: [e.vendorName, e.setTitle].filter(Boolean).join(" · "), url: e.url, verdict: e.verdict, retired: e.retired, summary });
  const first = [...answer.families.map((e) => of(e, fill(t("family.hit"), { code: answer.code }))), ...answer.exact.map((e) => of(e, ""))];
  return { ...answer, hits: [...first, ...answer.hits] };
}

// filled drops the facets that are not chosen and makes lists of the others, as the index wants them.
export const filled = (filter) => Object.fromEntries(Object.entries(filter).filter(([, v]) => v).map(([k, v]) => [k, [v]]));
