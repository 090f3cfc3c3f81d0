// The files of the export: fetched when asked for, and believed only as far as they can be checked.
import { oneEdit, spelling, words } from "./analysis.js";
import { boosts } from "./plan.js";

const format = "errdocs-search 8", hashDigits = 8, bestDocs = 100;
const digits = new Map([..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"].map((ch, i) => [ch, i]));

const check = (ok) => {
  if (!ok) throw new Error("the search index is damaged");
};
// What is neither checked nor as it should be throws an error of its own, which means the same.
const isCount = (n) => Number.isInteger(n) && n >= 0 && n < 1e7;
const isStrings = (list) => list.every((s) => typeof s === "string");

// numbers reads the numbers of a string; see digits in numbers.go.
function numbers(text) {
  const out = [];
  let n = 0, scale = 1;
  check(typeof text === "string");
  for (const ch of text) {
    const d = digits.get(ch);
    check(d !== undefined && scale < 2 ** 30);
    n += d % 32 * scale;
    scale *= 32;
    if (d < 32) {
      out.push(n);
      n = 0;
      scale = 1;
    }
  }
  check(scale === 1);
  return out;
}

// gaps turns gaps into ascending numbers below limit.
function gaps(list, limit) {
  let next = 0;
  return list.map((gap) => {
    const n = next + gap;
    check(n < limit);
    next = n + 1;
    return n;
  });
}

function postings(field, text, docs) {
  const [between, lengths = [], often = []] = text.split(",").map(numbers);
  if (field === "w") return { docs: gaps(between, docs) };
  check(lengths.length === between.length);
  let n = 0;
  const freqs = between.map((gap) => gap & 1 ? often[n++] + 2 : 1);
  check(n <= often.length);
  return { docs: gaps(between.map((gap) => gap >> 1), docs), freqs, lengths: lengths.map((length) => length + 1) };
}

// last returns the index of the last element that is not above s, 0 if there is none.
const last = (list, s) => Math.max(0, list.findLastIndex((t) => t <= s));

// startsOf reads the terms that files start with; see lists.go.
function startsOf(text) {
  let term = "";
  return [...text.matchAll(/[A-Z][^A-Z]*/g)].map(([t]) => (term = term.slice(0, t.charCodeAt() - 65) + t.slice(1)));
}

const ending = (s) => [...s].reverse().join("");
const slug = (name) => name.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();
const none = { docs: [], freqs: [], lengths: [] };

// rarity is what a word counts of which so many documents have some.
export const rarity = (n, docs) => 32 - Math.clz32(docs / Math.max(1, n));

// rounded is a length with its four highest bits.
function rounded(n) {
  const shift = Math.max(0, 28 - Math.clz32(n));
  return n >> shift << shift;
}

// codesOf returns the postings of all spellings of the names of documents.
function codesOf(heads) {
  const codes = new Map();
  for (const [doc, { names }] of heads) {
    const list = names.map(spelling).filter(Boolean);
    if (spelling(names[0] ?? "")) list.push(list[0]);
    for (const s of new Set(list)) {
      if (!codes.has(s)) codes.set(s, { docs: [], freqs: [], lengths: [] });
      const p = codes.get(s);
      p.docs.push(doc);
      p.freqs.push(list.filter((other) => other === s).length);
      p.lengths.push(rounded(list.length));
    }
  }
  return codes;
}

export class Store {
  files = new Map();
  heads = new Map();
  // codes are the postings of codes that are at hand: of all in a small index.
  codes = new Map();
  made = {};

  static async open(base, fetch, first) {
    const s = new Store();
    s.base = base;
    s.fetch = fetch;
    s.root = await s.json("root", first ?? { cache: "no-cache" });
    s.checkRoot();
    return s;
  }

  checkRoot() {
    const r = this.root;
    check(r.format === format && isCount(r.docs) && [r.labels, r.chips, r.folders].every(isStrings));
    check([..."cptgb"].every((f) => !r.docs || isCount(r.average[f])));
    this.stops = new Set(r.stops.split(" "));
    this.others = new Set(r.others.split(" "));
    this.retired = new Set(gaps(numbers(r.retired), r.docs));
    this.weights = new Map(Object.entries(r.weights ?? {}).flatMap(([w, list]) => gaps(numbers(list), r.docs).map((d) => [d, Number(w)])));
    this.small = r.heads !== undefined;
    if (!this.small) return;
    this.addHeads(r.heads);
    check(this.heads.size === r.docs);
    this.codes = codesOf(this.heads);
    this.sorted = [...this.codes.keys()].sort();
  }

  // until returns the store as a query sees it that may be aborted: what only such queries wait for is no longer fetched then.
  until(signal) {
    return Object.assign(Object.create(this), { signal });
  }

  // json fetches a file, unless a promise of the response is at hand.
  json(name, options) {
    let file = this.files.get(name);
    if (!file) {
      const stop = new AbortController();
      file = { users: 0, stop };
      file.data = (async () => {
        const r = await (typeof options?.then === "function" ? options : this.fetch(`${this.base}${name}.json`, { ...options, signal: stop.signal }));
        check(r.ok);
        const data = await r.json();
        file.users = Infinity;
        return data;
      })();
      this.files.set(name, file);
    }
    file.users++;
    // A query that comes next may need the file, too.
    this.signal?.addEventListener("abort", () => setTimeout(() => {
      if (--file.users) return;
      this.files.delete(name);
      file.stop.abort();
    }));
    return file.data;
  }

  async named(name, is) {
    check(/^[0-9a-f]{8}$/.test(name));
    const file = await this.json(name);
    check(file.is === `${format} ${is}`);
    return file;
  }

  // list returns the list of the files of a kind, in a huge index that of most kinds from a file.
  async list(kind) {
    let list = this.root.files[kind] ?? {};
    if (list.file) {
      const { files, facets } = await this.named(list.file, "lists ");
      list = Object.assign(files[kind], { facets });
    }
    list.starts ??= startsOf(list.from ?? "");
    return list;
  }

  // part returns a file of a kind, with its terms as a map.
  async part(kind, n) {
    const { names, starts } = await this.list(kind);
    const file = await this.named(names.slice(n * hashDigits, (n + 1) * hashDigits), `${kind} ${starts[n] ?? n}`);
    if (!file.map) {
      file.map = new Map(file.terms?.map((t, i) => [t, file.data?.[i]]));
      if (file.heads) this.addHeads(file.heads);
    }
    return file;
  }

  // of returns the file of a kind that has a document.
  async of(kind, doc) {
    return this.part(kind, Math.floor(doc / (await this.list(kind)).per));
  }

  addHeads(h) {
    const { labels, chips, folders, docs } = this.root;
    const [label, verdict, folder] = [[h.labels, labels], [h.chips, chips], [h.folders, folders]].map(([column, texts]) => numbers(column).map((i) => texts[i]));
    gaps(numbers(h.docs), docs).forEach((doc, i) => {
      check(isStrings([h.titles[i], label[i], verdict[i], folder[i]]));
      const [name, ...others] = h.names[i].split("\n"), short = slug(name);
      const names = h.names[i] ? [name, ...others.map((s) => s.replaceAll("\t", () => short))] : [];
      const url = folder[i] + (h.ends?.[i] ? h.ends[i].slice(1) : `${short}/`);
      this.heads.set(doc, { doc, url, name, names, label: label[i], title: h.titles[i], verdict: verdict[i],
        summary: this.root.summaries?.[doc], retired: this.retired.has(doc) });
    });
  }

  // load fetches what the files of a kind say of a term, most of which are not only codes: a string for each field it occurs in.
  async load(term, kind = "terms") {
    const { starts } = await this.list(kind);
    return starts.length ? (await this.part(kind, last(starts, term))).map.get(term)?.split(".") ?? [] : [];
  }

  // has reports whether a term occurs in a field. Of a frequent word only the field is known, where its postings are left out.
  async has(field, term) {
    if (field === "c") return (await this.postings("c", term)).docs.length > 0;
    return (await this.load(term)).some((s) => s[0] === field && s[1]);
  }

  // isName reports whether a word is a code: what is in other fields, too, is among the terms.
  async isName(word) {
    const fields = this.small ? [] : await this.load(word);
    if (fields.length) this.codes.set(word, postings("c", fields.find((s) => s[0] === "c")?.slice(1) ?? "", this.root.docs));
    return this.has("c", word);
  }

  // twice returns twice the number of documents that have a word, and one if a code may start with it.
  async twice(word) {
    return numbers((await this.load(word)).find((s) => s[0] === "w")?.slice(1) ?? "1")[0];
  }

  async postings(field, term) {
    const code = field === "c" && this.codes.get(term);
    if (code || field === "c" && this.small) return code ?? none;
    const file = await this.load(term, { c: "codes", w: "words" }[field]);
    return postings(field, file.find((s) => s[0] === field)?.slice(1) ?? "", this.root.docs);
  }

  // starting returns the first terms of a field that start with prefix, in order.
  async starting(field, prefix, limit) {
    if (field === "c" && this.small) {
      const at = this.sorted.findIndex((s) => s >= prefix);
      return at < 0 ? [] : this.sorted.slice(at, at + limit).filter((s) => s.startsWith(prefix));
    }
    return this.range(field === "c" ? "codes" : "terms", field, prefix, limit);
  }

  // span returns the numbers of the files of a kind that terms are in which start with prefix.
  async span(kind, prefix) {
    const { starts } = await this.list(kind), first = last(starts, prefix);
    return [...starts.keys()].filter((n) => n === first || n > first && starts[n].startsWith(prefix));
  }

  async range(kind, field, prefix, limit) {
    const out = [];
    for (const n of await this.span(kind, prefix)) {
      for (const [t, data] of (await this.part(kind, n)).map) {
        if (t < prefix) continue;
        if (!t.startsWith(prefix) || out.length >= limit) return out;
        if (!field || data.split(".").some((s) => s[0] === field)) out.push(t);
      }
    }
    return out;
  }

  // near returns the first codes, or words of names, titles and labels, that one edit makes of s, in order. Of words of a large index
  // it returns the most frequent one.
  async near(field, s, limit) {
    if (s.length < (field === "w" ? 3 : 2)) return [];
    const near = (all) => [...new Set(all)].filter((t) => t.length > 1 && oneEdit(s, t)).sort().slice(0, limit);
    if (field === "c") return near(this.small ? this.sorted : await this.around(s));
    if (this.small) return near(this.made.words ??= new Set([...this.heads.values()].flatMap((h) => words([h.title, h.label, ...h.names].join("\n")))));
    const files = await Promise.all((await this.span("vocabulary", s[0])).map((n) => this.part("vocabulary", n)));
    const often = new Map(files.flatMap((file) => [...file.map])), digit = (t) => often.get(t).charCodeAt(1);
    return near([...often.keys()].filter((t) => t[0] === s[0])).sort((a, b) => digit(b) - digit(a)).slice(0, 1);
  }

  // around returns the codes that share with s all before some place, or all after that place and the letter in front of it: one edit
  // leaves one of them whole. It is the place for which the fewest files are needed.
  async around(s) {
    const ways = await Promise.all([...s.slice(1)].map(async (_, i) => {
      const start = s.slice(0, i + 1), end = ending(s.slice(i + 2)), files = [await this.span("codes", start), await this.span("endings", end)];
      return { start, end, files };
    }));
    const [{ start, end, files }] = ways.sort((a, b) => a.files.flat().length - b.files.flat().length);
    await Promise.all(["codes", "endings"].flatMap((kind, i) => files[i].map((n) => this.part(kind, n))));
    return [...await this.range("codes", "c", start, Infinity), ...(await this.range("endings", "", end, Infinity)).map(ending)];
  }

  // best returns the documents of a term whose heads are in its file. See terms.go.
  async best(term) {
    const { average, docs, best } = this.root, scores = new Map();
    for (const s of await this.load(term)) {
      const f = s[0], a = average[f], list = "cptb".includes(f) ? postings(f, s.slice(1), docs) : none, rare = rarity(list.docs.length, docs);
      list.docs.forEach((d, i) => {
        const n = 10 * a * list.freqs[i];
        scores.set(d, (scores.get(d) ?? 0) + Math.floor(1000 * rare * rare * boosts[f] * n / (n + 3 * a + 9 * list.lengths[i])));
      });
    }
    const n = scores.size;
    return [...scores.keys()].sort((a, b) => scores.get(b) - scores.get(a) || a - b).slice(0, 5 * n <= 4 * best ? n : Math.max(bestDocs, Math.min(best, 7500 * best / n)));
  }

  // file returns the number of the file that has the head of a document, -1 if it is at hand.
  file(doc) {
    return this.heads.has(doc) ? -1 : Math.floor(doc / this.root.files.heads.per);
  }

  // head returns what a result shows besides its summary.
  async head(doc) {
    if (this.file(doc) >= 0) await this.of("heads", doc);
    check(this.heads.has(doc));
    return this.heads.get(doc);
  }

  async summary({ doc, url }) {
    check((await this.head(doc)).url === url);
    const { summaries } = this.root;
    const text = summaries ? summaries[doc] : (await this.of("summaries", doc)).data[doc % (await this.list("summaries")).per];
    check(typeof text === "string");
    return text;
  }

  column(facets, list, first, n) {
    return list.map((text, f) => {
      const column = numbers(text);
      check(column.length === Math.min(n, this.root.docs - first) && column.every((set) => set < facets[f].sets.length));
      return column;
    });
  }

  // facets returns the facets, a function from document and facet to indices of values, and the indices of the values that are chosen
  // of each facet. It fetches files in a huge index only.
  async facets(chosen) {
    const { docs, columns } = this.root, { facets = this.root.facets, per } = columns ? { per: docs } : await this.list("facets");
    check(!docs || !facets.length || per >= 1);
    this.made.columns ??= columns ? [this.column(facets, columns, 0, docs)] : Promise.all(Array.from({ length: Math.ceil(docs / per) || 0 }, async (_, n) =>
      this.column(facets, (await this.part("facets", n)).data, n * per, per)));
    const all = await this.made.columns;
    return { facets, wanted: facets.map(({ id, values }) => chosen.get(id)?.map((v) => values.indexOf(v))), of: (doc, f) => facets[f].sets[all[Math.floor(doc / per)][f][doc % per]] };
  }
}
