// The stem of an English word by Porter's algorithm: the browser's half of stem.go.

const step2 = "ational ate tional tion enci ence anci ance izer ize bli ble alli al entli ent eli e ousli ous ization ize " +
  "ation ate ator ate alism al iveness ive fulness ful ousness ous aliti al iviti ive biliti ble logi log";
const step3 = "icate ic ative - alize al iciti ic ical ic ful - ness -";
const step4 = "al - ance - ence - er - ic - able - ible - ant - ement - ment - ent - ion - ou - ism - ate - iti - ous - ive - ize -";

const pairs = (text) => {
  const list = text.split(" ").map((s) => s === "-" ? "" : s);
  return list.flatMap((s, i) => i % 2 ? [] : [[s, list[i + 1]]]);
};
const steps = [[pairs(step2), 0], [pairs(step3), 0], [pairs(step4), 1]];

// shape writes each letter of a word as c for a consonant or v for a vowel.
function shape(w) {
  let out = "";
  for (const ch of w) {
    out += "aeiou".includes(ch) || ch === "y" && out.endsWith("c") ? "v" : "c";
  }
  return out;
}
const measure = (w) => shape(w).split("vc").length - 1;
const hasVowel = (w) => shape(w).includes("v");
const endsCVC = (w) => /cvc$/.test(shape(w)) && !/[wxy]$/.test(w);

export const stem = (w) => /^[a-z]{4,}$/.test(w) ? stemmed(w) : w;

// root returns the stem of a word of prose.
export function root(w) {
  if (/^[a-z]{2}[ey]$/.test(w)) return stemmed(w);
  return stem(w.replace(/^([a-z]{4,})is(?=(e|ed|es|er|ing|ation|ations)$)/, "$1iz"));
}

function stemmed(w) {
  if (/(ss|i)es$/.test(w)) w = w.slice(0, -2);
  else if (/[^s]s$/.test(w)) w = w.slice(0, -1);
  w = past(w);
  if (w.endsWith("y") && hasVowel(w.slice(0, -1))) w = w.slice(0, -1) + "i";
  for (const [list, m] of steps) w = replaceSuffix(w, list, m);
  if (w.endsWith("e")) {
    const base = w.slice(0, -1), m = measure(base);
    if (m > 1 || m === 1 && !endsCVC(base)) w = base;
  }
  return w.endsWith("ll") && measure(w) > 1 ? w.slice(0, -1) : w;
}

function past(w) {
  if (w.endsWith("eed")) return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w;
  const base = w.replace(/(ed|ing)$/, "");
  if (base === w || !hasVowel(base)) return w;
  if (/(at|bl|iz)$/.test(base)) return base + "e";
  if (/([^aeiou])\1$/.test(base) && shape(base).endsWith("c") && !/[lsz]$/.test(base)) return base.slice(0, -1);
  return measure(base) === 1 && endsCVC(base) ? base + "e" : base;
}

function replaceSuffix(w, list, m) {
  if (m && /[^st]ion$|^ion$/.test(w)) return w;
  for (const [suffix, to] of list) {
    if (w.endsWith(suffix)) {
      const base = w.slice(0, w.length - suffix.length);
      return measure(base) > m ? base + to : w;
    }
  }
  return w;
}
