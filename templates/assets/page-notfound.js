// 404.html: finds the page that the address means, or the nearest ones. One step at most: the page it
// sends to exists.
import { openResolver } from "./resolve.js";
import { entryList } from "./entries.js";
import { nothing } from "./nothing.js";
import { quoted } from "./parts.js";
import { fill } from "./text.js";

const root = document.documentElement.dataset.root;
const note = document.querySelector("[data-lost-status]");
const box = document.querySelector("[data-lost-results]");

const words = {
  several: t("notfound.several"),
  nearest: t("notfound.nearest"),
  nothing: t("notfound.nothing"),
  unavailable: "",
};

async function look() {
  const found = await openResolver(root).resolveAddress(location.pathname, root);
  if (found.target) return location.replace(root + found.target.replace(/^\.\//, "") + location.search + location.hash);
  if (!note || !box) return; // a theme's own page need not list anything
  note.textContent = found.kind === "member" ? fill(t("family.member"), { code: quoted(found.code) }) : words[found.kind] ?? "";
  if (found.entries.length) box.replaceChildren(entryList(found.entries, root));
  if (!/nearest|nothing/.test(found.kind) || !found.code) return;
  if (found.kind === "nothing") note.textContent = fill(t("go.nothing"), { code: quoted(found.code) });
  const ways = nothing({ code: found.code }, root);
  ways.querySelector(".lead").remove(); // the note says it
  box.append(ways);
}

look();
