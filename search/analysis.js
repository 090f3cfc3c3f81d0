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

const kind = (ch) => /[a-z]/.test(ch) ? 1 : /[A-Z]/.test(ch) ? 2 : /[0-9]/.test(ch) ? 3 : isPaired(ch) ? 4 : 0;

// isPaired reports whether words are pairs of the character and its neighbors. See language.go.
export const isPaired = (ch) => /[\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF66-\uFF9F]/.test(ch);

// words returns the words of a text in order, folded.
export function words(text) {
  const out = [];
  let run = "", kinds = [];
  const add = (word, kind) => {
    if (kind !== 4 || word.length === 1) out.push(word);
    else for (let i = 1; i < word.length; i++) out.push(word.slice(i - 1, i + 1));
  };
  const flush = () => {
    let start = 0;
    for (let i = 1; i < run.length; i++) {
      const a = kinds[i - 1], b = kinds[i];
      if ((a === 3) !== (b === 3) || (a === 4) !== (b === 4) ||
          i - start > 1 && b === 2 && (a === 1 || a === 2 && kinds[i + 1] === 1)) {
        add(run.slice(start, i), a);
        start = i;
      }
    }
    if (run) add(run.slice(start), kinds[start]);
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

// denials deny the next word that is no stop word.
export const denials = new Set("no not never without cannot cant t nor neither unable impossible arent couldnt didnt doesnt dont hasnt isnt nothing wasnt wont".split(" "));

// oneEdit reports whether one letter inserted, deleted, replaced or swapped with its neighbor makes b of a.
export function oneEdit(a, b) {
  let i = 0, m = a.length, n = b.length;
  while (i < m && i < n && a[i] === b[i]) i++;
  while (m > i && n > i && a[m - 1] === b[n - 1]) m--, n--;
  if (m - i === 2 && n - i === 2) return a[i] === b[i + 1] && a[i + 1] === b[i];
  return m - i < 2 && n - i < 2 && m + n > 2 * i;
}
