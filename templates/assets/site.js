// Every page: theme, copy buttons, tabs, and the door to search. What is rarely needed is loaded when
// it is: the search dialog on the first sign of intent, table tools where there is a table.
import { load, save } from "./choices.js";
import { copyButtons } from "./copy.js";
import { anchors, contents, printHead, roles } from "./markup.js";
import { remember } from "./recent.js";
import { tabs } from "./tabs.js";

const root = document.documentElement;

function themeToggle() {
  const button = document.querySelector(".theme");
  if (!button) return;
  const order = ["", "light", "dark"];
  const names = [t("theme.automatic"), t("theme.light"), t("theme.dark")];
  const show = () => {
    button.setAttribute("aria-label", names[order.indexOf(root.dataset.theme ?? "")]);
    button.title = button.getAttribute("aria-label");
  };
  button.addEventListener("click", () => {
    const next = order[(order.indexOf(root.dataset.theme ?? "") + 1) % order.length];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    save("theme", next);
    show();
  });
  show();
}

// The search dialog. Its code, and what every search needs of the index, are fetched together, when the reader points at
// the search box, focuses it or opens the dialog.
function searchDialog() {
  const box = document.querySelector(".searchbox");
  box.setAttribute("aria-keyshortcuts", "/ Control+K");
  let module, index;
  const dialog = () => {
    if (!index) (index = fetch(`${root.dataset.root}search/root.json`, { cache: "no-cache" })).catch(() => (index = undefined));
    return (module ??= import("./dialog.js"));
  };
  const open = async (text = "") => {
    try {
      (await dialog()).open(root.dataset.root, text, index);
    } catch {
      location.href = box.href; // the search page says what is wrong
    }
  };
  const prepare = () => void dialog().catch(() => (module = undefined));
  box.addEventListener("pointerenter", prepare, { once: true });
  box.addEventListener("focus", prepare, { once: true });
  box.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const chord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const single = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && load("single-key") !== "off";
    if (!chord && !(single && !typing(event.target))) return;
    event.preventDefault();
    open();
  });
}

const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

function singleKey() {
  const box = document.querySelector("[data-single-key]");
  if (!box) return;
  box.checked = load("single-key") !== "off";
  box.addEventListener("change", () => save("single-key", box.checked ? "" : "off"));
}

// Pointing at the link of a code, or focusing it, loads what shows a preview.
function previews() {
  if (!CSS.supports("position-anchor: --code")) return;
  const first = (event) => {
    if (event.pointerType === "touch" || !event.target.closest?.("main a:is([title], :has(> code))")) return;
    for (const type of ["pointerover", "focusin"]) document.removeEventListener(type, first);
    import("./preview.js").then(({ intent }) => intent(event), () => {});
  };
  for (const type of ["pointerover", "focusin"]) document.addEventListener(type, first);
}

// The reader's clock says which sources nobody has read for a year: a build reads none, so that it gives the same bytes on
// any day, and a site that is not built any more still gets old.
function oldSources() {
  for (const time of document.querySelectorAll(".sources time")) {
    if (Date.now() - Date.parse(time.dateTime) > 366 * 864e5) time.after(`, ${t("sources.old")}`);
  }
}

// What does not overflow needs no stop of the Tab key.
function stops() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll(".scroll[tabindex], pre[tabindex]")) observer.observe(box);
}

// The link to the comparison takes the code along, and those that the page names as equal to it.
function comparison() {
  const link = document.querySelector("[data-compare]");
  if (!link) return;
  const home = new URL(root.dataset.root, location.href).href;
  const pages = [location, ...document.querySelectorAll(".same a, #equivalents ~ .refs a")].map(({ href }) => href.replace(/[?#].*/, ""));
  const ids = pages.map((href) => href.slice(home.length, -1)).filter((id) => /^(?!code\/)[^/]+\/[^/]+\/[^/]+$/.test(id));
  link.href += `?codes=${[...new Set(ids)].slice(0, 4)}`;
}

themeToggle();
comparison();
contents();
anchors();
printHead();
roles();
if (root.dataset.kind === "code") remember(root.dataset.root);
searchDialog();
singleKey();
copyButtons();
tabs();
stops();
previews();
oldSources();
document.querySelector("[data-pick]")?.addEventListener("click", async ({ target }) => (await import("./pick.js")).pick(target));
if (document.querySelector("[data-table], [data-matrix]")) import("./table.js");
