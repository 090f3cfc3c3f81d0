// Finds codes in texts with find.js: node find.mjs SCRIPTS < {files, texts, root}.
import { readFileSync } from "node:fs";

const { openFinder, summary } = await import(new URL(`${process.argv[2]}/find.js`, import.meta.url));

const { textOf } = await import(new URL(`${process.argv[2]}/find_clean.js`, import.meta.url));

const { files, texts, encoded, root } = JSON.parse(readFileSync(0, "utf8"));
const { find } = await openFinder("", async (path) => ({ ok: path in files, json: async () => JSON.parse(files[path]) }));
const out = [];
for (const [i, plain] of texts.entries()) {
  const text = encoded[i] ? await textOf(Uint8Array.from(Buffer.from(encoded[i], "base64"))) : plain;
  let pauses = 0, longest = 0, cpu = 0, step = 0, used = process.cpuUsage();
  const pause = async (seen) => {
    const { user, system } = process.cpuUsage(used);
    cpu += (user + system) / 1000;
    step = Math.max(step, (user + system) / 1000);
    pauses++;
    longest = Math.max(longest, seen);
    used = process.cpuUsage();
  };
  const found = await find(text, pause);
  pauses--;
  await pause(0);
  out.push({ found, pauses, longest, cpu, step, summary: summary(found, root) });
}
process.stdout.write(JSON.stringify(out));
