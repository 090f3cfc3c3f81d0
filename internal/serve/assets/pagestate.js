// Where the reader is on a page, kept over a reload: how far it is scrolled, which tabs and sections are
// open, what has the focus.
const key = "errdocs-serve-state";

const sections = () => [...document.querySelectorAll("details")];
const regions = () => [...document.querySelectorAll("[tabindex='0']")]; // they scroll on their own

export function keepState() {
  const state = {
    page: location.href,
    top: scrollY,
    left: scrollX,
    open: sections().map((element) => element.open),
    tabs: [...document.querySelectorAll("[role=tab][aria-selected=true]")].map((element) => element.id),
    scrolled: regions().map((element) => [element.scrollLeft, element.scrollTop]),
    focus: document.activeElement?.id ?? "",
  };
  try {
    sessionStorage.setItem(key, JSON.stringify(state));
  } catch {
    // Without storage the browser itself keeps the scroll position, more or less.
  }
}

export function restoreState() {
  const state = taken();
  if (!state || state.page !== location.href) return;
  const go = () => {
    sections().forEach((element, i) => (element.open = state.open[i] ?? element.open));
    for (const id of state.tabs) {
      const tab = document.getElementById(id);
      if (tab?.getAttribute("aria-selected") === "false") tab.click();
    }
    regions().forEach((element, i) => state.scrolled[i] && element.scrollTo(...state.scrolled[i]));
    if (state.focus) document.getElementById(state.focus)?.focus({ preventScroll: true });
    scrollTo({ top: state.top, left: state.left, behavior: "instant" });
  };
  go();
  if (document.readyState !== "complete") addEventListener("load", () => scrollTo({ top: state.top, left: state.left, behavior: "instant" }), { once: true });
}

// taken returns what was kept, once.
function taken() {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return JSON.parse(text);
  } catch {
    return null;
  }
}
