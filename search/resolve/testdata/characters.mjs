// Puts each character of Unicode into texts: node characters.mjs SCRIPTS < {sentence, words, step}. See characters_test.go.
import { readFileSync } from "node:fs";

const { apart, asNumber, fold, isLoud, isParted, isWords, lower, tail, withoutPaths } = await import(new URL(`${process.argv[2]}/resolve.js`, import.meta.url));

const { sentence, words, step } = JSON.parse(readFileSync(0, "utf8"));

const ranges = [];
let before = "";
for (let c = 0; c <= 0x10ffff; c += c >= 0x3400 && c < 0xf900 || c > 0xffff ? step : 1) {
  if (c >= 0xd800 && c < 0xe000) continue;
  const ch = String.fromCodePoint(c), put = (text) => text.replaceAll("{}", () => ch), text = put(sentence);
  const made = words.map(put).map((word) => `${fold(word)} ${tail(word)} ${asNumber(word)} ${isParted(word)} ${isParted(word) && isLoud(word)} ${isWords(word)}`);
  const result = [fold(text), lower(text), withoutPaths(text), apart(text), ...made].map((s) => c < 128 ? s : s.replaceAll(ch, "{}"));
  const now = result.join("\0");
  if (now !== before) ranges.push({ first: c, result });
  before = now;
}
process.stdout.write(JSON.stringify(ranges));
