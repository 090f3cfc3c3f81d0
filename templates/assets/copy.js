// The copy buttons: a code, a link, the text for a ticket, the exact bytes of a sample; and the links of headings.

import { fill } from "./text.js";

export function copyButtons() {
  document.addEventListener("click", async (event) => {
    const anchor = event.target.closest?.(".anchor");
    if (anchor) await copy(anchor, anchor.href);
    const button = event.target.closest?.("button");
    if (!button) return;
    const data = button.dataset;
    if ("copyTicket" in data) await copyTicket(button, data.copyTicket);
    else if ("copyAi" in data) await copyForAI(button);
    else if ("copySay" in data) await copy(button, button.parentElement.querySelector("blockquote").textContent);
    else if ("copy" in data) await copy(button, document.querySelector("h1").textContent);
    else if ("copyLink" in data) await copy(button, data.copyLink ? new URL(data.copyLink, location.href).href : shortLink());
    else if ("copySample" in data) await copy(button, button.closest("figure").querySelector("pre code").textContent);
  });
}

// A text with the permanent link, which the build wrote for the address that it knew, gets that of the site that it is
// copied from.
const shortLink = () => document.querySelector("[data-copy-link] + a").href;

// ticket is the text for a ticket: what the page shows, and lines about what it does not show.
function ticket(untold, url) {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((e) => e.textContent);
  const quotation = (text) => fill(t("ticket.quotation"), { text });
  const questions = { happened: t("ticket.happened"), retry: t("ticket.retry"), fix: t("ticket.fix"), next: t("ticket.next"), customer: t("ticket.customer") };
  const [vendor, set] = texts(".eyebrow a");
  const lines = [`${vendor}, ${set}, ${texts("h1")}: ${texts(".lead")}`, ...texts(".body > .facts q").map((text) => fill(t("ticket.message"), { text })), untold];
  const tiles = document.querySelectorAll(".answer dl > div");
  if (!tiles.length) lines.push(...texts("#summary"));
  for (const tile of tiles) {
    const [answer, ...others] = tile.querySelectorAll("strong, blockquote");
    const quoted = answer.matches("blockquote");
    const ours = quoted ? t("basis.our-wording") : t("basis.our-advice");
    const mark = tile.querySelector("[popovertarget] .o");
    const by = mark && (mark.parentElement.dataset.by ?? (mark.matches(".vendor") ? vendor : mark.matches(".ours") ? ours : mark.textContent));
    lines.push(`${questions[tile.className]} ${quoted ? quotation(answer.textContent) : answer.textContent}${by ? ` (${by})` : ""}`);
    lines.push(...others.map((e) => `${e.lang}: ${quotation(e.textContent)}`));
  }
  return [...lines.filter(Boolean), url].join("\n");
}

const copyTicket = (button, untold) => {
  const url = shortLink();
  const plain = ticket(untold, url);
  return say(button, () => {
    if (!globalThis.ClipboardItem) return navigator.clipboard.writeText(plain);
    const types = { "text/plain": plain, "text/html": rich(plain, url) };
    const blobs = Object.entries(types).map(([type, value]) => [type, new Blob([value], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  });
};

// A model gets the start of the Markdown, below its front matter: the answers with their origins and the vendor's words. The
// text is a promise in the item, since browsers forget the press of the button while something is fetched.
const copyForAI = (button) => {
  const head = async () => {
    const answer = await fetch(document.querySelector("link[type='text/markdown']").href);
    if (!answer.ok) throw new Error(answer.status);
    const [, , body] = (await answer.text()).split(/^---\n/m);
    return `${body.split(/^## /m)[0].trim()}\n\n${shortLink()}\n${t("copy.no-rule")}\n`;
  };
  return say(button, async () => {
    if (!globalThis.ClipboardItem) return navigator.clipboard.writeText(await head());
    const text = head().then((value) => new Blob([value], { type: "text/plain" }));
    return navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
  });
};

// rich is a text as markup: its lines, and the address as a link.
function rich(text, url) {
  const box = document.createElement("p");
  for (const line of text.split("\n")) {
    if (box.firstChild) box.append(document.createElement("br"));
    line.split(url).forEach((part, i) => {
      const link = document.createElement("a");
      link.href = link.textContent = url;
      box.append(...(i ? [link, part] : [part]));
    });
  }
  return new XMLSerializer().serializeToString(box);
}

const copy = (button, value) => say(button, () => navigator.clipboard.writeText(value));

// say shows on the button itself and to screen readers how the copying went.
async function say(button, action) {
  let word = t("copy.done");
  try {
    await action();
  } catch {
    word = t("copy.blocked");
  }
  const before = (button.dataset.label ??= button.textContent);
  button.textContent = word;
  announce(word);
  clearTimeout(button.timer);
  button.timer = setTimeout(() => (button.textContent = before), 1500);
}

let live;
function announce(word) {
  if (!live) {
    live = document.createElement("p");
    live.className = "hide";
    live.setAttribute("role", "status");
    document.querySelector("main").append(live);
  }
  live.textContent = word;
}
