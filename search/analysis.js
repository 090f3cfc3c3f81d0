// Text to words: the browser's half of analysis.go, where the rules are explained.
import { letter, plain } from "./letters.js";

// spelling returns what all spellings of a name have in common.
export function spelling(text) {
  let out = "", word = false;
  text = plain(text);
  for (let i = 0; i < text.length; i++) {
    const f = letter(text[i]);
    if (text[i] === "(" && word) break;
    word = f !== null;
    if (word) out += f;
  }
  return out || text.replace(/[\0- "'`]|[^\0-\x7f]/g, "");
}

const kind = (ch) => /[a-z]/.test(ch) ? 1 : /[A-Z]/.test(ch) ? 2 : /[0-9]/.test(ch) ? 3 : 0;

// words returns the words of a text in order, folded.
export function words(text) {
  const out = [];
  let run = "", kinds = [];
  const flush = () => {
    let start = 0;
    for (let i = 1; i < run.length; i++) {
      const a = kinds[i - 1], b = kinds[i];
      if ((a === 3) !== (b === 3) ||
          i - start > 1 && b === 2 && (a === 1 || a === 2 && kinds[i + 1] === 1)) {
        out.push(run.slice(start, i));
        start = i;
      }
    }
    if (run) out.push(run.slice(start));
    run = "";
    kinds = [];
  };
  text = plain(text);
  for (let i = 0; i < text.length; i++) {
    const f = letter(text[i]);
    if (f === null) flush();
    else if (f) {
      run += f;
      kinds.push(kind(text[i]));
    }
  }
  flush();
  return out;
}

export const stopWords = new Set((
  "a about after again all also am an and any are as at be because been before being both but by can could " +
  "did do does doing done enough for from get gets getting got had has have having he her here his how i if in into " +
  "is it its just keep keeps me my no not of on once only or our out over same she should so some such than " +
  "that the their them then there these they this those though to too up very was we were what when where " +
  "which while who why will with would you your").split(" "));

// oneEdit reports whether one letter inserted, deleted, replaced or swapped with its neighbor makes b of a.
export function oneEdit(a, b) {
  let i = 0, m = a.length, n = b.length;
  while (i < m && i < n && a[i] === b[i]) i++;
  while (m > i && n > i && a[m - 1] === b[n - 1]) m--, n--;
  if (m - i === 2 && n - i === 2) return a[i] === b[i + 1] && a[i + 1] === b[i];
  return m - i < 2 && n - i < 2 && m + n > 2 * i;
}
