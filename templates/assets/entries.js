// A list of codes that a name or an address may mean, for /go/ and for the page of a wrong address.

import { anchor, chip, make } from "./parts.js";

export function entryList(entries, root) {
  const list = make("ul", "refs");
  for (const entry of entries) {
    const item = make("li");
    const link = anchor(root + entry.url);
    link.append(make("code", "", entry.code));
    item.append(link, make("span", "title", entry.title), make("span", "where", [entry.vendorName, entry.setTitle].filter(Boolean).join(" · ")), " ", chip(entry.verdict));
    list.append(item);
  }
  return list;
}
