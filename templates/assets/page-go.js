// /go/?q=&vendor=: one owner, and the reader is there; several, and they are listed. What is words is searched for.
import { fold, isWords, openResolver, withoutVendors } from "./resolve.js";
import { entryList } from "./entries.js";
import { nothing } from "./nothing.js";
import { anchor, make, quoted, unavailable } from "./parts.js";
import { fill } from "./text.js";

const root = document.documentElement.dataset.root;
const note = document.querySelector("[data-go-status]");
const box = document.querySelector("[data-go-results]");

const words = {
  several: (q) => fill(t("go.several"), { code: quoted(q) }),
  member: (q, code) => fill(t("family.member"), { code: quoted(code) }),
  nearest: (q) => fill(t("go.nearest"), { code: quoted(q) }),
  nothing: (q) => fill(t("go.nothing"), { code: quoted(q) }),
};

async function go() {
  const query = new URLSearchParams(location.search);
  const q = (query.get("q") ?? "").trim();
  document.querySelector("#q").value = q;
  if (!q) {
    note.textContent = t("go.empty");
    return;
  }
  const vendor = query.get("vendor") ?? "", text = `${vendor} ${q}`.trim();
  const found = await openResolver(root).resolve(q, { vendor });
  const isOther = vendor && !found.entries.some((e) => [e.vendor, e.vendorName].map(fold).includes(fold(vendor)));
  if (found.kind === "nothing" && isWords(q) && /\p{L}/u.test(q) || (found.how === "words" || isOther && /one|several/.test(found.kind)) && await isOfOthers(found.entries, text)) {
    return location.replace(`${root}search/?${new URLSearchParams({ q: text })}`);
  }
  if (found.kind === "one") return location.replace(root + found.entries[0].url + location.hash);
  if (found.kind === "unavailable") return note.replaceChildren(...unavailable(root));
  note.textContent = words[found.kind](q, found.code);
  box.replaceChildren(entryList(found.entries, root), searchLink(q));
  if (/nearest|nothing/.test(found.kind)) box.prepend(nothing({ code: found.code || q, similar: found.entries, vendors: vendor ? [vendor] : [] }, root));
}

// isOfOthers reports whether a text names vendors that none of the codes is of: the search says so.
async function isOfOthers(entries, q) {
  const { extra } = await (await fetch(`${root}search/root.json`)).json();
  const { vendors } = withoutVendors(q, new Map(extra.vendors));
  return vendors.length > 0 && !entries.some((e) => vendors.includes(e.vendorName));
}

function searchLink(q) {
  const line = make("p");
  line.append(anchor(`${root}search/?${new URLSearchParams({ q })}`, fill(t("go.search"), { code: quoted(q) })));
  return line;
}

go();
