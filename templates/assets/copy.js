// The copy buttons: a code, a link, the text for a ticket, the exact bytes of a sample; and the links of headings.

export function copyButtons() {
  document.addEventListener("click", async (event) => {
    const anchor = event.target.closest?.("h2 > .anchor");
    if (anchor) await copy(anchor, anchor.href);
    const button = event.target.closest?.("button");
    if (!button) return;
    const data = button.dataset;
    if ("copyText" in data) await copyLinked(button, data);
    else if ("copy" in data) await copy(button, data.copy);
    else if ("copyLink" in data) await copy(button, absolute(data.copyLink));
    else if ("copySample" in data) await copy(button, button.closest("figure").querySelector("pre code").textContent);
  });
}

const absolute = (address) => new URL(address, location.href).href;

// A text for a ticket gets the link of the site that it is copied from, whatever the build knew of it.
const copyLinked = (button, { copyText: text, written, link }) => {
  const url = absolute(link);
  const plain = text.replaceAll(written, url);
  return say(button, () => {
    if (!globalThis.ClipboardItem) return navigator.clipboard.writeText(plain);
    const types = { "text/plain": plain, "text/html": rich(plain, url) };
    const blobs = Object.entries(types).map(([type, value]) => [type, new Blob([value], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
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
