// Snippets, masks and long lines.

export const maxLine = 16 << 10;
const lineSlack = 1 << 10, maxSnippet = 160, snippetBefore = 60;

export const isDigit = (c) => c >= "0" && c <= "9";
const low = (line, i) => /[\uDC00-\uDFFF]/.test(line[i] ?? "");

// runes counts characters, of which some are two in JavaScript.
export const runes = (s) => s.length - (s.match(/[\uDC00-\uDFFF]/g)?.length ?? 0);

function digitsOf(run) {
  const places = [], groups = [0];
  for (let i = 0; i < run[0].length; i++) {
    if (isDigit(run[0][i])) places.push(run.index + i);
    else groups.push(places.length);
  }
  return { places, groups };
}

function luhn(text, places) {
  return places.reduceRight((sum, place, i) => {
    const d = text[place] * ((places.length - 1 - i) % 2 + 1);
    return sum + (d > 9 ? d - 9 : d);
  }, 0) % 10 === 0;
}

// maskCards replaces the middle digits of card numbers by "*" and counts them.
export function maskCards(text) {
  if (!/\d(?:[ -]?\d){12}/.test(text)) return [text, 0];
  const out = text.split("");
  let masked = 0;
  for (const run of text.matchAll(/\d(?:[ -]?\d)*/g)) {
    const { places, groups } = digitsOf(run);
    for (let a = 0; a < groups.length; a++) {
      for (let b = a + 1; b <= groups.length; b++) {
        const card = places.slice(groups[a], groups[b]);
        if (card.length > 19) break;
        if (card.length < 13 || !luhn(text, card)) continue;
        for (const place of card.slice(6, -4)) out[place] = "*";
        masked++;
      }
    }
  }
  return [out.join(""), masked];
}

function back(line, i, n) {
  for (; n > 0 && i > 0; n--) i -= low(line, i - 1) ? 2 : 1;
  return [i, n];
}

// snippet returns the text around a part of a line, and how many card numbers are masked in it.
export function snippet(line, start, end) {
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

// cutLine returns where a line of UTF-8 that is too long is cut.
function cutLine(data) {
  const digit = (c) => c > 47 && c < 58;
  const first = (ok) => {
    for (let i = maxLine; i > maxLine - lineSlack; i--) if (ok(i)) return i;
    return 0;
  };
  return first((i) => ",;{}&".includes(String.fromCharCode(data[i - 1]))) ||
    first((i) => (data[i - 1] === 32 || data[i - 1] === 9) && !(digit(data[i - 2]) && digit(data[i]))) ||
    first((i) => (data[i] & 0xc0) !== 0x80);
}

// segments cuts a line where find.go does.
export function segments(line) {
  if (line.length * 3 <= maxLine) return [line];
  const parts = [];
  const text = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  let data = new TextEncoder().encode(line);
  while (data.length > maxLine) {
    const cut = cutLine(data);
    parts.push(text(data.subarray(0, cut)));
    data = data.subarray(cut);
  }
  return data.length ? [...parts, text(data)] : parts;
}
