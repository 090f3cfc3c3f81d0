// What the text around a word or a number suggests that it is. s is a Scan.

export const ALONE = 1, PROSE = 2, HINT = 3, BRACKET = 4, STATUS = 5, ERROR = 6, CODE = 7, HTTP = 8, GRPC = 9, PAIR = 10;

export const isWordChar = (c) => c !== undefined && /\w/.test(c);
const digit = (c) => /\d/.test(c ?? "");

// cueAt returns the cue for word i, and the word that gives it.
export function cueAt(s, i) {
  if (i && s.gap(i - 1) === "." && !digit(s.text(i)[0]) && /^(status|statuscode|codes?)$/.test(s.small(i - 1))) {
    return [GRPC, s.small(i - 1)];
  }
  let j = i - 1;
  for (let n = 0; j >= 0 && n < 3 && /^[ \t]*$/.test(s.gap(j)) && s.names.fillers.has(s.small(j)); n++) j--;
  if (j < 0 || !/^[ \t"'`\\:=>([{#~*|-]{1,12}$/.test(s.gap(j)) || s.gap(j) === "-") return [0, ""];
  const [cue, key] = cueOf(s, j);
  return cue ? [cue, key] : [s.hinted[j] ? HINT : 0, ""];
}

function cueOf(s, j) {
  const key = s.small(j);
  const before = j > 0 && /^[\0-\x7f]{0,2}$/.test(s.gap(j - 1)) ? s.small(j - 1) : "";
  if (key === "code" && s.names.codes.has(before)) return [0, ""];
  if (key === "code" && before === "error") return [CODE, "error code"];
  if (key === "code" && /^(status|response|http)$/.test(before)) return [STATUS, key];
  if (/^(code|status)$/.test(key) && /^g?rpc$/.test(before)) return [GRPC, key];
  const known = s.names.cues.get(key);
  if (known) return [known, key];
  if (/(error|exception|errordomain)$/.test(key)) return [ERROR, key];
  if (/(error|reason)code$/.test(key)) return [CODE, key];
  return [/statuscode$/.test(key) ? STATUS : 0, key];
}

// numberCue refines the cue for any word by what only applies to numbers.
export function numberCue(s, i, owners, cue) {
  const before = s.before(i), after = s.after(i);
  if (isPaired(s, i, owners)) return PAIR;
  if (isAfterHTTP(s, i)) return HTTP;
  if (s.text(i).length === 3 && isBeforePhrase(s, i)) {
    return /[A-Z]/.test(s.text(i + 1)[0]) ? HTTP : Math.max(cue, before === " " ? PROSE : 0);
  }
  if (cue > HINT) return cue;
  if (s.gap(i) === " " && /^(error|response)$/.test(s.small(i + 1))) return PROSE;
  if (cue) return cue;
  if (before + after === "()" || before + after === "[]" || before === "#") return BRACKET;
  return !i || (!/[:=]/.test(s.gap(i - 1)) && /[,;"'{}>|]|\. /.test(s.gap(i - 1))) ? ALONE : 0;
}

function isPaired(s, i, owners) {
  const own = (e) => owners.includes(e);
  if (s.gap(i) === " " && (s.names.names.get(s.text(i + 1)) ?? []).some(
    (name) => name.owners.some(own) && s.nameAt(i + 1, name))) return true;
  return i > 0 && /^ ?\($/.test(s.gap(i - 1)) && !!s.folded(s.text(i - 1))?.owners.some(own);
}

function isAfterHTTP(s, i) {
  if (s.line.slice(0, s.starts[i]).endsWith("<-- ")) return true;
  let j = i - 1;
  if (j < 0 || !/^[" :=]{0,3}$/.test(s.gap(j))) return false;
  if (j && s.text(j).length === 1 && s.gap(j - 1) === "." && s.text(j - 1).length === 1) j--;
  if (j && digit(s.text(j)[0]) && s.gap(j - 1) === "/") j--;
  else if (j !== i - 1) return false;
  return s.small(j) === "http";
}

const isBeforePhrase = (s, i) => /^ \(?$/.test(s.gap(i)) && (s.names.short.has(s.small(i + 1)) ||
  (/^[\0-\x7f]$/.test(s.gap(i + 1)) && s.names.phrases.has(s.small(i + 1) + s.small(i + 2))));

// isAmount reports whether a number is part of a longer one, or counts something.
export function isAmount(s, i) {
  const before = s.before(i), after = s.after(i), second = s.line[s.starts[i] - 2], next = s.line[s.ends[i] + 1];
  return (/[.:,]/.test(before) && digit(second)) || (/[.:,/]/.test(after) && digit(next)) ||
    /[$@/+]/.test(before) || after === "%" || (before === "-" && !isWordChar(second)) ||
    (after === "-" && isWordChar(next)) || (/^[\0-\x7f]?$/.test(s.gap(i)) && s.names.units.has(s.small(i + 1)));
}

// isAnnounced reports whether the word in front can only be followed by a code.
export const isAnnounced = ({ cue, key }) => cue === CODE || cue === GRPC || (cue === STATUS && key === "statuscode");
