// The copy buttons: a code, a short link, a ticket text, the exact bytes of a sample.

const text = (selector, from = document) => from.querySelector(selector)?.textContent.trim().replace(/\s+/g, " ") ?? "";

export function copyButtons() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button");
    if (!button) return;
    const data = button.dataset;
    if ("copy" in data) await copy(button, data.copy);
    else if ("copyLink" in data) await copy(button, new URL(data.copyLink, location.href).href);
    else if ("copySample" in data) await copy(button, button.closest("figure").querySelector("pre code").textContent);
    else if ("copyTicket" in data) await copyRich(button, ticket());
  });
}

// ticket gathers what a ticket needs from the page: code, meaning, the answers and the link that stays.
function ticket() {
  const link = new URL(document.querySelector("[data-copy-link]").dataset.copyLink, location.href).href;
  const crumbs = [...document.querySelectorAll(".crumbs li")].slice(1).map((item) => item.textContent.trim());
  const head = `${text("h1")} (${crumbs.join(", ")})`;
  const rows = [["Meaning", text("#summary")]];
  for (const item of document.querySelectorAll("[data-answer]")) {
    const detail = text("dd p", item);
    rows.push([item.dataset.answer, text("strong", item) + (detail ? `. ${detail}` : "")]);
  }
  return { head, rows, link };
}

function plain({ head, rows, link }) {
  return [head, ...rows.map(([name, value]) => `${name}: ${value}`), link].join("\n");
}

function rich({ head, rows, link }) {
  const box = document.createElement("div");
  const anchor = document.createElement("a");
  anchor.href = link;
  anchor.textContent = head;
  const list = document.createElement("ul");
  for (const [name, value] of rows) {
    const item = document.createElement("li");
    const label = document.createElement("b");
    label.textContent = `${name}: `;
    item.append(label, value);
    list.append(item);
  }
  box.append(anchor, list);
  return new XMLSerializer().serializeToString(box);
}

async function copyRich(button, note) {
  const types = { "text/plain": plain(note), "text/html": rich(note) };
  await say(button, async () => {
    if (!globalThis.ClipboardItem) return navigator.clipboard.writeText(types["text/plain"]);
    const blobs = Object.entries(types).map(([type, value]) => [type, new Blob([value], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  });
}

const copy = (button, value) => say(button, () => navigator.clipboard.writeText(value));

// say tells on the button itself and to screen readers how the copying went.
async function say(button, action) {
  let word = "Copied";
  try {
    await action();
  } catch {
    word = "Copying is blocked here";
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
