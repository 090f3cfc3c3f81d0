// Sections under each other become tabs (WAI-ARIA tabs pattern); the choice is remembered by kind, so
// that somebody who reads Swift, or who does support, sees that first on every page. Without a choice,
// the tab that shows a marked line comes first.
import { load, save } from "./choices.js";

// nameOf returns what a panel is remembered by: several examples of a page have a tab for a language.
const nameOf = (panel) => panel.dataset.tab || panel.id;

export function tabs() {
  for (const box of document.querySelectorAll("[data-tabs]")) make(box);
}

function make(box) {
  const panels = [...box.querySelectorAll(":scope > section")];
  if (panels.length < 2) return;
  const list = document.createElement("div");
  list.className = "tablist";
  list.setAttribute("role", "tablist");
  const buttons = panels.map((panel) => {
    const heading = panel.querySelector("h3, h4");
    const button = document.createElement("button");
    button.type = "button";
    button.id = `${panel.id}-tab`;
    button.textContent = heading.textContent;
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", button.id);
    panel.tabIndex = 0;
    list.append(button);
    return button;
  });
  const show = (index) => {
    panels.forEach((panel, i) => {
      panel.hidden = i !== index && "until-found"; // so that the search of the browser finds its text
      buttons[i].setAttribute("aria-selected", String(i === index));
      buttons[i].tabIndex = i === index ? 0 : -1;
    });
  };
  const pick = (index) => {
    show(index);
    save(`tab-${box.dataset.tabs}`, nameOf(panels[index]));
  };
  panels.forEach((panel, i) => panel.addEventListener("beforematch", () => show(i)));
  list.addEventListener("click", (event) => {
    const index = buttons.indexOf(event.target.closest("button"));
    if (index >= 0) pick(index);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const edge = { Home: 0, End: buttons.length - 1 }[event.key];
    if (step === undefined && edge === undefined) return;
    event.preventDefault();
    const now = buttons.indexOf(document.activeElement);
    const index = edge ?? (now + step + buttons.length) % buttons.length;
    pick(index);
    buttons[index].focus();
  });
  box.insertBefore(list, panels[0]);
  box.classList.add("on");
  const wanted = panels.findIndex((panel) => `#${panel.id}` === location.hash);
  const saved = panels.findIndex((panel) => nameOf(panel) === load(`tab-${box.dataset.tabs}`));
  const marked = panels.findIndex((panel) => panel.querySelector(".hl"));
  show(Math.max(0, [wanted, saved, marked].find((index) => index >= 0) ?? 0));
}
