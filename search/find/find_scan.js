// One pass over a text.
import { lower } from "./resolve.js";
import { CODE, ERROR, HINT, cueAt, isAmount, isAnnounced, isWordChar, numberCue } from "./find_cue.js";
import { NUMBER, OTHER, STRONG, minLetter, partsOf } from "./find_names.js";
import { decide, findings, hintReach } from "./find_rank.js";
import { isDigit, runes, snippet } from "./find_text.js";

const maxUnknown = 20, longHint = 6, minLong = 12;

const same = (word, want, exact) => word === want || (!exact && lower(word) === want);
const isSigned = (line, i) => line[i - 1] === "-" && (i === 1 || /[ \t"'`,;:=([{<>|/]/.test(line[i - 2]));
const squash = (s) => s.replace(/[^A-Za-z\d]/g, "").toLowerCase();

function escapeLength(names, before, word) {
  if (before === "\\") return /^u[\da-f]{4}./i.test(word) ? 5 : /^[nrtbf]./.test(word) ? 1 : 0;
  return before === "%" && /^[\da-f]{2}./i.test(word) && !names.has(word) ? 2 : 0;
}

export class Scan {
  line = "";
  starts = [];
  ends = [];
  hinted = [];
  lineNo = 1;
  column = 0;
  first = 0;
  recent = ["", "", "", ""];
  seen = [];
  pending = [];
  groups = new Map();
  unknown = [];

  constructor(names) {
    this.names = names;
  }

  text(i) {
    return this.line.slice(this.starts[i], this.ends[i]);
  }

  // gap returns the text between word i and the next, undefined if there is none.
  gap(i) {
    return i + 1 < this.starts.length ? this.line.slice(this.ends[i], this.starts[i + 1]) : undefined;
  }

  before(i) {
    return this.line[this.starts[i] - 1] ?? "";
  }

  after(i) {
    return this.line[this.ends[i]] ?? "";
  }

  small(i) {
    return i >= this.starts.length || this.ends[i] - this.starts[i] > 24 ? "" : squash(this.text(i));
  }

  folded(word) {
    return this.names.folds.get(squash(word));
  }

  endLine() {
    this.lineNo++;
    this.column = 0;
  }

  segment(part) {
    if (this.lineNo === 1 && !this.column) part = part.replace(/^\uFEFF/, "");
    this.line = part.replaceAll("\\_", "_").replace(/\x1b?\[[\d;]+m/g, "");
    this.split();
    this.hinted = [];
    for (let i = 0; i < this.starts.length; i++) this.hinted.push(this.hintAt(i));
    for (let i = 0; i < this.starts.length;) {
      this.wordless(i);
      i += this.word(i);
    }
    this.wordless(this.starts.length);
    this.first += this.starts.length;
    this.column += runes(this.line);
    this.settle(this.first - hintReach);
  }

  split() {
    this.starts = [];
    this.ends = [];
    for (const { 0: word, index } of this.line.matchAll(/\w+/g)) {
      let start = index + escapeLength(this.names.names, this.line[index - 1], word);
      const end = index + word.length;
      if (/^\d+$/.test(this.line.slice(start, end)) && isSigned(this.line, start)) start--;
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  hintAt(i) {
    const word = this.text(i);
    const bucket = this.names.buckets.get(word.slice(0, 2).toLowerCase()) ?? [];
    let found;
    for (const hint of bucket) if (!(found?.weight >= hint.weight) && this.hasHint(word, hint)) found = hint;
    if (found) {
      for (const hint of bucket) {
        const { vendor, set, weight } = hint;
        if (hint.text === found.text) this.seen.push({ word: this.first + i, line: this.lineNo, hint, vendor, set, weight });
      }
    }
    this.recent.shift();
    this.recent.push(word);
    return found;
  }

  hasHint(word, { parts, exact }) {
    const n = parts.length - 1, want = parts[n];
    if (!same(word, want, exact)) {
      if (n || word.length <= want.length || !same(word.slice(0, want.length), want, exact)) return false;
      if (want.length < longHint && /[a-z]/.test(word[want.length])) return false;
    }
    return parts.slice(0, n).every((part, i) => same(this.recent[this.recent.length - n + i], part, exact));
  }

  mention(start, end) {
    const { line, lineNo, column } = this;
    const [text, masked] = snippet(line, start, end);
    return { line: lineNo, column: column + runes(line.slice(0, start)) + 1, text: line.slice(start, end), snippet: text, masked };
  }

  hitAt(i, start, end, owners, shape) {
    const own = this.starts[i] < end;
    const [cue, key] = own ? cueAt(this, i) : [0, ""];
    const mention = this.mention(start, end);
    const marked = own && i > 0 && /[:=]/.test(this.gap(i - 1));
    return { word: this.first + i, line: this.lineNo, owners, shape, cue, key, marked, parts: 0, length: mention.text.length, mention };
  }

  // word handles what starts with word i and returns how many words that is.
  word(i) {
    const word = this.text(i);
    const owners = this.names.numbers.get(word);
    if (owners) return this.number(i, owners);
    for (const name of this.names.names.get(word) ?? []) {
      const n = this.nameAt(i, name);
      if (!n) continue;
      this.name(i, this.starts[i] - name.lead, name);
      return n;
    }
    return this.otherForm(i, i + 2) || this.otherForm(i, i + 1) || this.unknownAt(i);
  }

  number(i, owners) {
    if (isAmount(this, i)) return 1;
    const h = this.hitAt(i, this.starts[i], this.ends[i], owners, NUMBER);
    h.cue = numberCue(this, i, owners, h.cue);
    if (h.cue) this.pending.push(h);
    return 1;
  }

  nameAt(i, { text, lead }) {
    const start = this.starts[i] - lead, end = start + text.length;
    if (start < 0 || !this.line.startsWith(text, start) || (isWordChar(text.at(-1)) && isWordChar(this.line[end]))) return 0;
    let n = 1;
    while (this.starts[i + n] < end) n++;
    return n;
  }

  // wordless notes the names without a word that are in front of word i, after the word before it.
  wordless(i) {
    if (!this.names.wordless.size) return;
    const to = this.starts[i] ?? this.line.length;
    for (let from = this.ends[i - 1] ?? 0; from < to;) {
      const name = this.names.wordless.get(this.line.slice(from, from + minLetter))?.find(({ text }) => this.line.startsWith(text, from));
      if (name) this.name(i, from, name);
      from += name?.text.length ?? 1;
    }
  }

  name(i, start, { text, owners, shape }) {
    const h = this.hitAt(i, start, start + text.length, owners, shape);
    h.parts = partsOf(text);
    const [{ vendor, set }] = owners;
    if (shape === STRONG) {
      h.assigned = this.line[start + text.length] === "=" && !h.cue;
      if (owners.every((e) => e.vendor === vendor)) {
        this.seen.push({ word: h.word, line: h.line, vendor, set: owners.every((e) => e.set === set) ? set : "", weight: 2 });
      }
    }
    this.pending.push(h);
  }

  otherForm(i, to) {
    if (to > this.starts.length || (to > i + 1 && this.gap(i) !== ".")) return 0;
    const word = this.line.slice(this.starts[i], this.ends[to - 1]);
    const long = word.length >= minLong;
    if (isDigit(word[0]) || (!long && !/[a-z][A-Z]|[A-Za-z\d][^A-Za-z\d]+[A-Za-z\d]/.test(word) && !this.isValue(i))) return 0;
    const same = this.folded(word);
    if (!same) return 0;
    const h = this.hitAt(i, this.starts[i], this.ends[to - 1], same.owners, OTHER);
    h.parts = long ? Math.max(partsOf(word), same.parts) : partsOf(word);
    const key = /[a-z]/.test(word) && /^["'\\ ]*[:=]/.test(this.line.slice(this.ends[to - 1]));
    if ((!h.cue && key) || (h.parts < 2 && !isAnnounced(h))) return 0;
    this.pending.push(h);
    return to - i;
  }

  isValue(i) {
    return /[:=(.>][ "'\\]*$/.test(this.line.slice(this.ends[i - 1] ?? 0, this.starts[i]));
  }

  unknownAt(i) {
    const word = this.text(i);
    const n = this.member(i, i + 2) || this.member(i, i + 1);
    if (n) return n;
    if (this.names.heads.has(word) && this.gap(i) === "." && !isDigit(this.text(i + 1)[0])) {
      this.addUnknown(this.starts[i], this.ends[i + 1]);
      return 2;
    }
    const constant = /^(?=.{5,64}$)[A-Z][A-Z\d]*(_[A-Z\d]+)+$/.test(word) && this.after(i) !== "=" && !/[${]/.test(this.before(i));
    const number = /^\d{4,6}$/.test(word) && !isAmount(this, i) && cueAt(this, i)[0] === CODE;
    if (constant || number) this.addUnknown(this.starts[i], this.ends[i]);
    return 1;
  }

  member(i, to) {
    if (to > this.starts.length || (to > i + 1 && this.gap(i) !== "-")) return 0;
    const word = this.line.slice(this.starts[i], this.ends[to - 1]);
    const capitals = /^([A-Z][A-Z]|0x)/.test(word);
    if (word.length < 3 || word.length > 40 || !/\d/.test(word) || (!capitals && isAmount(this, i))) return 0;
    if (!capitals && ![HINT, ERROR, CODE].includes(cueAt(this, i)[0])) return 0;
    const families = this.names.members(word);
    if (!families.length) return 0;
    this.addUnknown(this.starts[i], this.ends[to - 1], families);
    return to - i;
  }

  addUnknown(start, end, families) {
    const known = this.unknown.find((u) => u.text === this.line.slice(start, end));
    if (known) known.count++;
    else if (this.unknown.length < maxUnknown) this.unknown.push({ ...this.mention(start, end), count: 1, ...(families && { families }) });
  }

  settle(before) {
    while (this.pending.length && this.pending[0].word < before) decide(this.groups, this.seen, this.pending.shift());
    const oldest = Math.min(before, this.pending[0]?.word ?? before) - hintReach;
    const keep = this.seen.findIndex((e) => e.word >= oldest);
    this.seen = keep < 0 ? [] : this.seen.slice(keep);
  }

  findings() {
    this.settle(this.first + 1);
    return findings(this.groups, this.unknown, this.lineNo - 1);
  }
}
