// Codes in a text: find.go and its neighbours in the browser. The rules are explained there.
import { callee, fold, lower, openResolver, tail } from "./resolve.js";

const maxLine = 16 << 10, lineSlack = 1 << 10, maxMentions = 5, maxUnknown = 20, maxSnippet = 160, snippetBefore = 60;
const hintReach = 120, hintNear = 40, hintBeside = 8, minSupport = 2, maxHintWords = 4;
const NONE = 0, STRONG = 1, WEAK = 2, UPPER = 3, PLAIN = 4, PHRASE = 5, NUMBER = 6, OTHER = 7;
const PROSE = 1, HINT = 2, BRACKET = 3, STATUS = 4, ERROR = 5, CODE = 6, HTTP = 7, GRPC = 8, PAIR = 9;

const digit = (c) => c >= "0" && c <= "9";
const wordChar = (c) => c !== undefined && /^\w/.test(c);
const partsOf = (s) => s.match(/(?<![A-Za-z\d])[A-Za-z\d]|(?<=[a-z])[A-Z]/g)?.length ?? 0;
const squash = (s) => s.replace(/[^A-Za-z\d]/g, "").toLowerCase();
const addTo = (list, x) => list.includes(x) || list.push(x);
const at = (map, key, make) => map.get(key) ?? (map.set(key, make()), map.get(key));

function shapeOf(name) {
  if (!/^\w/.test(name) || !/\w$/.test(name)) return NONE;
  if (/^\d+$/.test(name)) return NUMBER;
  if (/[ \t]/.test(name)) return digit(name[0]) ? NONE : PHRASE;
  const parts = partsOf(name);
  if (/.[_.:/#]./s.test(name) || parts > 3 || (name.length > 3 && /\d/.test(name) && /[A-Za-z]/.test(name))) return STRONG;
  return parts > 1 ? WEAK : /[a-z]/.test(name) ? PLAIN : UPPER;
}

function index(entries, { hints, heads, cues, words }) {
  const names = new Map(), folds = new Map(), numbers = new Map(), buckets = new Map();
  const add = (entry, name) => {
    const shape = shapeOf(name);
    if (!shape || (entry.space === "http" && shape !== NUMBER && shape !== STRONG)) return;
    if (shape === NUMBER) return addTo(at(numbers, name, () => []), entry);
    if (shape !== PHRASE) {
      const same = at(folds, fold(name), () => ({ owners: [], parts: 0 }));
      addTo(same.owners, entry);
      same.parts = Math.max(same.parts, partsOf(name));
    }
    const list = at(names, /^\w+/.exec(name)[0], () => []);
    const known = list.find((n) => n.text === name);
    if (known) addTo(known.owners, entry);
    else list.push({ text: name, owners: [entry], shape });
  };
  entries.forEach((entry, rank) => {
    entry.rank = rank;
    for (const name of [entry.code, ...entry.names].map(callee)) for (const one of [name, tail(name)]) if (one) add(entry, one);
  });
  for (const list of names.values()) list.sort((a, b) => b.text.length - a.text.length);
  for (const [vendor, set, text, weight] of hints) {
    const parts = text.match(/\w+/g);
    at(buckets, lower(parts.at(-1).slice(0, 2)), () => []).push({ vendor, set, text, weight, parts, exact: lower(text) !== text });
  }
  const sets = Object.fromEntries(Object.entries(words).map(([key, list]) => [key, new Set(list)]));
  return { names, folds, numbers, buckets, heads: new Set(heads), cues: new Map(Object.entries(cues)), ...sets };
}

// maskCards replaces the middle digits of card numbers by "*".
function maskCards(text) {
  if (!/\d(?:[ -]?\d){12}/.test(text)) return [text, 0];
  const out = text.split("");
  let masked = 0;
  for (const run of text.matchAll(/\d(?:[ -]?\d)*/g)) {
    const places = [], groups = [0];
    for (let i = 0; i < run[0].length; i++) {
      if (digit(run[0][i])) places.push(run.index + i);
      else groups.push(places.length);
    }
    for (let a = 0; a < groups.length; a++) {
      for (let b = a + 1; b <= groups.length; b++) {
        const card = places.slice(groups[a], groups[b] ?? places.length);
        if (card.length > 19) break;
        if (card.length < 13 || card.reduceRight((sum, place, i) => {
          const d = text[place] * ((card.length - 1 - i) % 2 + 1);
          return sum + (d > 9 ? d - 9 : d);
        }, 0) % 10) continue;
        for (const place of card.slice(6, -4)) out[place] = "*";
        masked++;
      }
    }
  }
  return [out.join(""), masked];
}

const low = (line, i) => /[\uDC00-\uDFFF]/.test(line[i] ?? "");
const runes = (s) => s.length - (s.match(/[\uDC00-\uDFFF]/g)?.length ?? 0);

function back(line, i, n) {
  for (; n > 0 && i > 0; n--) i -= low(line, i - 1) ? 2 : 1;
  return [i, n];
}

function snippetOf(line, start, end) {
  let [from, free] = back(line, start, snippetBefore);
  let to = start;
  for (let n = maxSnippet - 2 - snippetBefore + free; n > 0 && to < line.length; n--) to += low(line, to + 1) ? 2 : 1;
  to = Math.max(to, end);
  if (to === line.length) [from] = back(line, from, maxSnippet - 2 - runes(line.slice(from, to)));
  const before = /[\d -]*$/.exec(line.slice(Math.max(0, from - 64), from))[0].length;
  const after = /^[\d -]*/.exec(line.slice(to, to + 64))[0].length;
  const [wide, masked] = maskCards(line.slice(from - before, to + after));
  const text = wide.slice(before, before + to - from).replace(/[\0-\x1f\x7f]/g, " ").replace(/^ +| +$/g, "");
  return [(from > 0 ? "…" : "") + text + (to < line.length ? "…" : ""), masked];
}

// segments cuts a line that is too long, where find.go cuts it.
function segments(line) {
  if (line.length * 3 <= maxLine) return [line];
  let data = new TextEncoder().encode(line);
  const parts = [];
  const text = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const isDigit = (c) => c > 47 && c < 58;
  while (data.length > maxLine) {
    let cut = maxLine;
    while (cut > maxLine - lineSlack && !",;{}&".includes(String.fromCharCode(data[cut - 1]))) cut--;
    if (cut === maxLine - lineSlack) {
      cut = maxLine;
      while (cut > maxLine - lineSlack && !((data[cut - 1] === 32 || data[cut - 1] === 9) && !(isDigit(data[cut - 2]) && isDigit(data[cut])))) cut--;
    }
    if (cut === maxLine - lineSlack) {
      cut = maxLine;
      while (cut > maxLine - 4 && (data[cut] & 0xc0) === 0x80) cut--;
    }
    parts.push(text(data.subarray(0, cut)));
    data = data.subarray(cut);
  }
  return data.length ? [...parts, text(data)] : parts;
}

function scan({ names, folds, numbers, buckets, heads, cues, fillers, codes, units, phrases, short }) {
  let line, starts, ends, hinted, lineNo = 1, column = 0, first = 0, seen = [], pending = [];
  const groups = new Map(), unknown = [], recent = ["", "", "", ""];
  const text = (i) => line.slice(starts[i], ends[i]);
  const gap = (i, j) => line.slice(ends[i], starts[j]);
  const small = (i) => (ends[i] - starts[i] > 24 ? "" : squash(text(i)));
  const mention = (start, end) => {
    const [snippet, masked] = snippetOf(line, start, end);
    return { line: lineNo, column: column + runes(line.slice(0, start)) + 1, text: line.slice(start, end), snippet, masked };
  };

  const split = () => {
    starts = [];
    ends = [];
    for (const { 0: word, index: start } of line.matchAll(/\w+/g)) {
      let n = 0;
      if (line[start - 1] === "\\") n = /^u[\da-fA-F]{4}./.test(word) ? 5 : /^[nrtbf]/.test(word) ? 1 : 0;
      if (line[start - 1] === "%" && /^[\da-fA-F]{2}./.test(word)) n = 2;
      starts.push(start + (n < word.length ? n : 0));
      ends.push(start + word.length);
    }
  };
  const same = (word, want, h) => word === want || (!h.exact && lower(word) === want);
  const hasHint = (word, h) => {
    const n = h.parts.length - 1, want = h.parts[n];
    const whole = same(word, want, h);
    if (!whole && (n || word.length <= want.length || !same(word.slice(0, want.length), want, h) ||
      (want.length < 6 && /[a-z]/.test(word[want.length])))) return false;
    return h.parts.slice(0, n).every((w, i) => same(recent[maxHintWords - n + i], w, h));
  };
  const hintAt = (i) => {
    const word = text(i);
    let found;
    const bucket = buckets.get(word.slice(0, 2).toLowerCase());
    if (bucket) {
      for (const h of bucket) if (hasHint(word, h) && !(found?.weight >= h.weight)) found = h;
      if (found) for (const h of bucket) if (h.text === found.text) seen.push({ word: first + i, line: lineNo, hint: h, vendor: h.vendor, set: h.set, weight: h.weight });
    }
    recent.shift();
    recent.push(word);
    return found;
  };

  const cueOf = (j) => {
    let key = small(j);
    const before = j > 0 && /^[\0-\x7f]{0,2}$/.test(gap(j - 1, j)) ? small(j - 1) : "";
    let cue = cues.get(key) ?? (/(error|exception)$/.test(key) ? ERROR : /(error|reason)code$/.test(key) ? CODE : /statuscode$/.test(key) ? STATUS : NONE);
    if (key === "code" && codes.has(before)) return [NONE, ""];
    if (key === "code" && before === "error") key = "error code";
    else if (key === "code" && /^(status|response|http)$/.test(before)) cue = STATUS;
    else if (/^(code|status)$/.test(key) && /^g?rpc$/.test(before)) cue = GRPC;
    return [cue, key];
  };
  const cueAt = (i) => {
    if (i && gap(i - 1, i) === "." && !digit(line[starts[i]]) && /^(status|statuscode|codes?)$/.test(small(i - 1))) return [GRPC, small(i - 1)];
    let j = i - 1;
    for (let n = 0; j >= 0 && n < 3 && /^[ \t]*$/.test(gap(j, j + 1)) && fillers.has(small(j)); n++) j--;
    if (j < 0 || !/^[ \t"'`\\:=>([{#~*|-]{1,12}$/.test(gap(j, j + 1)) || gap(j, j + 1) === "-") return [NONE, ""];
    const [cue, key] = cueOf(j);
    return cue ? [cue, key] : [hinted[j] ? HINT : NONE, ""];
  };
  const hitAt = (from, to, owners, shape) => {
    const [cue, key] = cueAt(from);
    const m = mention(starts[from], ends[to - 1]);
    return { word: first + from, line: lineNo, owners, shape, cue, key, parts: 0, length: m.text.length, mention: m };
  };
  const nameAt = (i, name) => {
    const end = starts[i] + name.length;
    if (!line.startsWith(name, starts[i]) || wordChar(line[end])) return 0;
    let n = 1;
    while (starts[i + n] < end) n++;
    return n;
  };

  const isAmount = (i) => {
    const start = starts[i], end = ends[i], before = line[start - 1] ?? "", after = line[end] ?? "";
    return (/[.:,]/.test(before) && digit(line[start - 2])) || (/[.:,/]/.test(after) && digit(line[end + 1])) ||
      /[$@/+]/.test(before) || after === "%" || (before === "-" && !wordChar(line[start - 2])) ||
      (after === "-" && wordChar(line[end + 1])) || (i + 1 < starts.length && /^[\0-\x7f]?$/.test(gap(i, i + 1)) && units.has(small(i + 1)));
  };
  const afterHTTP = (i) => {
    if (line.startsWith("<-- ", starts[i] - 4) && starts[i] > 3) return true;
    let j = i - 1;
    if (j < 0 || !/^[" :=]{0,3}$/.test(gap(j, i))) return false;
    if (j && text(j).length === 1 && gap(j - 1, j) === "." && text(j - 1).length === 1) j--;
    if (j && digit(text(j)[0]) && gap(j - 1, j) === "/") j--;
    else if (j !== i - 1) return false;
    return small(j) === "http";
  };
  const beforePhrase = (i) => i + 1 < starts.length && /^ \(?$/.test(gap(i, i + 1)) && (short.has(small(i + 1)) ||
    (i + 2 < starts.length && /^[\0-\x7f]$/.test(gap(i + 1, i + 2)) && phrases.has(small(i + 1) + small(i + 2))));
  const paired = (i, owners) => {
    if (i + 1 < starts.length && gap(i, i + 1) === " " && (names.get(text(i + 1)) ?? []).some(
      (name) => name.owners.some((e) => owners.includes(e)) && nameAt(i + 1, name.text))) return true;
    return i > 0 && /^ ?\($/.test(gap(i - 1, i)) && (folds.get(squash(text(i - 1)))?.owners ?? []).some((e) => owners.includes(e));
  };
  const numberCue = (i, owners, cue) => {
    const before = line[starts[i] - 1], after = line[ends[i]];
    if (paired(i, owners)) return PAIR;
    if (afterHTTP(i)) return HTTP;
    if (ends[i] - starts[i] === 3 && beforePhrase(i)) return /[A-Z]/.test(line[starts[i + 1]]) ? HTTP : Math.max(cue, before === " " ? PROSE : NONE);
    if (cue > HINT) return cue;
    if (i + 1 < starts.length && gap(i, i + 1) === " " && /^(error|response)$/.test(small(i + 1))) return PROSE;
    return !cue && ((before === "(" && after === ")") || (before === "[" && after === "]") || before === "#") ? BRACKET : cue;
  };

  const announced = (h) => h.cue === CODE || h.cue === GRPC || (h.cue === STATUS && h.key === "statuscode");
  const other = (i, to) => {
    if (to > starts.length || (to > i + 1 && gap(i, i + 1) !== ".")) return 0;
    const word = line.slice(starts[i], ends[to - 1]);
    const long = word.length >= 12;
    if (digit(word[0]) || (!long && !/[a-z][A-Z]|[A-Za-z\d][^A-Za-z\d]+[A-Za-z\d]/.test(word) && !/[:=(.>][ "'\\]*$/.test(line.slice(ends[i - 1] ?? 0, starts[i])))) return 0;
    const twin = folds.get(squash(word));
    if (!twin) return 0;
    const h = hitAt(i, to, twin.owners, OTHER);
    h.parts = long ? Math.max(partsOf(word), twin.parts) : partsOf(word);
    if ((!h.cue && /[a-z]/.test(word) && /^["'\\ ]*[:=]/.test(line.slice(ends[to - 1]))) || (h.parts < 2 && !announced(h))) return 0;
    pending.push(h);
    return to - i;
  };
  const addUnknown = (start, end) => {
    const known = unknown.find((u) => u.text === line.slice(start, end));
    if (known) known.count++;
    else if (unknown.length < maxUnknown) unknown.push({ ...mention(start, end), count: 1 });
  };
  const unknownAt = (i) => {
    const word = text(i);
    if (heads.has(word) && i + 1 < starts.length && gap(i, i + 1) === "." && !digit(line[starts[i + 1]])) {
      addUnknown(starts[i], ends[i + 1]);
      return 2;
    }
    if (/^[A-Z][A-Z\d]*(_[A-Z\d]+)+$/.test(word) && word.length > 4 && word.length <= 64) {
      if (line[ends[i]] !== "=" && !/[${]/.test(line[starts[i] - 1] ?? "")) addUnknown(starts[i], ends[i]);
    } else if (/^\d{4,6}$/.test(word) && !isAmount(i) && cueAt(i)[0] === CODE) addUnknown(starts[i], ends[i]);
    return 1;
  };
  const wordAt = (i) => {
    const word = text(i);
    const owners = numbers.get(word);
    if (owners) {
      if (isAmount(i)) return 1;
      const h = hitAt(i, i + 1, owners, NUMBER);
      if ((h.cue = numberCue(i, owners, h.cue))) pending.push(h);
      return 1;
    }
    for (const name of names.get(word) ?? []) {
      const n = nameAt(i, name.text);
      if (!n) continue;
      const h = hitAt(i, i + n, name.owners, name.shape);
      const [one, ...more] = name.owners;
      if (name.shape === STRONG) {
        h.assigned = line[ends[i + n - 1]] === "=" && !h.cue;
        if (more.every((e) => e.vendor === one.vendor)) seen.push({ word: h.word, line: lineNo, vendor: one.vendor, set: more.every((e) => e.set === one.set) ? one.set : "", weight: 2 });
      }
      pending.push(h);
      return n;
    }
    return other(i, i + 2) || other(i, i + 1) || unknownAt(i);
  };

  const evidence = (h) => {
    const best = [];
    for (const e of seen) {
      const far = Math.abs(e.word - h.word);
      if (far > hintReach || (!e.hint && !far)) continue;
      const times = e.line === h.line ? (far <= hintBeside ? 16 : 8) : far <= hintNear ? 2 : 1;
      const known = best.find((b) => b.hint === e.hint && b.vendor === e.vendor && b.set === e.set);
      if (!known) best.push({ ...e, times });
      else known.times = Math.max(known.times, times);
    }
    const owners = h.owners.map((entry) => ({ entry, score: 0, top: 0, hint: "" }));
    const others = new Map();
    for (const e of best) {
      let meant = !e.vendor;
      for (const o of owners) {
        if (e.vendor ? e.vendor !== o.entry.vendor : o.entry.space !== "grpc") continue;
        const points = e.set && e.set !== o.entry.set ? Math.floor(e.weight * e.times / 2) : e.weight * e.times;
        meant = true;
        o.score += points;
        if (e.weight < minSupport) continue;
        o.backed = true;
        o.near ||= e.times > 2;
        if (points > o.top && e.hint) [o.top, o.hint] = [points, e.hint.text];
      }
      if (!meant && e.weight >= minSupport) others.set(e.vendor, (others.get(e.vendor) ?? 0) + e.weight * e.times);
    }
    const foreign = Math.max(0, ...others.values()) > 2 * Math.max(...owners.map((o) => o.score));
    return { owners, foreign };
  };
  const certaintyOf = (h, { entry, backed, near }, foreign) => {
    const told = h.cue >= STATUS, sure = backed ? 3 : 2;
    switch (h.shape) {
      case STRONG: return h.assigned && !backed ? 0 : 3;
      case WEAK: return told ? sure : backed ? 2 : 0;
      case UPPER: return h.cue >= CODE && h.cue !== HTTP && (backed || h.length > 5) ? sure : told && backed ? 3 : near && h.length > 7 ? 1 : 0;
      case PLAIN: return told && backed ? 2 : 0;
      case PHRASE: return (told && backed) || near ? 2 : 0;
      case OTHER:
        if (h.cue >= GRPC) return sure;
        if (h.parts < 2) return backed && announced(h) ? 2 : 0;
        return told || h.parts > 2 ? (backed ? 2 : 1) : near ? 1 : 0;
    }
    if (entry.space === "http") {
      const http = told && h.cue !== GRPC;
      if (foreign) return 0;
      if (+h.mention.text < 400) return http && h.cue !== ERROR && backed ? 3 : 0;
      return http ? sure : backed && h.cue !== BRACKET ? 2 : 0;
    }
    if (entry.space === "grpc") return h.cue >= GRPC ? sure : backed && /^(code|status)$/.test(h.key) ? 3 : 0;
    const code = h.cue === CODE || h.cue === ERROR;
    if (h.cue === PAIR || (h.length > 4 && code)) return sure;
    return !backed ? 0 : (h.length > 2 && code) || h.cue === CODE ? 3 : h.length > 3 && h.cue <= STATUS ? 2 : 0;
  };
  const reason = (h, hint) => (h.shape === OTHER ? "other spelling" : h.shape !== NUMBER ? "exact spelling" :
    h.cue === HTTP ? "HTTP status" : h.cue === GRPC ? "gRPC status" : h.cue === PAIR ? "number with its name" :
    h.cue >= STATUS ? `number after “${h.key}”` : "number in a sentence") + (hint && `, near “${hint}”`);
  const inOrder = (a, b) => b.score - a.score || a.entry.retired - b.entry.retired || a.entry.rank - b.entry.rank;

  const decide = (h) => {
    const { owners, foreign } = evidence(h);
    let certain = 0;
    const candidates = owners.filter((o) => {
      const c = certaintyOf(h, o, foreign);
      certain = Math.max(certain, c);
      return c;
    }).sort(inOrder);
    if (!certain) return;
    const [best, ...rest] = candidates;
    const decided = !rest.length || best.score > 2 * rest[0].score ||
      (!best.entry.retired && rest.every((c) => c.entry.vendor === best.entry.vendor && c.entry.retired));
    if (!decided) certain = Math.min(certain, 2);
    const key = decided ? best.entry.id : candidates.map((c) => c.entry.id).sort().join(" ");
    const group = at(groups, key, () => ({ certain: 0, decided, count: 0, candidates: [], mentions: [] }));
    if (certain > group.certain) Object.assign(group, { certain, reason: reason(h, best.hint) });
    for (const { entry, score } of candidates) {
      const known = group.candidates.find((c) => c.entry === entry);
      if (known) known.score += score;
      else group.candidates.push({ entry, score });
    }
    group.count++;
    if (group.mentions.length < maxMentions) group.mentions.push(h.mention);
  };
  const settle = (before) => {
    while (pending.length && pending[0].word < before) decide(pending.shift());
    const oldest = Math.min(before, pending[0]?.word ?? before) - hintReach;
    const keep = seen.findIndex((e) => e.word >= oldest);
    seen = keep < 0 ? [] : seen.slice(keep);
  };

  const segment = (part) => {
    if (lineNo === 1 && !column) part = part.replace(/^\uFEFF/, "");
    line = part.replaceAll("\\_", "_").replace(/\x1b?\[[\d;]+m/g, "");
    split();
    hinted = [];
    for (let i = 0; i < starts.length; i++) hinted.push(hintAt(i));
    for (let i = 0; i < starts.length;) i += wordAt(i);
    first += starts.length;
    column += runes(line);
    settle(first - hintReach);
  };
  return {
    line(whole) {
      for (const part of segments(whole)) segment(part);
      lineNo++;
      column = 0;
    },
    findings() {
      settle(first + 1);
      const plain = ({ masked: _, ...m }) => m;
      const sorted = [...groups.values()].sort((a, b) => b.certain - a.certain);
      const masked = [...sorted.flatMap((g) => g.mentions), ...unknown].reduce((n, m) => n + m.masked, 0);
      const found = sorted.map(({ certain, reason, decided, count, candidates, mentions }) => {
        candidates = candidates.sort(inOrder).map(({ entry: { id, code, title, url, vendorName, setTitle }, score }) => ({ id, code, title, url, vendorName, setTitle, score }));
        return { code: candidates[0].code, confidence: ["", "low", "medium", "high"][certain], reason, decided, count, candidates, mentions: mentions.map(plain) };
      });
      return { lines: lineNo - 1, found, unknown: unknown.map(plain), masked };
    },
  };
}

const rest = () => new Promise((done) => setTimeout(done));

// openFinder loads all that finding needs; after that, find asks for nothing more. It rejects where the
// index is missing or broken.
export async function openFinder(base, fetch) {
  const get = async () => (await fetch(`${base}api/find.json`)).json();
  const [{ entries, kind }, meta] = await Promise.all([openResolver(base, fetch).all(), get()]);
  if (kind || meta.version !== 1) throw new Error("unavailable");
  const names = index(entries, meta);
  // find returns the codes in a text. It pauses often, so that the page stays alive.
  return async (text, pause = rest) => {
    const s = scan(names);
    text = text.toWellFormed?.() ?? text;
    for (let from = 0, paused = 0; from < text.length;) {
      let end = text.indexOf("\n", from);
      if (end < 0) end = text.length;
      s.line(text.slice(from, end));
      from = end + 1;
      if (from - paused > 1 << 15) {
        paused = from;
        await pause();
      }
    }
    return s.findings();
  };
}

const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

// summary returns findings as plain text for a ticket.
export function summary({ lines, found, unknown }, root) {
  let text = `${plural(found.length, "code")} in ${plural(lines, "line")}.\n`;
  for (const { code, confidence, decided, count, candidates, mentions } of found) {
    const at = mentions.map((m) => m.line).filter((n, i, all) => n !== all[i - 1]);
    text += `\n${code}${!decided ? " (one of these)" : confidence === "low" ? " (uncertain)" : ""}\n${plural(count, "time")}, ` +
      `${count > mentions.length ? "first in " : ""}line${at.length > 1 ? "s" : ""} ${at.join(", ")}\n`;
    for (const c of decided ? candidates.slice(0, 1) : candidates) text += `${c.vendorName}, ${c.setTitle}: ${c.title}\n${root}${c.url}\n`;
  }
  if (unknown.length) text += `\nNot in the list: ${unknown.map((u) => `${u.text} (line ${u.line})`).join(", ")}\n`;
  return text;
}
