// The files of the export: fetched when asked for, and believed only as far as they can be checked.
import { oneEdit } from "./analysis.js";

const format = "errdocs-search 2";
const digits = new Map([..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"].map((ch, i) => [ch, i]));

const check = (ok) => {
  if (!ok) throw new Error("the search index is damaged");
};
const isCount = (n) => Number.isInteger(n) && n >= 0 && n < 1e7;
const isStrings = (list) => Array.isArray(list) && list.every((s) => typeof s === "string");

// numbers reads the numbers of a string; see digits in numbers.go.
function numbers(text) {
  const out = [];
  let n = 0, scale = 1;
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
  const list = numbers(text);
  if (field === "w") return { docs: gaps(list, docs) };
  const between = [], freqs = [], lengths = [];
  for (let i = 0; i < list.length;) {
    const n = list[i++];
    between.push(n >> 1);
    freqs.push(n & 1 ? list[i++] + 2 : 1);
    lengths.push(list[i++] + 1);
  }
  check(lengths.length === 0 || lengths.at(-1) > 0 && freqs.every((n) => n > 0));
  return { docs: gaps(between, docs), freqs, lengths };
}

// last returns the index of the last element that is not above s, 0 if there is none.
function last(list, s) {
  let low = 0, high = list.length;
  while (high - low > 1) {
    const mid = (low + high) >> 1;
    if (list[mid] > s) high = mid;
    else low = mid;
  }
  return low;
}

const reverse = (s) => [...s].reverse().join("");

export class Store {
  #base;
  #fetch;
  #files = new Map();
  #shards = new Map();
  #lists = new Map();

  static async open(base, fetch) {
    const s = new Store();
    s.#base = base;
    s.#fetch = fetch;
    s.meta = await s.#json("meta.json", { cache: "no-cache" });
    s.#checkMeta();
    return s;
  }

  #checkMeta() {
    const m = this.meta;
    check(m && m.format === format && /^[0-9a-f]{16}$/.test(m.dir) && typeof m.bundle === "boolean" && typeof m.retired === "string");
    check([m.docs, m.long, m.records, m.chunk].every(isCount) && m.records > 0 && m.chunk > 0);
    check(isStrings(m.terms) && isStrings(m.near) && m.average && typeof m.average === "object" && Array.isArray(m.facets));
    for (const f of m.facets) {
      check(f && isStrings([f.id, f.title]) && isStrings(f.values) && Array.isArray(f.sets));
      check(f.sets.every((set) => Array.isArray(set) && set.every((v) => isCount(v) && v < f.values.length)));
    }
    check("cptgb".split("").every((f) => !m.docs || isCount(m.average[f])));
    this.retired = new Set(gaps(numbers(m.retired), m.docs));
  }

  #json(name, options) {
    if (!this.#files.has(name)) {
      this.#files.set(name, (async () => {
        const r = await this.#fetch(this.#base + name, options);
        check(r.ok);
        return r.json();
      })());
    }
    return this.#files.get(name);
  }

  // shard returns the strings of a shard: a file, or a part of the only one.
  #shard(name) {
    if (!this.#shards.has(name)) this.#shards.set(name, this.#read(name));
    return this.#shards.get(name);
  }

  async #read(name) {
    const { dir, bundle } = this.meta, mark = `${format} ${dir} ${name}`;
    let list = await this.#json(`${dir}/${bundle ? "all" : name}.json`);
    if (bundle) {
      check(Array.isArray(list));
      list = list.find((s) => Array.isArray(s) && s[0] === mark);
    }
    check(isStrings(list) && list[0] === mark);
    return list.slice(1);
  }

  // terms returns a shard of terms as {list, data}: the terms in order, and what is known of each.
  #terms(n) {
    const name = "t" + n;
    if (!this.#lists.has(name)) {
      this.#lists.set(name, this.#shard(name).then((strings) => {
        check(strings.length % 2 === 0);
        const data = new Map();
        for (let i = 0; i < strings.length; i += 2) data.set(strings[i], strings[i + 1]);
        return { list: [...data.keys()], data };
      }));
    }
    return this.#lists.get(name);
  }

  // load fetches what is known of a term: a string for each field it occurs in.
  async load(term) {
    if (!this.meta.terms.length) return [];
    const { data } = await this.#terms(last(this.meta.terms, term));
    return data.get(term)?.split(".") ?? [];
  }

  async has(field, term) {
    return (await this.load(term)).some((s) => s[0] === field);
  }

  async count(field, term) {
    return (await this.postings(field, term)).docs.length;
  }

  async postings(field, term) {
    // The shards of terms are in the same map, as "t0" and so on.
    const key = `${field} ${term}`;
    if (!this.#lists.has(key)) this.#lists.set(key, this.#postings(field, term));
    return this.#lists.get(key);
  }

  async #postings(field, term) {
    let text = (await this.load(term)).find((s) => s[0] === field)?.slice(1) ?? "";
    if (text[0] === "*") {
      const [first, count] = numbers(text.slice(1));
      check(count > 0 && first + count <= this.meta.long);
      const pieces = await Promise.all(Array.from({ length: count }, (_, i) => this.#shard("p" + (first + i))));
      text = pieces.flat().join("");
    }
    return postings(field, text, this.meta.docs);
  }

  // starting returns the first terms of a field that start with prefix, in order.
  async starting(field, prefix, limit) {
    const out = [], { terms } = this.meta;
    for (let n = last(terms, prefix); n < terms.length; n++) {
      const { list, data } = await this.#terms(n);
      for (const t of list) {
        if (t < prefix) continue;
        if (!t.startsWith(prefix) || out.length >= limit) return out;
        if (data.get(t).split(".").some((s) => s[0] === field)) out.push(t);
      }
    }
    return out;
  }

  // near returns the first terms of a field that one edit makes of s, in order. One edit leaves the
  // first or the second half of s whole, unless it swaps the two letters in the middle. An index in one file
  // has no list of second halves, and all terms are at hand.
  async near(field, s, limit) {
    if (s.length < (field === "w" ? 3 : 2)) return [];
    const half = s.length >> 1, end = reverse(s.slice(half)), { near, bundle } = this.meta;
    const swapped = s.slice(0, half - 1) + s[half] + s[half - 1] + s.slice(half + 1);
    const found = await this.starting(field, bundle ? "" : s.slice(0, half), Infinity);
    if (await this.has(field, swapped)) found.push(swapped);
    for (let n = last(near, end); n < near.length; n++) {
      const list = await this.#shard("n" + n);
      for (const t of list) {
        if ((t[0] === field || t[0] === "x") && t.startsWith(end, 1)) found.push(reverse(t.slice(1)));
      }
      if (list.length && list.at(-1).slice(1) > end && !list.at(-1).startsWith(end, 1)) break;
    }
    return [...new Set(found.filter((t) => t.length > 1 && oneEdit(s, t)))].sort().slice(0, limit);
  }

  // record returns what a result shows.
  async record(doc) {
    const { records } = this.meta, list = await this.#shard("r" + Math.floor(doc / records)), at = doc % records * 6;
    check(list.length >= at + 6);
    const [url, name, label, title, summary, verdict] = list.slice(at, at + 6);
    return { url, name, label, title, summary, verdict, retired: this.retired.has(doc) };
  }

  // facets returns, for the documents, a function from document and facet to indices of values.
  async facets(docs) {
    const { chunk, facets } = this.meta, columns = new Map();
    await Promise.all([...new Set(docs.map((d) => Math.floor(d / chunk)))].map(async (n) => {
      const list = (await this.#shard("f" + n)).map(numbers);
      check(list.length === facets.length);
      columns.set(n, list);
    }));
    return (doc, f) => {
      const set = facets[f].sets[columns.get(Math.floor(doc / chunk))[f][doc % chunk]];
      check(set);
      return set;
    };
  }
}
