// What the text around a word or a number suggests that it is. s is a Scan.
import { numbersIn } from "./resolve.js";
import { getOr, squash } from "./find_names.js";
import { isDigit } from "./find_text.js";

export const ALONE = 1, PROSE = 2, HINT = 3, BRACKET = 4, STATUS = 5, ERROR = 6, CODE = 7, HTTP = 8, GRPC = 9, PAIR = 10;

export const isWordChar = (c) => c !== undefined && /\w/.test(c);
export const maxCarriers = 6;
const onlySpaces = (gap) => /^[ \t]*$/.test(gap);
const joins = (gap, carried) => carried ? /^[ \t"'`\\:=>([{#~*|<\/,}\]\r\n-]{0,12}$/.test(gap.replaceAll(" ", "")) && gap.replaceAll(" ", "") !== "-" :
  /^[ \t"'`\\:=>([{#~*|-]{1,12}$/.test(gap) && gap !== "-";

// keyAt returns the word in front of word i that may be the key of its value, and whether something carries the value.
function keyAt(s, i) {
  let j = i - 1, carried = false;
  for (let n = 0; n < maxCarriers && s.has(j); n++, j--) {
    const word = s.small(j), gap = s.between(j);
    if (joins(gap, carried) && (s.names.carriers.has(word) || (carried && s.names.carried.has(word))) && (carried || !onlySpaces(gap))) carried = true;
    else if (n > 2 || !onlySpaces(gap) || !s.names.fillers.has(word)) break;
  }
  return [j, carried];
}

// cueAt returns the cue for word i, and the word that gives it. Negative words are those of the lines before.
export function cueAt(s, i) {
  if (i && s.gap(i - 1) === "." && !isDigit(s.text(i)[0]) && /^(status|statuscode|codes?)$/.test(s.small(i - 1))) {
    return [GRPC, s.small(i - 1)];
  }
  const [j, carried] = keyAt(s, i);
  if ((j < 0 && !carried) || !s.has(j) || !joins(s.between(j), carried)) return [0, ""];
  const [cue, key] = cueOf(s, j);
  return cue ? [cue, key] : [j >= 0 && s.hinted[j] ? HINT : 0, ""];
}

// labelOf returns the name of a field that CEF numbers, and other keys as they are.
function labelOf({ line }, key) {
  const at = /^c(s|n|fp)[1-9]$/.test(key) ? line.indexOf(`${key}Label=`) : -1;
  return at < 0 ? key : squash(/^\w{0,24}/.exec(line.slice(at + key.length + 6))[0]);
}

function cueOf(s, j) {
  const key = labelOf(s, s.small(j));
  const before = s.has(j - 1) && /^[\0-\x7f]{0,2}$/.test(s.between(j - 1)) ? s.small(j - 1) : "";
  if (key === "code" && s.names.codes.has(before)) return [0, ""];
  if (key === "code" && before === "error") return [CODE, "error code"];
  if (key === "code" && /^(status|response|http)$/.test(before)) return [STATUS, key];
  if (/^(code|status|statuscode)$/.test(key) && /^g?rpc$/.test(before)) return [GRPC, key];
  const known = s.names.cues.get(key);
  if (known) return [known, key];
  if (/(error|exception|errordomain)$/.test(key)) return [ERROR, key];
  if (/((error|reason)code|errorcase)$/.test(key)) return [CODE, key];
  return [/statuscode$/.test(key) ? STATUS : 0, key];
}

// numberCue refines the cue for any word by what only applies to numbers.
export function numberCue(s, i, owners, cue) {
  const before = s.before(i), after = s.after(i);
  if (isPaired(s, i, owners)) return PAIR;
  if (isAfterHTTP(s, i) || s.text(i).length === 3 && before + after === "()" && isAfterPhrase(s, i)) return HTTP;
  if (s.text(i).length === 3 && isBeforePhrase(s, i)) {
    return /[A-Z]/.test(s.text(i + 1)[0]) ? HTTP : Math.max(cue, before === " " ? PROSE : 0);
  }
  if (cue > HINT) return isSpanStatus(s, i, cue) ? 0 : cue;
  if (isStatusField(s, i) || isAtStatus(s, i)) return STATUS;
  if (isAfterScript(s, i)) return ERROR;
  if (s.gap(i) === " " && /^(error|response)$/.test(s.small(i + 1))) return PROSE;
  if (cue) return cue;
  if (before + after === "()" || before + after === "[]" || before === "#" && !isCounted(s, i)) return BRACKET;
  return !i || (!/[:=]/.test(s.gap(i - 1)) && /[,;"'{}>|]|\. /.test(s.gap(i - 1))) ? ALONE : 0;
}

const isCounted = (s, i) => getOr(s.matches, numbersIn, () => numbersIn(s.line, s.names.counted).map(([, end]) => end)).includes(s.ends[i]);

function isStatusField(s, i) {
  const [j, carried] = keyAt(s, i);
  if (!s.has(j) || !joins(s.between(j), carried) || onlySpaces(s.between(j))) return false;
  return s.names.statuses.has(s.small(j)) || s.small(j).endsWith("status");
}

function isSpanStatus(s, i, cue) {
  const [j] = keyAt(s, i);
  return cue === CODE && /^[0-2]$/.test(s.text(i)) && s.has(j - 1) && s.small(j) === "code" && s.small(j - 1) === "status" && s.between(j - 1).includes("{");
}

// isAtStatus reports whether word i is where a kind of access log has a status.
export const isAtStatus = (s, i) => s.text(i).length === 3 && /[ /\t]/.test(s.before(i)) &&
  isAt(s, i, s.names.access);

// isProcess reports whether word i is the number of a process in brackets.
export const isProcess = (s, i) => /^[\])]:/.test(s.line.slice(s.ends[i], s.ends[i] + 2)) && isAt(s, i, s.names.processes);

// isAt reports whether word i is at a position of one of the patterns, which are matched once for each line.
export const isAt = (s, i, patterns) => getOr(s.matches, patterns, () => patterns.flatMap(
  (p) => p.exec(s.line)?.indices.slice(1).map((at) => at?.[0]) ?? [])).includes(s.starts[i]);

// utf8 is how many bytes a text has.
const utf8 = (text) => new TextEncoder().encode(text).length;

function isAfterScript(s, i) {
  const gap = s.line.slice(i ? s.ends[i - 1] : 0, s.starts[i]);
  return /[^\0-\x7f]/.test(gap) && s.names.scripts.some((word) => gap.includes(word) && utf8(gap.slice(gap.lastIndexOf(word) + word.length)) <= 12);
}

function isPaired(s, i, owners) {
  const own = (e) => owners.includes(e);
  if (s.gap(i) === " " && (s.names.names.get(s.text(i + 1)) ?? []).some(
    (name) => name.owners.some(own) && s.nameAt(i + 1, name))) return true;
  return i > 0 && /^ ?\($/.test(s.gap(i - 1)) && !!s.folded(s.text(i - 1))?.owners.some(own);
}

export function isAfterHTTP(s, i) {
  if (s.line.slice(0, s.starts[i]).endsWith("<-- ")) return true;
  let j = i - 1;
  if (j < 0 || !/^[" :=]{0,3}$/.test(s.gap(j))) return false;
  if (j && s.text(j).length === 1 && s.gap(j - 1) === "." && s.text(j - 1).length === 1) j--;
  if (j && isDigit(s.text(j)[0]) && s.gap(j - 1) === "/") j--;
  else if (j !== i - 1) return false;
  return s.small(j) === "http";
}

const isBeforePhrase = (s, i) => /^ \(?$/.test(s.gap(i)) && (s.names.short.has(s.small(i + 1)) ||
  (/^[\0-\x7f]$/.test(s.gap(i + 1)) && s.names.responses.has(s.small(i + 1) + s.small(i + 2))));

const isAfterPhrase = (s, i) => i > 0 && s.gap(i - 1) === " (" && (s.names.short.has(s.small(i - 1)) ||
  [i - 3, i - 2].some((j) => j >= 0 && s.gap(j) === " " && s.names.responses.has(s.small(j) + s.small(j + 1))));

// isAmount reports whether a number is part of a longer one, or counts something.
export function isAmount(s, i) {
  const before = s.before(i), after = s.after(i), second = s.line[s.starts[i] - 2], next = s.line[s.ends[i] + 1];
  return (/[.:,]/.test(before) && isDigit(second)) || (/[.:,/]/.test(after) && isDigit(next)) ||
    /[$@/+]/.test(before) || after === "%" || (before === "-" && !isWordChar(second)) ||
    (after === "-" && isWordChar(next)) || (/^[\0-\x7f]?$/.test(s.gap(i)) && s.names.units.has(s.small(i + 1))) || isInUnits(s, i);
}

function isInUnits(s, i) {
  const [j, carried] = keyAt(s, i), word = j >= 0 && joins(s.between(j), carried) ? s.text(j) : "";
  return word.indexOf("_") > 0 && s.names.units.has(word.slice(word.lastIndexOf("_") + 1).toLowerCase());
}

// isAnnounced reports whether the word in front can only be followed by a code.
export const isAnnounced = ({ cue, key }) => cue === CODE || cue === GRPC || (cue === STATUS && key === "statuscode");

const afterStatus = /^["')\]]?([.,;:!?]?[ \t\r]*$|[.,;:!?] | (again|at|by|for|from|in|on|since|when)(\W|$))/;

// isAsked reports whether a number is one that somebody may look for with the name of its vendor. See unknown.go.
export function isAsked(s, i, cue) {
  const word = s.text(i), [, key] = cueAt(s, i);
  if (!/^[1-9]\d\d$/.test(word)) return false;
  if (s.names.cues.get(key) >= ERROR || key === "error code") return true;
  return /^[45]/.test(word) && (key !== "" || cue === HTTP || cue === PROSE) && (isBeforePhrase(s, i) || afterStatus.test(s.line.slice(s.ends[i])));
}

const headerMarks = ["|", "\t", ";", ","];

// columns finds the header of a table, and keeps it while its rows last: see columns.go.
export function columns(s) {
  const { line, header, mark } = s;
  if (header && (/^[-+|:= \t\r]+$/.test(line) || line.split(mark).length === header.length || (mark === "," && line.includes(',"')))) return;
  s.header = undefined;
  if (line.startsWith("#Fields: ")) return setHeader(s, line.slice(9), " ");
  const found = headerMarks.find((m) => line.includes(m));
  if (found) setHeader(s, line, found);
}

function setHeader(s, line, mark) {
  const cells = line.split(mark).map((cell) => cell.replace(/^[" \t\r]+|[" \t\r]+$/g, ""));
  if (cells.length < 2 || cells.some((cell) => !/^[A-Za-z_ .@()-]{0,24}$/.test(cell))) return;
  const header = cells.map((cell) => {
    const key = squash(cell), cue = s.names.cues.get(key) ?? 0;
    return cue >= STATUS ? cue : s.names.statuses.has(key) ? STATUS : 0;
  });
  if (header.some(Boolean)) Object.assign(s, { header, mark });
}

// columnOf returns the cue of the column of a table that word i is in, undefined where there is no table.
export const columnOf = (s, i) => !s.header || s.within ? undefined : s.header[s.line.slice(0, s.starts[i]).split(s.mark).length - 1];
