// What a link to a code leads to, unless the list says so.
import { origins } from "./origins.js";

const root = new URL(document.documentElement.dataset.root, location.href).href;
const card = Object.assign(document.createElement("div"), { id: "preview", className: "evidence", popover: "manual", role: "tooltip" });
const links = "main a:is([title], :has(> code))";
let shown, soon;

const line = (...parts) => {
  const p = document.createElement("p");
  p.append(...parts);
  return p;
};

// said returns what an answer says, with the mark of who does.
function said(className, text, origin) {
  const span = Object.assign(document.createElement("span"), { className, textContent: text });
  if (origin) span.append(Object.assign(document.createElement("i"), { className: origin, textContent: ` ${origins[origin]}` }));
  return span;
}

async function show(link) {
  const id = link.href.replace(root, "").replace(/\/([?#].*)?$/, "");
  if (shown === link) return;
  hide();
  if (!/^[^/:]+(\/[^/]+){2}$/.test(id) || link.closest("tr, li")?.querySelector(".chip")) return;
  const answer = await fetch(`${root}${id}.json`).catch(() => ({}));
  if (!answer.ok || !link.matches(":hover, :focus")) return;
  const { title, vendor, set, answers: { verdict, next_step: next } } = await answer.json();
  hide();
  card.replaceChildren(line(`${vendor.name} · ${set.title}`), line(title));
  if (verdict) card.append(line(said(`chip ${verdict.tone}`, verdict.label, verdict.origin), " ", next.key ? said("", next.text, next.origin) : ""));
  link.title = "";
  link.style.anchorName = "--code";
  link.setAttribute("aria-describedby", card.id);
  document.querySelector("main").append(card);
  card.showPopover();
  shown = link;
}

function hide() {
  shown?.removeAttribute("aria-describedby");
  shown?.style.removeProperty("anchor-name");
  shown = card.remove();
}

export function intent({ type, target }) {
  const link = target.closest?.(links);
  if (!link && document.querySelector(links + ":focus-visible")) return;
  clearTimeout(soon);
  if (card.contains(target)) return;
  soon = link && (type === "pointerover" || link.matches(":focus-visible")) ? setTimeout(show, 250, link) : setTimeout(hide, 150);
}

for (const type of ["pointerover", "focusin"]) document.addEventListener(type, intent);
document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
