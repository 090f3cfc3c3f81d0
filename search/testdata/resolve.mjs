// Runs inputs through the browser's resolver: {files, queries} as JSON on standard input. A query is
// {raw, vendor} or {path, base}; its answer comes with the files that were fetched for it.
const chunks = [];
for await (const c of process.stdin) chunks.push(c);
const { files, queries } = JSON.parse(Buffer.concat(chunks).toString());
const { openResolver } = await import("../resolve.js");

const fetched = [];
const fetch = async (path) => {
  fetched.push(path);
  return { ok: path in files, json: async () => JSON.parse(files[path]) };
};
const resolver = openResolver("", fetch);
const out = [];
for (const q of queries) {
  const answer = q.path === undefined ? await resolver.resolve(q.raw, { vendor: q.vendor }) : await resolver.resolveAddress(q.path, q.base);
  out.push({ ...answer, entries: answer.entries.map((e) => e.id), requests: fetched.splice(0) });
}
process.stdout.write(JSON.stringify(out));
