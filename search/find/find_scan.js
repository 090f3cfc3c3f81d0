// One pass over a text.
import { asNumber, fold, isParted, lower } from "./resolve.js";
import { cleaned, continued, encoded, isBase64 } from "./find_clean.js";
import { CODE, ERROR, HINT, HTTP, PROSE, STATUS, columnOf, columns, cueAt, isAfterHTTP, isAmount, isAnnounced, isAsked, isAt, isAtStatus, isProcess, isWordChar, maxCarriers, numberCue } from "./find_cue.js";
import { NUMBER, OTHER, PARTED, STRONG, minLetter, partsOf, piecesOf, squash } from "./find_names.js";
import { ownAt, phrasesAt, prefixOf } from "./find_phrases.js";
import { findings, hintReach, isCommon, settle, vendorName } from "./find_rank.js";
import { isDigit, maxLine, runes, snippet } from "./find_text.js";

const maxUnknown = 20, longHint = 6, minLong = 12, maxRPC = 16;

const same = (word, want, exact) => word === want || (!exact && word.length === want.length && word.toLowerCase() === want);
const isSigned = (line, i) => line[i - 1] === "-" && (i === 1 || /[ \t"'`,;:=([{<>|/]/.test(line[i - 2]));
const hasClock = (line) => /\d\d:\d\d/.test(/^[\0-\x7f]{0,32}/.exec(line)[0]);

export class Scan {
  line = "";
  starts = [];
  ends = [];
  hinted = [];
  lineNo = 1;
  chars = 0;
  first = 0;
  recent = ["", "", "", ""];
  held = "";
  waiting = 0;
  within = 0;
  record = 0;
  entry = 0;
  ended = false;
  tails = Array(maxCarriers).fill("");
  said = [];
  coded = [];
  until = 0;
  taken = 0;
  failed = [-1];
  seen = [];
  pending = [];
  groups = new Map();
  unknown = [];

  constructor(names) {
    this.names = names;
  }

  // text returns word i, or the words from it up to another.
  text(i, to = i + 1) {
    return this.line.slice(this.starts[i], this.ends[to - 1]);
  }

  // wordsTo returns the words from i up to another: one, or two with a mark between them; "" if they are others.
  wordsTo(i, to, mark) {
    return to === i + 1 || this.gap(i) === mark ? this.text(i, to) : "";
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
    const word = i < 0 ? this.earlier().at(i)[0] : i < this.starts.length ? this.text(i) : "";
    return word.length > 24 ? "" : squash(word);
  }

  // has reports whether there is a word i; a negative one is in a line before.
  has(i) {
    return i >= 0 || i >= -this.earlier().length;
  }

  // between returns what is between word i and the next.
  between(i) {
    if (i >= 0) return this.gap(i);
    const words = this.earlier(), { 0: word, index } = words.at(i), after = index + word.length;
    return i < -1 ? this.joined.slice(after, words.at(i + 1).index) : this.joined.slice(after) + this.line.slice(0, this.starts[0]);
  }

  earlier() {
    if (!this.last) {
      this.joined = this.tails.join("");
      this.last = [...this.joined.matchAll(/\w+/g)].slice(-maxCarriers);
    }
    return this.last;
  }

  remember() {
    const n = this.starts.length;
    if (!n) this.tails.fill("");
    this.tails = [...this.tails.slice(1), `${this.line.slice(n > maxCarriers ? this.starts[n - maxCarriers] : 0)}\n`];
    this.last = undefined;
  }

  folded(word) {
    return this.names.folds.get(squash(word));
  }

  endLine() {
    this.chars = 0;
    if (this.held) {
      this.waiting++;
      return;
    }
    this.lineNo += 1 + this.waiting;
    this.waiting = 0;
  }

  segment(part) {
    if (this.lineNo === 1 && !this.chars) part = part.replace(/^\uFEFF/, "");
    if (this.held && isBase64(this.held) && !isBase64(part.replace(/\r+$/, ""))) this.release();
    const start = this.chars || this.held.length >= maxLine ? "" : continued(part);
    if (start) {
      this.held += start;
      return;
    }
    const line = this.held + part;
    this.held = "";
    this.whole(line);
  }

  // release scans the lines that wait for another one.
  release() {
    if (!this.held) return;
    this.whole(this.held);
    this.held = "";
    this.chars = 0;
    this.lineNo += this.waiting;
    this.waiting = 0;
  }

  whole(line) {
    if (!this.chars) this.beginLine(line);
    this.words(line);
    const main = this.line;
    for (const [start, text] of encoded(main)) {
      this.within = this.chars + runes(main.slice(0, start)) + 1;
      this.words(text);
    }
    this.within = 0;
    this.chars += runes(main);
    settle(this, this.first - hintReach);
  }

  words(line) {
    this.line = cleaned(this.names.names, line);
    this.matches = new Map();
    this.vendor = "";
    if (!this.within && !this.chars) columns(this);
    this.split();
    this.hinted = [];
    for (let i = 0; i < this.starts.length; i++) {
      phrasesAt(this, i);
      this.hinted.push(this.hintAt(i));
    }
    this.vendor = this.onlyVendor();
    for (let i = 0; i < this.starts.length;) {
      this.wordless(i);
      i += this.word(i);
    }
    this.wordless(this.starts.length);
    this.first += this.starts.length;
    this.remember();
  }

  beginLine(line) {
    line = line.replace(/[ \t\r]+$/, "");
    const isCause = line.startsWith("Caused by"), isObject = line[0] === "{" && line.endsWith("}");
    if (line && ((this.ended && !/^[ \t{[<]/.test(line) && !isCause) || hasClock(line) || isObject)) this.record++;
    if (line && !/^[ \t})\]]/.test(line) && !isCause) this.entry++;
    this.ended = !line || isObject;
  }

  split() {
    this.starts = [];
    this.ends = [];
    for (const { 0: word, index } of this.line.matchAll(/\w+/g)) {
      let start = index;
      const end = index + word.length;
      if (/^\d+$/.test(word) && isSigned(this.line, start)) start--;
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
        if (hint.text === found.text) this.seen.push({ key: hint, word: this.first + i, line: this.lineNo, record: this.record, hint, vendor, set, weight });
      }
    }
    this.recent.shift();
    this.recent.push(word);
    return found;
  }

  hasHint(word, { parts, exact, path }) {
    const n = parts.length - 1, want = parts[n];
    if (!same(word, want, exact)) {
      if (n || word.length <= want.length || !same(word.slice(0, want.length), want, exact)) return false;
      if (want.length < longHint && /[a-z]/.test(word[want.length])) return false;
    }
    if (path) return this.recent.some((w) => same(w, parts[0], exact));
    return parts.slice(0, n).every((part, i) => same(this.recent[this.recent.length - n + i], part, exact));
  }

  mention(start, end) {
    const { line, lineNo } = this;
    const [text, masked] = snippet(line, start, end);
    return { line: lineNo, column: this.within || this.chars + runes(line.slice(0, start)) + 1, text: line.slice(start, end), snippet: text, masked };
  }

  hitAt(i, start, end, owners, shape) {
    const own = this.starts[i] < end;
    let [cue, key] = own ? cueAt(this, i) : [0, ""];
    if (own && !cue) cue = columnOf(this, i) ?? 0;
    const mention = this.mention(start, end);
    const marked = own && i > 0 && /[:=]/.test(this.gap(i - 1));
    return { word: this.first + i, vendor: this.vendor, line: this.lineNo, record: this.record, entry: this.entry, owners, shape, cue, key, marked, parts: 0, length: mention.text.length, mention };
  }

  // word handles what starts with word i and returns how many words that is.
  word(i) {
    const own = ownAt(this, i);
    if (own) return own;
    const word = this.text(i);
    const owners = this.names.numbers.get(word) ?? (this.isNear() && this.names.numbers.get(asNumber(word)));
    if (owners) return this.number(i, owners);
    this.parted(i);
    for (const name of this.names.names.get(word) ?? []) {
      const n = this.nameAt(i, name);
      if (!n) continue;
      this.name(i, this.starts[i] - name.lead, name);
      return n;
    }
    return this.otherForm(i, i + 2) || this.otherForm(i, i + 1) || this.unknownAt(i);
  }

  number(i, owners) {
    if ((!columnOf(this, i) && isAmount(this, i) && !isAtStatus(this, i)) || isProcess(this, i)) return 1;
    let cue = numberCue(this, i, owners, cueAt(this, i)[0]);
    if (cue < STATUS) cue = columnOf(this, i) ?? cue;
    const isRPC = cue === CODE && +this.text(i) <= maxRPC && isAt(this, i, this.names.rpc);
    if (cue && !this.unlisted(i, cue, owners)) this.pending.push({ ...this.hitAt(i, this.starts[i], this.ends[i], owners, NUMBER), cue, isRPC });
    return 1;
  }

  // unlisted notes a number with a cue if the vendor that the line names does not have it. See unknown.go.
  unlisted(i, cue, owners) {
    const { vendor } = this;
    if (!vendor || cue < PROSE || this.first + i < this.until || owners.some((e) => e.vendor === vendor) || !isAsked(this, i, cue)) return false;
    this.addUnknown(i, i + 1);
    return true;
  }

  // onlyVendor returns the only vendor that the line names, "" if it names none but in paths, or several.
  onlyVendor() {
    const hints = this.seen.slice(this.seen.findLastIndex(({ line }) => line !== this.lineNo) + 1).filter(({ hint, vendor }) => hint && vendor);
    const of = hints[0]?.vendor ?? "~";
    if (of[0] === "~" || hints.some(({ vendor }) => vendor !== of)) return "";
    const names = `${fold(of)} ${fold(vendorName(this, of))}`;
    return hints.some(({ hint, word }) => this.before(word - this.first) !== "/" && names.includes(fold(hint.text))) ? of : "";
  }

  // isNear reports whether the line has evidence of a vendor.
  isNear() {
    return this.seen.at(-1)?.line === this.lineNo;
  }

  // parted notes the words from word i on if they are a name that is written apart. See parted.go.
  parted(i) {
    if (!this.isNear()) return;
    let start = squash(this.text(i)), end = 0, owners;
    for (let j = i + 1; this.names.begins.has(start) && /^[ ./:#(-]{0,2}$/.test(this.gap(j - 1) ?? "none"); j++) {
      start += squash(this.text(j));
      const same = this.names.folds.get(start);
      if (same) [owners, end] = [same.owners, j + 1];
    }
    if (!owners || /^\d+$/.test(this.text(end - 1)) && isAmount(this, end - 1)) return;
    const text = this.text(i, end);
    if (!isParted(text) || this.names.names.get(this.text(i))?.some((n) => n.text.length >= text.length && this.nameAt(i, n))) return;
    this.pending.push({ ...this.hitAt(i, this.starts[i], this.ends[end - 1], owners, PARTED), parts: partsOf(text), words: end - i });
    this.until = this.first + end;
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
    const [{ vendor, set, space }] = owners;
    if (shape === STRONG) {
      h.assigned = this.line[start + text.length] === "=" && !h.cue;
      h.hasClass = this.names.heads.has(text.split(".", 1)[0]);
      if (space !== "grpc" && owners.every((e) => e.vendor === vendor)) {
        const weight = isCommon(text, this.names.common) ? 1 : 2;
        const of = owners.every((e) => e.set === set) ? set : "";
        this.seen.push({ key: `${vendor}/${of}`, word: h.word, line: h.line, record: h.record, vendor, set: of, weight, code: lower(text) });
      }
    }
    this.pending.push(h);
  }

  otherForm(i, to) {
    const word = this.wordsTo(i, to, ".");
    if (!word) return 0;
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
    if (this.first + i < this.until) return 1;
    if (this.names.heads.has(word) && this.gap(i) === "." && !isDigit(this.text(i + 1)[0])) {
      this.addUnknown(i, i + 2);
      return 2;
    }
    const constant = /^(?=.{5,64}$)[A-Z][A-Z\d]*(_[A-Z\d]+)+$/.test(word) && this.after(i) !== "=" && !/[${]/.test(this.before(i));
    if (constant) {
      if (this.looksFailed(i)) this.addUnknown(i, i + 1);
    } else if (/^[A-Z]+$/.test(word) && this.names.failing.has(lower(word))) {
      if (cueAt(this, i)[0] === CODE && this.isValue(i)) this.addUnknown(i, i + 1);
    } else if (!this.isNumbered(i, i + 1) && !this.isNumbered(i, i + 2)) {
      if (/^\d{3}$/.test(word)) {
        if (this.isNear() && !isAmount(this, i) && !isProcess(this, i)) this.unlisted(i, isAfterHTTP(this, i) ? HTTP : cueAt(this, i)[0], []);
      } else if (/^\d{4,6}$/.test(word) && !isAmount(this, i) && cueAt(this, i)[0] === CODE) this.addUnknown(i, i + 1);
    }
    return 1;
  }

  looksFailed(i) {
    const word = this.text(i);
    if (this.names.phrases.has(lower(word))) return false;
    return cueAt(this, i)[0] >= ERROR || this.isNear() || piecesOf(word).some((w) => this.names.failing.has(w));
  }

  isNumbered(i, to) {
    const word = this.wordsTo(i, to, "-");
    const vendor = word.length <= 40 && this.names.prefixes.get(prefixOf(word));
    if (vendor) this.addUnknown(i, to, { of: vendorName(this, vendor) });
    return !!vendor;
  }

  member(i, to) {
    const word = this.wordsTo(i, to, "-");
    const capitals = /^([A-Z][A-Z]|0x)/.test(word);
    if (word.length < 3 || word.length > 40 || !/\d/.test(word) || (!capitals && isAmount(this, i))) return 0;
    if (!capitals && ![HINT, ERROR, CODE].includes(cueAt(this, i)[0])) return 0;
    const families = this.names.members(word).filter((e) => capitals || !this.vendor || e.vendor === this.vendor);
    if (!families.length) return 0;
    this.addUnknown(i, to, { families });
    return to - i;
  }

  // addUnknown notes the words from i up to another, and whose they are: of the vendor that the line names, if of nobody else.
  addUnknown(i, to, more = this.vendor && { of: vendorName(this, this.vendor) }) {
    this.note({ ...this.mention(this.starts[i], this.ends[to - 1]), ...more });
  }

  // note counts an unknown word.
  note(u) {
    const known = this.unknown.find((k) => k.text === u.text && k.of === u.of);
    if (known) known.count++;
    else if (this.unknown.length < maxUnknown) this.unknown.push({ ...u, count: 1 });
  }

  findings() {
    this.release();
    settle(this, this.first + 1);
    return findings(this, this.lineNo - 1);
  }
}
