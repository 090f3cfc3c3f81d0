// The codes that were opened last, the newest first. They are kept in this browser only.
import { load, save } from "./choices.js";

const most = 10;

export function recent() {
  try {
    const list = JSON.parse(load("recent") ?? "[]");
    return list.filter((e) => e && [e.url, e.name, e.title, e.label, e.verdict].every((s) => typeof s === "string") && /^[^/:?#]+(\/[^/:?#]+)+\/$/.test(e.url)).slice(0, most);
  } catch {
    return [];
  }
}

export const forget = () => save("recent", "");

// remember notes the code that the page is about.
export function remember(root) {
  const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? "";
  const url = location.href.replace(new URL(root, location.href).href, "").split(/[?#]/, 1)[0];
  const answer = document.querySelector(".answer .tone");
  const by = [...answer?.closest("dd")?.querySelectorAll(".o") ?? []].map((mark) => mark.className.replace("o ", "."));
  const entry = { url, name: text("h1"), title: text(".lead"), label: text(".eyebrow"), verdict: answer ? `${answer.className.replace("tone ", "")}${by.join("")} ${answer.textContent}` : "" };
  save("recent", JSON.stringify([entry, ...recent().filter((e) => e.url !== url)].slice(0, most)));
}
