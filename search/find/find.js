// Finds the codes in a text. This and the other find_ modules are the browser's half of package search/find, where the
// rules are explained; find_cue.js is its cue.go, and so on.
import { openResolver } from "./resolve.js";
import { index } from "./find_names.js";
import { indexOwn, indexPhrases } from "./find_phrases.js";
import { Scan } from "./find_scan.js";
import { segments } from "./find_text.js";

const step = 1 << 14; // characters between two pauses
// rest lets the page react. A timer would wait 4 ms each time.
const rest = () => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done();
  };
  port2.postMessage(0);
});

// openFinder loads everything that find needs; find itself fetches nothing. It rejects if the index is missing or
// broken.
export async function openFinder(base, fetch = globalThis.fetch) {
  const get = async () => (await fetch(`${base}api/find.json`)).json();
  const [{ entries, kind, members, counted }, meta] = await Promise.all([openResolver(base, fetch).all(), get()]);
  if (kind || meta.version !== 2) throw new Error("unavailable");
  const names = { ...index(entries, meta), own: indexOwn(entries, meta.former), ...indexPhrases(entries, meta), members, counted };
  return {
    // find returns the codes in a text. It pauses often, so that the page stays alive.
    async find(text, pause = rest) {
      const scan = new Scan(names);
      text = text.toWellFormed?.() ?? text;
      for (let from = 0, seen = 0; from < text.length;) {
        let end = text.indexOf("\n", from);
        if (end < 0) end = text.length;
        for (const part of segments(text.slice(from, end))) {
          scan.segment(part);
          seen += part.length + 1;
          if (seen < step) continue;
          await pause(seen);
          seen = 0;
        }
        scan.endLine();
        from = end + 1;
      }
      return scan.findings();
    },
  };
}

const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

function whereFound({ count, mentions }) {
  const lines = mentions.map((m) => m.line).filter((n, i, all) => n !== all[i - 1]);
  const first = count > mentions.length ? "first in " : "";
  return `${plural(count, "time")}, ${first}line${lines.length > 1 ? "s" : ""} ${lines.join(", ")}\n`;
}

export const saidText = (list) => list.map(({ key, value }) => `${key} = ${value}`).join(", ");

// summary returns findings as plain text for a ticket; root is the address of the site.
export function summary({ lines, found, unknown }, root) {
  let text = `${plural(found.length, "code")} in ${plural(lines, "line")}.\n`;
  for (const one of found) {
    const doubt = !one.decided ? " (one of these)" : one.confidence === "low" ? " (uncertain)" : "";
    text += `\n${one.code}${doubt}\n${whereFound(one)}`;
    if (one.without) text += `${one.without} documents none.\n`;
    for (const c of one.decided ? one.candidates.slice(0, 1) : one.candidates) {
      text += `${c.vendorName}, ${c.setTitle}: ${c.title}\n${root}${c.url}\n`;
    }
    if (one.headline) text += `${one.headline} (our advice).\n`;
    if (one.said) text += `The response itself says: ${saidText(one.said)}.\n`;
  }
  if (unknown.length) text += `\nNot in the list: ${unknown.map((u) => `${u.text} (line ${u.line}${u.of ? `, of ${u.of}` : ""}${(u.families ?? []).map((e) => `, belongs to ${e.code}, ${e.title}, of ${e.vendorName}`).join("")})`).join(", ")}\n`;
  return text;
}
