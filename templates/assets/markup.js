// Markup that follows from the rest of a page, so that its file need not have it: the sections of a code's page, the links of
// headings, what the parts of a table are, and what is at the top of each sheet of paper.
import { fill } from "./text.js";

// contents lists the sections next to the text.
export function contents() {
  const headings = document.querySelectorAll(".columns > .body > section > h2");
  if (!headings.length) return;
  const [nav, title, list] = ["nav", "p", "ul"].map((name) => document.createElement(name));
  nav.className = "rail";
  nav.setAttribute("aria-labelledby", "toc");
  title.id = "toc";
  title.textContent = t("code.contents");
  for (const heading of headings) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${heading.id}`;
    link.textContent = heading.firstChild.textContent; // without who says it
    item.append(link);
    list.append(item);
  }
  nav.append(title, list);
  document.querySelector(".columns").prepend(nav);
}

export function anchors() {
  for (const heading of document.querySelectorAll("main :is(h2, h3, h4)[id]:not(.hide)")) {
    const link = document.createElement("a");
    link.className = "anchor";
    link.href = `#${heading.id}`;
    link.setAttribute("aria-label", t("copy.link"));
    heading.append(link);
  }
}

// Narrow windows show rows as cards, and some browsers no longer take these for rows.
export function roles() {
  const narrow = matchMedia("(max-width: 64rem)");
  const give = () => {
    if (!narrow.matches) return;
    for (const table of document.querySelectorAll("table.flow:not([role])")) {
      table.setAttribute("role", "table");
      for (const group of [table.tHead, ...table.tBodies]) group.setAttribute("role", "rowgroup");
      for (const row of table.rows) {
        row.setAttribute("role", "row");
        for (const cell of row.cells) cell.setAttribute("role", cell.localName === "td" ? "cell" : row.parentElement === table.tHead ? "columnheader" : "rowheader");
      }
    }
  };
  narrow.addEventListener("change", give);
  give();
}

// printHead says on each sheet of a printed code which one it is, its permanent link and how old the facts are.
export function printHead() {
  const [name, heading, link] = [".eyebrow", "h1", "[data-copy-link] + a"].map((selector) => document.querySelector(selector));
  if (!name || !link) return;
  const { read } = document.querySelector(".page").dataset;
  const line = document.createElement("p");
  const code = document.createElement("b");
  code.textContent = `${name.textContent} · ${heading.textContent}`;
  line.append(code, [""].concat(link.href, read ? fill(t("sources.read-on"), { date: read }) : []).join(" · "));
  const head = document.createElement("div");
  head.className = "printhead";
  head.append(line);
  document.querySelector("main").prepend(head);
}
