// Boxes at the codes of a page, to choose those to compare.
import { fill } from "./text.js";

const MOST = 4;

// pick puts a box at each code, or takes them away again.
export function pick(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", on);
  if (on) start();
  else document.querySelectorAll(".pick, .picked").forEach((e) => e.remove());
}

function start() {
  const root = new URL(document.documentElement.dataset.root, location.href).href;
  const ids = new Set();
  const boxes = [];
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  const link = document.createElement("a");
  link.textContent = t("versus.compare");
  const show = () => {
    count.textContent = fill(t("versus.chosen"), { n: ids.size });
    link.href = `${root}compare/?codes=${[...ids].join(",")}`;
    link.hidden = ids.size < 2;
    for (const box of boxes) {
      box.checked = ids.has(box.value);
      box.disabled = !box.checked && ids.size >= MOST;
    }
  };
  for (const code of document.querySelectorAll(":is(table.codes, .refs) a > code")) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "pick";
    box.value = code.parentElement.href.slice(root.length).replace(/\/$/, "");
    box.setAttribute("aria-label", fill(t("versus.choose-code"), { code: code.textContent }));
    box.addEventListener("change", () => {
      ids[box.checked ? "add" : "delete"](box.value);
      show();
    });
    code.parentElement.before(box);
    boxes.push(box);
  }
  const bar = document.createElement("p");
  bar.className = "picked";
  bar.append(count, " ", link);
  document.querySelector("main").append(bar);
  show();
}
