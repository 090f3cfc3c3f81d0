// Damages the files of an index one way at a time, and reports how the client reacts:
// node damage.mjs SCRIPTS INDEX < {text}.
import { readdirSync, readFileSync } from "node:fs";

const [scripts, index] = process.argv.slice(2);
const { open } = await import(new URL(`${scripts}/client.js`, import.meta.url));
const { texts } = JSON.parse(readFileSync(0, "utf8"));

const good = new Map();
for (const name of readdirSync(index, { recursive: true })) {
  try {
    good.set(name, readFileSync(`${index}/${name}`, "utf8"));
  } catch {
    // a folder
  }
}
const { format } = JSON.parse(good.get("root.json"));
const read = new Set();
const serve = (change) => async (name) => {
  read.add(name);
  const data = change(name, good.get(name));
  return data === undefined ? { ok: false } : { ok: true, json: async () => JSON.parse(data) };
};
const ask = async (fetch) => {
  try {
    const client = open("", fetch);
    let found = 0;
    for (const text of texts) {
      const { hits, facets } = await client.query(text, { typing: true });
      await Promise.all([facets(), ...hits.map(client.summary)]);
      found += hits.length;
    }
    return found ? "answer" : "nothing";
  } catch (e) {
    return e instanceof Error ? e.message : "not an Error";
  }
};

const results = { whole: await ask(serve((_, data) => data)) };
const used = [...read];
const damage = {
  missing: () => undefined,
  empty: () => "",
  truncated: (data) => data.slice(0, data.length / 2),
  "a page": () => "<!doctype html><title>404</title>",
  null: () => "null",
  number: () => "7",
  object: () => "{}",
  list: () => "[]",
  "list of lists": () => "[[],[[]],[null]]",
  "hostile object": () => '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
  "another format": (data) => data.replaceAll(format, "errdocs-search 0"),
  "another kind": (data) => data.replace(new RegExp(`"${format} [a-z]+`), `"${format} other`),
  "no strings": (data) => data.replace(/,"[^"]*"/, ',{"__proto__":[]}'),
  "broken numbers": (data) => data.replace(/"([a-z])[0-9A-V]+/g, '"$1zzzzzzzzzz'),
  "foreign numbers": (data) => data.replace(/"([a-z])[0-9A-V]+/g, '"$1!?'),
  "large numbers": (data) => data.replace(/"([cptgb])[0-9A-V]+/g, '"$1zzzV0'),
};
for (const name of used) {
  for (const [how, change] of Object.entries(damage)) {
    const kind = new RegExp(`${format} (\\w+)`).exec(good.get(name))?.[1] ?? "root";
    const key = `${kind} ${how}`, changed = change(good.get(name));
    if (changed === good.get(name)) continue;
    const got = await ask(serve((n, data) => (n === name ? changed : data)));
    results[key] = results[key] && results[key] !== got ? `${results[key]}, ${got}` : got;
  }
}
const root = JSON.parse(good.get("root.json"));
for (const [where, object] of [["root", root], ["files", root.files], ...Object.entries(root.files), ["heads", root.heads ?? {}]]) {
  for (const [key, before] of Object.entries(object)) {
    for (const value of [null, -1, 1e30, "x", [], {}, [null], [{}]]) {
      object[key] = value;
      const data = JSON.stringify(root);
      object[key] = before;
      if (data !== good.get("root.json")) results[`${where}.${key} = ${JSON.stringify(value)}`] = await ask(serve((n, d) => (n === "root.json" ? data : d)));
    }
  }
}
results.throws = await ask(() => {
  throw new TypeError("no network");
});
results.rejects = await ask(async () => {
  throw new TypeError("no network");
});
results["answers nothing"] = await ask(async () => undefined);

// A site that is published again while a page is open: the second attempt reads the new index.
let renewed = false;
const flaky = open("", async (name, o) => {
  if (name === "root.json" && !renewed) {
    renewed = true;
    const data = good.get(name).replaceAll(/"[0-9a-f]{12,}"/g, (s) => `"${s.slice(1, -1).replaceAll(/./g, "0")}"`);
    return { ok: true, json: async () => JSON.parse(data) };
  }
  return serve((_, data) => data)(name, o);
});
results.renewed = (await flaky.query(texts[0])).hits.length ? "answer" : "nothing";

// After a failure the next query starts from the beginning.
let down = true;
const back = open("", (name, o) => (down ? Promise.reject(new Error("down")) : serve((_, data) => data)(name, o)));
results.down = await back.query(texts[0]).then(() => "answer", (e) => e.message);
down = false;
results.up = await back.query(texts[0]).then(() => "answer", (e) => e.message);

results.polluted = String({}.polluted);
process.stdout.write(JSON.stringify(results));
