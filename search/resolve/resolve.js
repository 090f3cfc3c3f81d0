// Names and addresses to pages: the browser's half of package search/resolve, where the rules are explained.

import { cut, letter, narrow, plain } from "./letters.js";

const breaks = /[\0- ,;:="'()[\]{}<>|/]+/, spaces = /[\0- ,;:="'()[\]{}<>|]+/;

// fold returns what all spellings of a code have in common.
export const fold = (s) => letters(callee(s)).replaceAll(" ", "");

export const lower = (s) => s.replace(/[A-Z]+/g, (c) => c.toLowerCase());
export const callee = (s) => s.split("(", 1)[0];
const letters = (s) => plain(s).split("").map((c) => letter(c) ?? " ").join("");
const hyphened = (s) => letters(callee(s)).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
const quotes = " \t\r\n\"'`“”„‘’«»";
const keyOf = (s) => fold(trim(s)) || without(s, (c) => quotes.includes(c));
const withoutQuotes = (s) => without(s, (c) => (quotes + ".,;:").includes(c));
const isNumber = (s) => /^[0-9]+$/.test(s);
const otherSign = (key) => isNumber(key) ? `minus${key}` : /^minus[0-9]+$/.test(key) ? key.slice(5) : "";
const piecesOf = (s, by = breaks) => s.replace(/[^\0-\x7f]/g, (c) => letter(c) === null ? " " : c).split(by);
const pathOf = (segments) => segments.map((s) => hyphened(s) || fold(s)).filter(Boolean).join("/");
const wordsOf = (s) => letters(s).split(" ").filter(Boolean);
const hintsOf = (s) => [...wordsOf(s), wordsOf(s).join("")];
const looksLikeCode = (s) => /^-?\d{4,}$/.test(s) || (/[A-Za-z]/.test(s) && /[a-z][A-Z]|.[_.].|^(?=...).*\d/s.test(s));

const trim = (s) => without(s, (c) => c !== "-" && c !== "_" && letter(c) === null);

// without returns a text without what is a mark at its ends.
function without(s, isMark) {
  let from = 0, to = s.length;
  while (from < to && isMark(s[from])) from++;
  while (from < to && isMark(s[to - 1])) to--;
  return s.slice(from, to);
}

export function tail(name) {
  const end = /.[.:/#]([^.:/#]+)$/s.exec(callee(name))?.[1] ?? "";
  return fold(end).length > 3 && !/^(minus)?\d*$/.test(fold(end)) ? end : "";
}

const other = /^([\w-]+\.)+([a-z]{2}|com|net|org|dev|app|cloud|gov|edu|local|internal|example|java|swift|php|log|json|xml|ya?ml|html?|txt|csv)$|^v?\d+(\.\d+){2,}$|^\d{4}-\d\d-\d\d(t\d\d)?$|^\d+(\.\d+)?(ms|[kmg]b|[smhz])$|^[\da-f-]{12,}$|^(local|production|staging)\.|@|[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3]/;

// codeIn returns what a text asks for that is shaped like a code. See vendors.go.
function codeIn(text) {
  const pieces = piecesOf(text).map(trim).filter(fold);
  return pieces.find((p) => (pieces.length === 1 || looksLikeCode(p) && p.length > 3 || /^[0-9]{3}$/.test(p)) && !other.test(lower(p))) ?? "";
}

// apart puts spaces around codes in a text of a script without spaces. See words.go.
export const apart = (text) => text.replace(/\w(?=[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3])|[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3](?=\w)/g, "$& ");

// isWords reports whether a text is words only. See vendors.go.
export const isWords = (text) => !/[0-9/\\]/.test(text) && !codeIn(text);

// runsOf returns where the words of a text are.
function runsOf(text) {
  const runs = [];
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const word = letter(text[i]) !== null;
    if (word && !inside) runs.push([i, i]);
    if (word) runs.at(-1)[1] = i + 1;
    inside = word;
  }
  return runs;
}

// isParted reports whether several words may be one code that is written apart, isLoud whether they are in capitals. See parted.go.
export const isLoud = (text) => text.length > 5 && !/[a-z]/.test(text);
export const isParted = (text) => /^[A-Za-z]\w*([ ./:#(-]{1,2}\w+)+$/.test(text) && (isLoud(text) || /[ ./:#(_-]\d\d+$/.test(text));

// asNumber returns a number in which somebody has typed the letter O for zeros. See parted.go.
export const asNumber = (word) => /^(?=\d*o)[1-9][\do]{3,8}$/i.test(word) ? word.replace(/o/gi, "0") : "";

// Paths in a message name neither a vendor nor a code. See message.go.
const paths = /(^|(?!<[.~/])[^\w/.~%-])(?:[A-Za-z][\w.-]*:\/\/([\w.-]*)(?::\d+)?|[.~]{0,2}(?=\/))(?:\/[\w./%:@~+!*$\\-]*)?|(\.(?:[a-z]{2}|php|java|swift)):\d+/g;
const isAddress = (raw) => {
  raw = trim(cut(raw, 2048));
  return !/[\0- \xa0\u3000"<>{}]/.test(raw) && raw.search(paths) < 1;
};
export const withoutPaths = (text) => isAddress(text) ? text : text.replace(paths, "$1$3 $2 ");

// numbersIn returns where a text has numbers that are not codes, from the end of the word in front. See numbers.go.
const numbers = /\b([A-Z]?[a-z]+)(?:[ _-]?(?:[Ii][Dd]|[Nn][Oo]|[Nn]r|[Nn]umber)\.?)?[ :=#"']{1,4}[0-9]+\b( (?:error|code|status|exception|response|[A-Z][a-z]))?/g;
export const numbersIn = (text, words = []) => [...text.matchAll(numbers)].flatMap(({ 0: all, 1: word, 2: meant, index }) =>
  meant || !words.includes(lower(word)) ? [] : [[index + word.length, index + all.length]]);
export const withoutNumbers = (text, words) => {
  const rest = numbersIn(text, words).reduceRight((s, [from, to]) => s.slice(0, from) + s.slice(to), text);
  return / /.test(rest.replace(/^ +| +$/g, "")) ? rest : text;
};

// withoutVendors returns the vendors that a text names, but for those in paths, and the text without them.
export function withoutVendors(text, names) {
  text = plain(withoutPaths(text));
  const runs = runsOf(text), vendors = new Set();
  let rest = "", end = 0, left = runs.length;
  for (let i = 0; i < runs.length; i++) {
    for (let n = Math.min(3, runs.length - i); n; n--) {
      const name = names.get(runs.slice(i, i + n).map(([from, to]) => fold(text.slice(from, to))).join(""));
      if (!name) continue;
      vendors.add(name);
      rest += text.slice(end, runs[i][0]);
      end = runs[i += n - 1][1];
      left -= n;
      break;
    }
  }
  return { vendors: [...vendors], rest: left ? rest + text.slice(end) : "" };
}

const decoded = (s) => s.replace(/(?:%[0-9a-f]{2})+/gi, (run) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(
  Uint8Array.from(run.slice(1).split("%"), (hex) => parseInt(hex, 16))).replace(/[\0-\x1f\x7f]/g, "\ufffd"));
const bare = (s) => s.replace(/^[<>()[\]{}"'` \t\r\n]+/, "").replace(/^.*?:\/\/[^/]*\/?/s, "/").split(/[?#]/, 1)[0];

function prepared(raw, isOne) {
  raw = narrow(cut(raw, 2048));
  return decoded(decoded(cut(isOne && raw.includes("/") ? bare(raw) : raw, 256)));
}

function below(base, path) {
  base = `/${base.replace(/^\/+|\/+$/g, "")}/`.replace("//", "/");
  return lower(path.slice(0, base.length)) === lower(base) ? path.slice(base.length) : path;
}

function segmentsOf(s) {
  const segments = s.split(/[/\\]/).filter((part) => fold(trim(part)));
  const last = trim(segments.pop() ?? "").replace(/\.(html?|md|json)$/i, "");
  return /^(index)?$/i.test(last) || !fold(last) ? segments : [...segments, last];
}

function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before, last = [...b, 0].map((_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

function readSet([vendor, vendorName, set, setTitle, key, space, ...labels]) {
  return { key, labels: labels.map((words) => new Set(words)), shared: { vendor, vendorName, set, setTitle, space } };
}

function readRow([n, slug, code, title, verdict, retired, names = [], old = []], { sets, verdicts }) {
  const { key, shared } = sets[n];
  const id = `${shared.vendor}/${shared.set}/${slug}`;
  names = names.map((name) => name || slug);
  const entry = { id, code, title, verdict: verdicts[verdict], url: id + "/", short: key && `${key}-${slug}`, ...shared, names, retired: !!retired };
  const spellings = [code, slug, ...names];
  old = old.map((o) => pathOf(segmentsOf(o)));
  const whole = shared.space === "http" ? spellings.filter((name) => !name.startsWith(code)).map((name) => `${code} ${name}`) : []; // as a response has it
  const keys = new Set([...[...spellings, ...whole].map(keyOf), ...[...spellings.map(tail), ...old.map((o) => o.split("/").pop())].map(fold)]);
  return { entry, n, slug, spellings, old, keys };
}

function readRows(rows, index) {
  const keys = new Map();
  rows = rows.map((row) => readRow(row, index));
  for (const row of rows) for (const key of row.keys) keys.set(key, [...keys.get(key) ?? [], row]);
  return { rows, keys };
}

// isMember walks the automaton of a family over a folded code.
function isMember(states, key) {
  let at = 0;
  for (const c of key) {
    const code = c.codePointAt(0), edges = states[at];
    let i = 1;
    while (i < edges.length && !(edges[i] <= code && code <= edges[i + 1])) i += 3;
    if (i >= edges.length) return false;
    at = edges[i + 2];
  }
  return states[at][0] === 1;
}

function readFamily([id, code, title, vendor, vendorName, set, setTitle, verdict, words, length, states]) {
  const entry = { id, code, title, verdict, url: id + "/", vendor, vendorName, set, setTitle };
  return { entry, labels: words.map((w) => new Set(w)), length, states };
}

// namedBy counts the things that hints name, each given by its words.
const namedBy = (labels, hints) => labels.filter((words) => hints.some((w) => words.has(w))).length;

// highest returns the elements of a list of which a number is the highest.
function highest(list, number) {
  const most = Math.max(...list.map(number));
  return list.filter((one) => number(one) === most);
}

// membersOf returns the families of a code, the narrowest of each vendor and set. See family.go.
function membersOf(families, key, hints) {
  const found = [], size = [...key].length;
  for (const { entry, labels, length, states } of families) {
    const { vendor, set } = entry;
    if (!isMember(states, key) || found.some((f) => f.entry.vendor === vendor && (!set || f.entry.set === set))) continue;
    const named = namedBy(labels, hints);
    if (named || size >= 5 || length === size) found.push({ entry, named });
  }
  return highest(found, (f) => f.named).map((f) => f.entry);
}

function rankOf({ spellings }, text, key) {
  const whole = callee(withoutQuotes(text)), bare = callee(trim(text));
  return Math.min(5, ...spellings.map((name, i) => {
    if ([whole, bare].includes(callee(name)) && i !== 1) return i && 1;
    return bare && tail(name) === bare ? 2 : fold(name) !== key ? 5 : i < 2 ? 3 : 4;
  }));
}

const inSets = (a, b) => a.n - b.n || (a.slug < b.slug ? -1 : 1);
const inOrder = (a, b) => a.entry.retired - b.entry.retired || inSets(a, b);

// openResolver reads the index below base when it is first asked. What it returns never throws: if the index is missing or
// broken, kind is "unavailable".
export function openResolver(base, fetch = globalThis.fetch) {
  let ready, sets, verdicts, pages, files, whole, labels, fillers, counted, families;
  const get = async (path) => (await fetch(base + path)).json();
  const load = async () => {
    const meta = await get("api/resolve.json");
    if (meta.version !== 4) throw new Error("version");
    sets = meta.sets.map(readSet);
    verdicts = meta.verdicts;
    labels = new Set(sets.flatMap((s) => s.labels.flatMap((l) => [...l])));
    fillers = new Set(meta.fillers);
    counted = meta.counted;
    families = meta.families ? undefined : [];
    pages = new Map(meta.pages.map((p) => [pathOf(p.split("/")), p]));
    files = (meta.files ?? [["", ""]]).map(([first, path]) => ({ first, path }));
    whole = !meta.files;
    if (whole) files[0].rows = readRows(meta.rows ?? [], { sets, verdicts });
  };
  const read = async (file) => (file.rows ??= readRows(await get(file.path), { sets, verdicts }));
  const fileOf = (key) => Math.max(0, files.findLastIndex((f) => f.first <= key));
  const owners = async (key) => (key && (await read(files[fileOf(key)])).keys.get(key)) || [];

  const named = (row, hints) => namedBy(sets[row.n].labels, hints);
  const mostNamed = (rows, hints) => highest(rows, (row) => named(row, hints));
  const rank = (rows, text, key, hints) => {
    const ranked = mostNamed(rows, hints).map((row) => [rankOf(row, text, key), row]);
    const most = ranked.some(([n]) => !n) ? 3 : 5;
    return ranked.filter(([n]) => n <= most).sort(([m, a], [n, b]) => m - n || inOrder(a, b)).map(([, row]) => row);
  };
  const labelsAmong = (words) => {
    const found = [];
    let ok = true;
    for (let i = 0, n; i < words.length; i += n || 1) {
      for (n = 3; n && (i + n > words.length || !labels.has(words.slice(i, i + n).join("")));) n--;
      if (n) found.push(words.slice(i, i + n).join(""));
      else ok &&= fillers.has(words[i]);
    }
    return [found, ok];
  };
  const endsOf = (segments) => pathOf(segments).split("/").map((_, i, path) => path.slice(i).join("/"));

  const at = async (segments) => {
    const ends = endsOf(segments);
    const rows = await owners(fold(ends.at(-1)));
    for (const end of ends) {
      const row = rows.find((r) => r.entry.id === end) ?? rows.find((r) => r.old.includes(end));
      if (row) return row;
    }
  };
  const spelled = async (text, hints) => {
    const key = fold(text);
    const rows = await owners(key);
    if (rows.length) return rank(rows, text, key, hints);
    for (const [n, set] of sets.entries()) {
      const start = fold(set.key);
      const rest = key.slice(start.length);
      for (const slug of start && key.startsWith(start) ? [rest, otherSign(rest)] : []) {
        const row = (await owners(slug)).find((r) => r.n === n && fold(r.slug) === slug);
        if (row) return [row];
      }
    }
  };
  const withSlash = async (text, hints) => {
    for (let piece of piecesOf(text, spaces)) {
      const segments = segmentsOf(bare(piece));
      if (!segments[1]) continue;
      const row = await at(segments);
      if (row) return answer("address", [row]);
      const key = fold(piece = trim(piece)), rows = key.length > 5 ? await owners(key) : [];
      if (rows.length) return { ...answer("words", rank(rows, piece, key, hints)), code: piece };
    }
  };
  const inWords = async (text, words, hints) => {
    const pieces = piecesOf(text);
    for (let n = words.length - 1; n > 0; n--) {
      for (let i = 0; i + n <= words.length; i++) {
        const key = words.slice(i, i + n).join("");
        const [before, ok] = labelsAmong(words.slice(0, i));
        const [after, ok2] = labelsAmong(words.slice(i + n));
        const rows = ok && ok2 ? await owners(key) : [];
        if (!rows.length) continue;
        const piece = pieces.map(trim).find((p) => fold(p) === key) ?? "";
        const code = looksLikeCode(piece) || isNumber(piece) ? piece : "";
        return { code, rows: rank(rows, piece, key, [...hints, ...before, ...after]) };
      }
    }
  };
  const ofNamed = (set, hints) => hints.some((w) => set.labels[0].has(w));
  const someNamed = (hints) => sets.some((set) => ofNamed(set, hints));
  const ownOf = (rows, hints) => rows.filter((row) => ofNamed(sets[row.n], hints));
  const inParts = async (text, hints) => {
    const isNamed = someNamed(hints), runs = runsOf(text).slice(0, 10);
    for (let n = runs.length; n > 1; n--) {
      for (let i = 0; i + n <= runs.length; i++) {
        const code = text.slice(runs[i][0], runs[i + n - 1][1]), key = wordsOf(code).join("");
        if (!isParted(code) || !isLoud(code) && !isNamed) continue;
        const all = await owners(key), rows = isNamed ? ownOf(all, hints) : all;
        if (rows.length) return { code, rows: rank(rows, code, key, hints) };
      }
    }
  };
  const inPieces = async (text, hints) => {
    for (const code of piecesOf(text).filter(looksLikeCode).map(trim)) {
      const rows = await owners(fold(code));
      if (rows.length) return { code, rows: rank(rows, code, fold(code), hints) };
    }
    const code = codeIn(text);
    const rows = (await owners(fold(code))).filter((row) => row.entry.space === "http" && code > "4" || named(row, hints));
    if (rows.length) return { code, rows: rank(rows, code, fold(code), hints) };
  };
  const endIn = async (number, hints) => whole && /^\d{3,}$/.test(number) ? (await read(files[0])).rows.filter(
    (row) => ofNamed(sets[row.n], hints) && [...row.keys].some((key) => key.endsWith(number) && /\D$/.test(key.slice(0, -number.length)))).sort(inOrder) : [];
  const near = async (text, words, code, hints) => {
    const piece = trim(piecesOf(text).find(looksLikeCode) ?? "");
    const rest = words.filter((w) => !labels.has(w));
    const number = asNumber(code), meant = await owners(number);
    if (meant.length) return rank(meant, number, number, hints);
    const ended = await endIn(fold(code), hints);
    if (ended.length) return ended.slice(0, 5);
    const similar = await numbers(fold(code), hints);
    if (similar.length) return similar;
    for (const query of [piece, text, rest.join(""), rest.filter((w) => !fillers.has(w)).join("")].map(fold)) {
      const signed = await owners(otherSign(query));
      if (signed.length) return rank(signed, "", otherSign(query), hints).slice(0, 5);
      const found = query.length > (isNumber(query) ? 1 : 2) && query.length < 65 ? await around(query, hints) : [];
      const own = ownOf(found, hints), near = own.length || isNumber(query) && someNamed(hints) ? own : found;
      if (near.length) return near.slice(0, 5);
    }
  };
  // nearest returns the rows with a key that is near by a function of it and its row, infinitely far ones not.
  const nearest = async (files, hints, distanceOf) => {
    const found = new Map();
    for (const { keys } of await Promise.all(files.map(read))) {
      for (const [key, rows] of keys) {
        for (const row of rows) {
          const far = distanceOf(key, row);
          if (far < (found.get(row.entry.id)?.far ?? Infinity)) found.set(row.entry.id, { far, row });
        }
      }
    }
    return [...found.values()].sort((a, b) => a.far - b.far || named(b.row, hints) - named(a.row, hints) || inOrder(a.row, b.row)).map(({ row }) => row);
  };
  const numbers = async (key, hints) => {
    if (!/^[0-9]{3}$/.test(key)) return [];
    const some = whole ? files : files.slice(fileOf(key[0]), fileOf(key[0] + "~") + 1);
    const found = await nearest(some, hints, (other, { entry }) => {
      const alike = other[0] === key[0];
      if (!whole && !alike || !/^[0-9]{2,4}$/.test(other)) return Infinity;
      const edits = distance(key, other, 1);
      return edits < 2 || entry.space === "http" && alike && other.length === 3 ? edits * 10000 + Math.abs(other - key) : Infinity;
    });
    return mostNamed(someNamed(hints) ? ownOf(found, hints) : found, hints).slice(0, 8);
  };
  const around = async (query, hints) => {
    const [a, b, c] = query, number = isNumber(query);
    const starts = whole ? [""] : c ? [a + b, a + c, b + c, b + a] : [a, b];
    const most = query.length < 4 && !number ? 0 : query.length < 8 ? 1 : 2;
    return nearest(files.filter((_, i) => starts.some((s) => fileOf(s) <= i && i <= fileOf(s + "~"))), hints, (key) => {
      if (!starts.some((s) => key.startsWith(s)) || number && key.length < 2) return Infinity;
      const far = distance(query, key, most);
      return far <= most || key.startsWith(query) ? far : Infinity;
    });
  };

  const allFamilies = async () => (families ??= (await get("api/families.json")).map(readFamily));
  const member = async (text, hints) => {
    const pieces = piecesOf(text).filter(Boolean);
    for (const [i, raw] of (await allFamilies()).length ? pieces.slice(0, 10).entries() : []) {
      const piece = trim(raw);
      const pair = i && /^\d\d+$/.test(piece) && !/\d/.test(pieces[i - 1]) ? `${trim(pieces[i - 1])} ${piece}` : "";
      for (const code of [pair, pieces[1] && !looksLikeCode(piece) ? "" : piece].filter(Boolean)) {
        const entries = membersOf(families, fold(code), hints);
        if (entries.length) return { kind: "member", how: "family", entries, code };
      }
    }
  };

  const answer = (how, rows, kind = rows[1] ? "several" : "one", code = "") => ({ kind, how, entries: rows.map((r) => r.entry), code });
  const find = async (text, segments, hints) => {
    const row = await at(segments);
    if (row) return answer("address", [row]);
    let rows = await spelled(trim(text), hints);
    if (rows) return answer("spelling", rows);
    if (segments.length && segments.at(-1) !== text) {
      hints = [...hints, ...segments.slice(0, -1).flatMap(hintsOf)];
      text = segments.at(-1);
      rows = await spelled(trim(text), hints);
      if (rows) return answer("last", rows);
    }
    const all = wordsOf(text), words = all.slice(0, 10), told = [...hints, ...labelsAmong(all)[0]];
    const worded = await inWords(text, words, hints) ?? await inParts(text, told) ?? await inPieces(text, told);
    if (worded) return { ...answer("words", worded.rows), code: worded.code };
    const family = await member(text, told);
    if (family) return family;
    let code = codeIn(text);
    rows = await near(text, words, code, told);
    if ((await owners(fold(code))).length) code = ""; // a short number may mean anything
    return rows ? answer("distance", rows, "nearest", code) : answer("", [], "nothing", code);
  };
  const address = async (path, root) => {
    const text = below(root, prepared(path, true));
    const segments = segmentsOf(text);
    const go = (url, result) => ({ ...result, target: below(root, bare(path)) === url.replace("./", "") ? "" : url });
    if (!segments.length && !/[^\0-,.-\x7f]/.test(text)) return go("./", answer("address", [], "page"));
    const ends = endsOf(segments);
    let page = ends.find((end, i) => pages.has(end) && (!i || end.includes("/")));
    let result;
    if (page === undefined || await at(segments)) {
      result = await find(text, segments, []);
      if (result.kind === "one") return go(result.entries[0].url, result);
      page = /several|member/.test(result.kind) || !ends[1] ? undefined : ends.find((end) => pages.has(end));
    }
    return pages.has(page) ? go(pages.get(page), answer("address", [], "page")) : { ...result, target: "" };
  };

  const safely = async (f) => {
    try {
      await (ready ??= load());
      return await f();
    } catch {
      ready = undefined;
      return { ...answer("", [], "unavailable"), target: "" };
    }
  };
  return {
    resolve: (raw, { vendor = "" } = {}) => safely(async () => {
      const isOne = isAddress(String(raw)), text = prepared(String(raw), isOne), segments = isOne ? segmentsOf(text) : [], hints = hintsOf(cut(String(vendor), 256));
      const name = narrow(cut(String(raw), 256));
      const rows = await at(segments) ? [] : await owners(keyOf(name));
      if (rows.length) return answer("spelling", rank(rows, name, keyOf(name), hints));
      return !isOne && text.includes("/") && await withSlash(text, hints) || find(withoutNumbers(isOne ? text : text.replace(paths, "$1$3 $2 "), counted), segments, hints);
    }),
    resolveAddress: (path, root) => safely(() => address(String(path), root)),
    all: () => safely(async () => ({
      entries: [...new Map((await Promise.all(files.map(read))).flatMap((f) => f.rows)
        .sort(inSets).map(({ entry }) => [entry.id, entry])).values()],
      counted,
      members: ((all) => (code, hints = []) => membersOf(all, fold(trim(code)), hints))(await allFamilies()),
    })),
  };
}
