// What is wrapped around the codes of a line, and what a file is encoded in. See clean.go and decode.go.

const wrapped = /\x1b\[[\d;:?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\[\d[\d;]*m|&#(\d{2,3});|&#x([2-7][\da-fA-F]);|&(quot|amp|lt|gt|apos|nbsp);|%(?:25)*([2-7][\da-fA-F])|\\+(?:u00|x)([2-7][\da-fA-F])|\\+[nrtbf]|\\_|[\u200b-\u200d\u2060\ufeff\u00ad]|[\u00a0\u202f\u3000]/g;
const references = { quot: '"', amp: "&", lt: "<", gt: ">", apos: "'", nbsp: " " };
const char = (hex) => String.fromCharCode(parseInt(hex, 16));

// cleaned returns a line without what terminals, markup, mail and escapes put into it.
export function cleaned(names, line) {
  if (/=3D[ "'=]|=[\dA-F]{2}=[\dA-F]{2}/.test(line) && line.includes("=3D")) line = line.replace(/=([2-7][\dA-F])/g, (_, hex) => char(hex));
  return line.replace(wrapped, (text, decimal, hex, name, percent, unicode, at) => {
    if (decimal) return decimal >= 32 && decimal < 127 ? String.fromCharCode(decimal) : text;
    if (percent && names.has(/^\w*/.exec(line.slice(at + 1))[0])) return text;
    if (hex ?? percent ?? unicode) return char(hex ?? percent ?? unicode);
    if (name) return references[name];
    return text.startsWith("\\") ? (text.endsWith("_") ? "_" : " ") : /[\u00a0\u202f\u3000]/.test(text) ? " " : "";
  });
}

export const isBase64 = (line) => /^[A-Za-z\d+/=_-]+$/.test(line);

// continued returns what counts of a line that the next one goes on with, "" for any other.
export function continued(line) {
  line = line.replace(/\r+$/, "");
  if (!/^[\0-\x7f]{56,77}$/.test(line)) return "";
  return isBase64(line) ? (line.length % 4 ? "" : line) : /\w=$/.test(line) ? line.slice(0, -1) : "";
}

const isText = (bytes) => bytes.every((c) => (c > 31 || c === 9 || c === 10 || c === 13) && c !== 127);
const bytesOf = (code) => Uint8Array.from(atob(code), (c) => c.charCodeAt(0));

function decoded(code) {
  if (code.length % 4 === 1) code = code.slice(0, -1);
  if (/[-_]/.test(code)) {
    if (/[+/]/.test(code)) return undefined;
    code = code.replaceAll("-", "+").replaceAll("_", "/");
  }
  if (!isText(bytesOf(code.slice(0, 8)))) return undefined;
  try {
    const bytes = bytesOf(code);
    return isText(bytes) ? new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) : undefined;
  } catch {
    return undefined;
  }
}

// encoded returns the texts in base64 on a line, each with where it starts.
export const encoded = (line) => [...line.matchAll(/[A-Za-z\d+/_-]{20,}/g)]
  .map(({ 0: code, index }) => [index, decoded(code.slice(0, 4096))]).filter(([, text]) => text !== undefined);

const binaries = [
  "PK\x03\x04", "%PDF-", "\x89PNG", "\xff\xd8\xff", "\x28\xb5\x2f\xfd", "\xfd7zXZ", "BZh", "7z\xbc\xaf", "\x7fELF",
];

// wide returns the name of the encoding of UTF-16, by its mark or by where the NULs are.
function wide(start) {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  const nulls = [0, 0];
  start.forEach((c, i) => c || nulls[i % 2]++);
  const half = Math.floor(start.length / 2), most = (a, b) => nulls[a] * 2 > half && nulls[b] * 10 <= half;
  return most(1, 0) ? "utf-16le" : most(0, 1) ? "utf-16be" : "";
}

// textOf returns the text of a file, undefined where it is none. Largest is how many bytes of it count.
export async function textOf(bytes, largest = Infinity) {
  const start = bytes.subarray(0, 4096);
  if (start[0] === 0x1f && start[1] === 0x8b) return textOf(await unzipped(bytes, largest), largest);
  if (binaries.some((b) => [...b].every((c, i) => start[i] === c.charCodeAt(0)))) return undefined;
  const encoding = wide(start);
  if (!encoding && start.filter((c) => !c).length * 10 > start.length) return undefined;
  return new TextDecoder(encoding || "utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, largest));
}

async function unzipped(bytes, largest) {
  const parts = [];
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  for (let size = 0; size < largest;) {
    const { value, done } = await reader.read();
    if (done) break;
    size += value.length;
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
