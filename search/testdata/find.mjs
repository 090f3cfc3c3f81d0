// Finds codes in texts with the browser's finder: {files, texts, root} as JSON on standard input.
const chunks = [];
for await (const c of process.stdin) chunks.push(c);
const { files, texts, root } = JSON.parse(Buffer.concat(chunks).toString());
const { openFinder, summary } = await import("../find.js");

const fetch = async (path) => ({ ok: path in files, json: async () => JSON.parse(files[path]) });
const { find } = await openFinder("", fetch);
const out = [];
for (const text of texts) {
  let pauses = 0;
  const start = performance.now();
  const found = await find(text, async () => void pauses++);
  out.push({ found, pauses, summary: summary(found, root), ms: performance.now() - start });
}
process.stdout.write(JSON.stringify(out));
