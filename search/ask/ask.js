// What somebody types to an answer: the browser's half of package ask, where the rules are explained.
import { apart, fold, isWords, withoutNumbers, withoutPaths, withoutVendors } from "./resolve.js";

// ask answers a text with an index (client.js) and a resolver (resolve.js). The answer is that of the index with kind, code,
// families, exact, similar, vendors, without and sure.
export async function ask(index, resolver, text, options) {
  const { counted, vendors } = await index.extra();
  text = withoutNumbers(apart(text), counted);
  const named = withoutVendors(text, new Map(vendors));
  const answer = { ...await query(index, named, withoutPaths(text), options), kind: "", code: "", families: [], exact: [], similar: [] };
  if (Object.keys(options.filter ?? {}).length || isSettled(text, answer)) return answer;
  const { kind, how, entries, code = "" } = await resolver.resolve(text);
  if (how === "words" && (!code || /^[0-9]{3}$/.test(code) && answer.total) || kind === "unavailable") return { ...answer, kind };
  if (kind === "nearest" || kind === "nothing") {
    const alone = code && await index.query(code, { limit: 1, typing: options.typing });
    const known = !alone || alone.total && alone.hits[0].match !== "some" && !isCoined(code, alone), [one] = answer.hits;
    if (known && !code.includes("_")) return { ...answer, kind };
    const few = one?.match === "some" && 5 * one.cover < 4 * answer.whole;
    return { ...answer, ...few && { hits: [], total: 0, facets: async () => [], without: [] }, kind, ...(few && entries[0] || !known || !one) && { code, similar: entries, sure: false } };
  }
  const without = entries.some((e) => answer.vendors.includes(e.vendorName)) ? [] : answer.vendors;
  if (kind === "member") return { ...first(answer, entries), kind, code, families: entries, without, sure: false };
  return { ...first(answer, entries), kind, exact: entries, without, sure: !without.length };
}

function isSettled(text, answer) {
  const [one] = answer.hits;
  if (isWords(text)) return true;
  if (isCoined(text, answer) || !one || /[ \t\n/\\]/.test(text)) return false;
  return one.match === "exact" || one.match !== "some" && !/[0-9]/.test(text);
}

const isCoined = (text, { hits: [one] }) => one && (/^[A-Z]{6,}$/.test(text) || one.match === "all" && /^[0-9]{3,}$/.test(text)) && !fold(one.names.join(" ")).includes(fold(text));

async function query(index, { vendors = [], rest }, text, options) {
  let without = [];
  if (vendors.length === 1 && rest) {
    const whole = /[:_/]/.test(text) && await index.query(text, options);
    if (whole && whole.hits[0]?.match === "exact") return { ...whole, vendors, without, sure: isSure(whole) };
    const own = await index.query(rest, { ...options, tags: vendors });
    if (own.total) return { ...own, vendors, without, sure: isSure(own) };
    without = vendors;
    text = rest;
  }
  const result = await index.query(text, options);
  if (!result.total) without = [];
  return { ...result, vendors, without, sure: !without.length && isSure(result) };
}

// first takes out of the hits what comes before them.
function first(answer, entries) {
  const hits = answer.hits.filter((h) => !entries.some((e) => e.url === h.url));
  return { ...answer, hits, total: answer.total + entries.length - answer.hits.length + hits.length, didYouMean: "" };
}

function isSure({ hits: [one, two], whole }) {
  if (!one) return false;
  return one.match === "exact" || one.match !== "alike" && one.cover === whole || one.match === "start" && two?.match !== "start";
}
