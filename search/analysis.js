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

export const stopWords = new Set((
  "a about actually advise after afternoon again all also always am an and angry annoyed any anyone anything are as " +
  "asap ask asked asking asks assist assistance at attached attachment aw be because been before being believe both " +
  "boy btw but by came can cannot cant cheers claimed claims colleague colleagues come comes coming complain " +
  "complained complaining complains could couldn daughter dear did didn didnt directly do does doesn doesnt doing " +
  "don done dont dunno enough ever every everybody everyone everything exactly explain father ffs folks for from " +
  "frustrated fw fwd fyi gave gentleman get gets getting girl give given gives giving go goes going got greetings " +
  "guess guy guys had happen happened happening happens has hasn hasnt have haven having he hello help her here " +
  "hers herself hey hi him himself his how however husband i if immediately in into is isn isnt issue issues it its " +
  "itself just keep keeping keeps kept kindly lady let lets ll look looks madam made make makes making man maybe me " +
  "mean means men mention mentioned mentions might morning mother mr mrs ms must my myself need needed needs never " +
  "no nobody nor not nothing now of often okay on once only or other others our ours ourselves out over perhaps " +
  "please pls quite rather re really regards said sake same say saying says screenshot see seeing seems seen " +
  "several shall she should showed shown shows simply since sincerely sir so some somebody somehow someone " +
  "something sometimes son sorry still subject such suddenly suggest suggests t taken takes teach team tell telling " +
  "tells than thank thanks that the their them themselves then there these they thing things think thinks this " +
  "those though thought thx to told too toward trouble ty unfortunately unhappy unless until up upset urgent " +
  "urgently usually ve very want wanted wants was wasn wasnt we were wg what whatever when where whether which " +
  "while who whose why wife will with without woman women won wonder wondering wont would wouldn yes yet you your").split(" "));

// denials deny the next word that is no stop word.
export const denials = new Set("no not never without cannot cant t nor neither unable impossible didnt doesnt dont hasnt isnt nothing wasnt wont".split(" "));

// oneEdit reports whether one letter inserted, deleted, replaced or swapped with its neighbor makes b of a.
export function oneEdit(a, b) {
  let i = 0, m = a.length, n = b.length;
  while (i < m && i < n && a[i] === b[i]) i++;
  while (m > i && n > i && a[m - 1] === b[n - 1]) m--, n--;
  if (m - i === 2 && n - i === 2) return a[i] === b[i + 1] && a[i + 1] === b[i];
  return m - i < 2 && n - i < 2 && m + n > 2 * i;
}
