// A list of codes that a name or an address may mean, for /go/ and for the page of a wrong address.

import { chip } from "./parts.js";

export function entryList(entries, root) {
  const list = document.createElement("ul");
  list.className = "refs";
  for (const entry of entries) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = root + entry.url;
    const code = document.createElement("code");
    code.textContent = entry.code;
    link.append(code);
    item.append(link, word("title", entry.title), word("where", [entry.vendorName, entry.setTitle].filter(Boolean).join(" · ")), " ", chip(entry.verdict));
    list.append(item);
  }
  return list;
}

function word(kind, text) {
  const span = document.createElement("span");
  span.className = kind;
  span.textContent = text;
  return span;
}
