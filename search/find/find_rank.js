// Whether a hit is a code, and whose. s is a Scan.
import { lower } from "./resolve.js";
import { ALONE, CODE, ERROR, GRPC, HINT, HTTP, PAIR, PROSE, STATUS, isAnnounced } from "./find_cue.js";
import { DIGITS, FAILURE, MESSAGE, NUMBER, OTHER, OWN, PARTED, PHRASE, PLAIN, STRONG, UPPER, WEAK, addNew, getOr, piecesOf } from "./find_names.js";

export const hintReach = 120;
const minSupport = 2, hintNear = 40, hintBeside = 8, maxMentions = 5, weightForeign = 4, maxCoded = 64;
const TEXT = 1, RECORD = 2, LINE = 3; // how near to a hit the evidence of a vendor is

const headline = "Unknown whether it happened: check the state first";

export const isCommon = (name, common) => piecesOf(name).every((w) => common.has(w));
export const vendorName = (s, id) => s.names.vendorNames.get(id) ?? id.replace(/^~/, "");

// settle decides about the hits in front of a word, around which everything has been read.
export function settle(s, before) {
  let n = 0;
  for (; n < s.pending.length && s.pending[n].word < before; n++) if (s.pending[n].shape !== FAILURE) decide(s, s.pending[n]);
  for (const h of s.pending.slice(0, n)) if (h.shape === FAILURE) failed(s, h);
  s.pending.splice(0, n);
  const oldest = Math.min(before, s.pending[0]?.word ?? before) - hintReach;
  const keep = s.seen.findIndex((e) => e.word >= oldest);
  s.seen = keep < 0 ? [] : s.seen.slice(keep);
}

function around(seen, h) {
  const best = new Map();
  for (const e of seen) {
    const far = Math.abs(e.word - h.word);
    if (far > hintReach || (!e.hint && !far) || e.code === lower(h.mention.text)) continue;
    const [times, near] = e.line === h.line ? [far <= hintBeside ? 16 : 8, LINE] : e.record === h.record ? [far <= hintNear ? 2 : 1, RECORD] : [0, TEXT];
    let b = best.get(e.key);
    if (!b) best.set(e.key, b = { hint: e.hint, vendor: e.vendor, set: e.set, weight: e.weight, times, near, isBefore: false });
    if (b.times < times) b.times = times;
    if (b.near < near) b.near = near;
    b.isBefore ||= e.word < h.word && far <= hintNear;
  }
  return [...best.values()];
}

function evidence(s, h) {
  const owners = h.owners.map((entry) => ({ entry, score: 0, near: 0, backed: false, top: 0, hint: "" }));
  const seen = around(s.seen, h);
  let other = "", most = TEXT;
  for (const e of seen) {
    for (const o of owners) {
      if (e.vendor ? e.vendor !== o.entry.vendor : o.entry.space !== "grpc") continue;
      const points = e.set && e.set !== o.entry.set ? Math.floor(e.weight * e.times / 2) : e.weight * e.times;
      o.score += points;
      if (e.weight < minSupport) continue;
      o.backed = true;
      if (e.vendor) o.near = Math.max(o.near, e.near);
      if (points > o.top && e.hint) [o.top, o.hint] = [points, e.hint.text];
    }
  }
  const best = Math.max(0, ...owners.map((o) => o.near));
  for (const { vendor, weight, near } of seen) {
    if ((h.cue <= ALONE || h.vendor) && near < LINE && vendor[0] !== "~") continue;
    if (weight >= weightForeign && near > Math.max(best, most) && owners.every((o) => o.entry.vendor !== vendor)) [other, most] = [vendor, near];
  }
  return { owners, other };
}

// certainty is 0 if a hit is not a code, otherwise 1 to 3 for low to high confidence.
function certainty(s, h, { entry, backed, near }) {
  if (h.shape === OWN) return 3;
  if (h.shape === FAILURE || h.shape === MESSAGE) return near >= RECORD ? 3 : 2;
  if (h.shape === PLAIN && !near) return 0;
  const certain = shapeCertainty(h, entry.space, backed, near === LINE, s.names.vendors.size === 1);
  if (near >= RECORD || (h.shape === STRONG && h.hasClass)) return certain;
  const common = h.shape === NUMBER ? entry.space || (h.cue !== PAIR && s.names.vendors.size > 1) : isCommon(h.mention.text, s.names.common);
  return Math.min(certain, common && !near ? 1 : 2);
}

function shapeCertainty(h, space, backed, near, alone) {
  const announced = h.cue >= STATUS, sure = backed ? 3 : 2;
  switch (h.shape) {
    case STRONG: return h.assigned && !backed ? 0 : 3;
    case WEAK: return announced ? sure : backed ? 2 : 0;
    case UPPER:
      if (h.cue >= CODE && h.cue !== HTTP && (backed || h.length > 5)) return sure;
      if (announced && backed) return 3;
      return (h.cue >= CODE && h.cue !== HTTP && /\d/.test(h.mention.text)) || (near && h.length > 7) ? 1 : 0;
    case DIGITS: return announced ? sure : backed ? 2 : h.parts > 2 ? 1 : 0;
    case PLAIN: return announced && backed ? 2 : 0;
    case PHRASE: return (announced && backed) || near ? 2 : 0;
    case OTHER:
      if (h.cue >= GRPC) return sure;
      if (h.parts < 2) return backed && isAnnounced(h) ? 2 : 0;
      return announced || h.parts > 2 ? (backed ? 2 : 1) : near ? 1 : 0;
    case PARTED: return !near ? 0 : announced || h.parts > 2 ? 2 : 1;
  }
  return numberCertainty(h, space, { backed, near, alone }, sure);
}

function numberCertainty(h, space, { backed, near, alone }, sure) {
  if (space === "http") {
    const announced = h.cue >= STATUS && h.cue !== GRPC;
    if (+h.mention.text < 400) return announced && h.cue !== ERROR && backed ? 3 : 0;
    return announced ? sure : backed && (h.cue === PROSE || h.cue === HINT) ? 2 : 0;
  }
  if (space === "grpc") return h.cue >= GRPC || h.isRPC ? sure : backed && h.marked && /^(code|status)$/.test(h.key) ? 3 : 0;
  const announced = h.cue === CODE || h.cue === ERROR;
  if (h.cue === PAIR || (h.length > 4 && announced)) return sure;
  if (backed && h.cue === ALONE) return near && h.length > 4 ? 1 : 0;
  if (backed && ((h.length > 2 && announced) || h.cue === CODE)) return 3;
  if (backed && h.length > 3 && h.cue <= STATUS) return 2;
  const known = h.cue === CODE || h.cue === HTTP || (h.cue === ERROR && h.length > 3 && (h.length > 4 || alone)) || (h.cue === STATUS && (backed || h.length !== 3));
  return known ? 1 : 0;
}

function reason(h, hint) {
  const why = h.shape === OWN ? "ID or address of this catalog" : h.shape === FAILURE ? "No answer" : h.shape === MESSAGE ? "Message of the vendor" : h.shape === OTHER || h.shape === PARTED ? "Other spelling" : h.shape !== NUMBER ? "Exact spelling" :
    h.cue === HTTP || (h.cue === STATUS && !h.key) ? "HTTP status" : h.cue === GRPC ? "gRPC status" : h.cue === PAIR ? "Number with its name" :
      h.cue >= STATUS && h.key ? `Number after “${h.key}”` : "Number in a sentence";
  return `${why}${hint && `, near “${hint}”`}.`;
}

const inOrder = (a, b) => b.score - a.score || a.entry.retired - b.entry.retired || a.entry.rank - b.entry.rank;

const isVague = (h) => h.cue < CODE && (h.shape === PLAIN || h.shape === PHRASE || (h.shape === OTHER && h.parts < 2));
const isSpecific = (h) => h.shape === OWN || (h.shape === STRONG && (h.parts > 3 || /[\d.:/#]/.test(h.mention.text)));

const namedHost = /:\/\/|\b[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*:[0-9]{2,5}\b/;

// failed decides about a failed connection: it is listed where a vendor is near and no code tells more.
function failed(s, h) {
  let best = 0;
  const hasHost = namedHost.test(h.mention.snippet);
  for (const { vendor, near, isBefore, weight, hint } of around(s.seen, h)) {
    const entry = s.names.vendors.get(vendor)?.[h.failure];
    const isNear = near === LINE || (!hasHost && (near === RECORD || isBefore));
    if (!entry || !isNear || weight < minSupport || !hint || near < best) continue;
    if (near > best) [h.owners, best] = [[], near];
    addNew(h.owners, entry);
  }
  if (!h.owners.length || s.coded.includes(h.entry) || (s.failed[0] === h.entry && s.failed[1] !== h.failure)) return;
  s.failed = [h.entry, h.failure];
  decide(s, h);
}

// decide adds a hit to its group, if it is a code.
function decide(s, h) {
  if (h.word < s.taken && h.shape !== PARTED) return; // a part of a name
  const { owners, other } = evidence(s, h);
  for (const o of owners) o.certain = certainty(s, h, o);
  if (h.shape === UPPER && h.cue >= STATUS && h.length > 5 && h.word === 1 && s.first === 2 && owners.every((o) => !o.certain)) {
    for (const o of owners) o.certain = 1; // a key and its value are all that the text has
  }
  const candidates = owners.filter((o) => o.certain).sort(inOrder);
  if (!candidates.length || (isVague(h) && s.pending.some((p) => p.shape === FAILURE && p.line === h.line))) return;
  if (other && !isSpecific(h)) {
    if (h.owners[0].space !== "http") s.note({ ...h.mention, of: vendorName(s, other), ...(other[0] === "~" && { foreign: true }) });
    return;
  }
  const [best, ...rest] = candidates;
  const decided = !rest.length || best.score > 2 * rest[0].score ||
    (!best.entry.retired && rest.every((c) => c.entry.vendor === best.entry.vendor && c.entry.retired));
  const without = h.shape === OWN || candidates.some(({ entry, near }) => near >= RECORD || entry.vendor === h.vendor) ? "" : h.vendor;
  const certain = without ? 1 : Math.min(decided || h.shape === OWN ? 3 : 2, Math.max(...candidates.map((c) => c.certain)));
  const key = decided ? best.entry.id : candidates.map((c) => c.entry.id).sort().join(" ");
  const group = getOr(s.groups, key, () => ({ certain: 0, decided, without, count: 0, candidates: [], mentions: [], records: [] }));
  if (certain > group.certain) Object.assign(group, { certain, reason: reason(h, best.hint) });
  for (const { entry, score } of candidates) {
    const known = group.candidates.find((c) => c.entry === entry);
    if (known) known.score += score;
    else group.candidates.push({ entry, score });
  }
  if (group.without !== without) group.without = "";
  group.count++;
  if (group.mentions.length < maxMentions) {
    group.mentions.push(h.mention);
    group.records.push(h.record);
  }
  group.filled ??= h.filled;
  if (h.shape === PARTED) s.taken = h.word + h.words;
  s.coded.push(h.entry);
  if (s.coded.length > maxCoded) s.coded.shift();
}

const shown = ({ masked: _, ...mention }) => mention;
const saidOf = (list) => list.length ? { said: list.map(({ key, value, line }) => ({ key, value, line })) } : {};

function found(s, { certain, reason, decided, without, count, candidates, mentions, records, filled }) {
  candidates.sort(inOrder);
  return {
    code: candidates[0].entry.code, confidence: ["", "low", "medium", "high"][certain], reason, decided, count,
    candidates: candidates.map(({ entry: { id, code, title, url, vendorName, setTitle, verdict }, score }) =>
      ({ id, code, title, url, vendorName, setTitle, verdict, score })),
    mentions: mentions.map(shown), ...(without && { without: vendorName(s, without) }), ...(filled && { filled }), ...(candidates[0].entry.isFailure && { headline }),
    ...saidOf(s.said.filter((x) => records.includes(x.record))),
  };
}

// findings returns everything found in the form of Findings in find.go.
export function findings(s, lines) {
  const sorted = [...s.groups.values()].sort((a, b) => b.certain - a.certain), { unknown, said } = s;
  const masked = [...sorted.flatMap((g) => g.mentions), ...unknown].reduce((n, m) => n + m.masked, 0);
  const left = said.filter(({ record }) => said.filter((x) => x.record === record).length > 1 && !sorted.some((g) => g.records.includes(record)));
  return { lines, found: sorted.map((g) => found(s, g)), unknown: unknown.map(shown), ...saidOf(left), masked };
}
