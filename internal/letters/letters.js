// What the characters of a text count as in a word or a code: the browser's half of letters.go, where the rules are
// explained.

const wordChar = /[0-9A-Za-z\xAA\xB5\xBA\xC0-\xD6\xD8-\xF6\xF8-\u02AF\u0370-\u1FFF\u2C00-\u2DFF\u3040-\uD7FF\uF900-\uFDFF\uFE70-\uFEFE\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF66-\uFFDC]/;

const latin = "aaaaaaæceeeeiiiiðnooooo×ouuuuyþßaaaaaaæceeeeiiiiðnooooo÷ouuuuyþy" +
  "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiĳĳjjkkĸlllllllllln" +
  "nnnnnŉŋŋooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

// letter returns what a character counts as in a word: "" if it is dropped, null if it ends the word.
export function letter(ch) {
  const c = ch.charCodeAt(0);
  if (c >= 0x300 && c <= 0x36F) return "";
  if (!wordChar.test(ch)) return null;
  if (c >= 0x41 && c <= 0x5A || c >= 0x391 && c <= 0x3A9 || c >= 0x410 && c <= 0x42F) return String.fromCharCode(c + 0x20);
  if (c >= 0x400 && c <= 0x40F) return String.fromCharCode(c + 0x50);
  return c >= 0xC0 && c <= 0x17F ? latin[c - 0xC0] : ch;
}

// cut returns the longest start of a text that has at most so many bytes of UTF-8, without half a character.
export function cut(s, bytes) {
  let end = 0;
  for (const c of s) {
    const code = c.codePointAt(0);
    bytes -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes < 0) break;
    end += c.length;
  }
  return s.slice(0, end);
}

// narrow replaces full-width forms of ASCII characters and the minus sign by ASCII.
export const narrow = (s) => s.replace(/[\uFF01-\uFF5E]/g, (ch) => String.fromCharCode(ch.charCodeAt(0) - 0xFEE0)).replaceAll("\u2212", "-");

// plain also makes a word of the sign of a number.
export const plain = (s) => narrow(s).replace(/(^|.)(?=-[0-9])/gs, (_, before) =>
  /^[\0- "'`,;:=([{<>|/]?$/.test(before) || before > "\x7f" && letter(before) === null ? before + "minus" : before);
