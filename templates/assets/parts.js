// Pieces of a page that several scripts make.
import { origins } from "./origins.js";
import { fill } from "./text.js";

export function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined && text !== "") element.textContent = text;
  return element;
}

export function anchor(href, text, className) {
  const link = make("a", className, text);
  link.href = href;
  return link;
}

// chip is what a list says of a code: a tone and who states it, with dots between, a space and words.
export function chip(verdict = "") {
  const [head, ...words] = verdict.split(" "), [tone, ...by] = head.split(".");
  if (!tone) return "";
  const element = make("span", `chip ${tone}`, words.join(" "));
  element.append(...by.filter((o) => origins[o]).map((o) => make("i", o, ` ${origins[o]}`)));
  return element;
}

// quoted cuts a text that came from an address to a length that can be shown.
export const quoted = (text) => fill(t("md.quotation"), { text: text.length > 80 ? `${text.slice(0, 80)}…` : text });

// unavailable is what a reader sees when the index cannot be had: the nodes of a status line.
export const unavailable = (root) => [t("search.unavailable"), " ", anchor(`${root}codes/`, t("search.all-listed"))];

// without says that vendors have none, and who has.
export function without(vendors, owners) {
  const say = (text, all) => fill(text, { n: all.length, vendor: new Intl.ListFormat(document.documentElement.lang).format(all) });
  return fill(t("nothing.without"), { none: say(t("nothing.none"), vendors), owned: say(t("nothing.owned"), owners) });
}
