// Whether a hit is a code, and whose.
import { ALONE, CODE, ERROR, GRPC, HINT, HTTP, PAIR, PROSE, STATUS, isAnnounced } from "./find_cue.js";
import { DIGITS, NUMBER, OTHER, PHRASE, PLAIN, STRONG, UPPER, WEAK, getOr } from "./find_names.js";

export const hintReach = 120, minSupport = 2;
const hintNear = 40, hintBeside = 8, maxMentions = 5;

function around(seen, h) {
  const best = [];
  for (const e of seen) {
    const far = Math.abs(e.word - h.word);
    if (far > hintReach || (!e.hint && !far)) continue;
    const times = e.line === h.line ? (far <= hintBeside ? 16 : 8) : far <= hintNear ? 2 : 1;
    const known = best.find((b) => b.hint === e.hint && b.vendor === e.vendor && b.set === e.set);
    if (!known) best.push({ ...e, times });
    else known.times = Math.max(known.times, times);
  }
  return best;
}

function evidence(seen, h) {
  const owners = h.owners.map((entry) => ({ entry, score: 0, top: 0, hint: "" }));
  const others = new Map();
  for (const e of around(seen, h)) {
    let meant = !e.vendor;
    for (const o of owners) {
      if (e.vendor ? e.vendor !== o.entry.vendor : o.entry.space !== "grpc") continue;
      const points = e.set && e.set !== o.entry.set ? Math.floor(e.weight * e.times / 2) : e.weight * e.times;
      meant = true;
      o.score += points;
      if (e.weight < minSupport) continue;
      o.backed = true;
      o.near ||= e.times > 2;
      if (points > o.top && e.hint) [o.top, o.hint] = [points, e.hint.text];
    }
    if (!meant && e.weight >= minSupport) others.set(e.vendor, (others.get(e.vendor) ?? 0) + e.weight * e.times);
  }
  return { owners, foreign: Math.max(0, ...others.values()) > 2 * Math.max(...owners.map((o) => o.score)) };
}

// certainty is 0 if a hit is not a code, otherwise 1 to 3 for low to high confidence.
function certainty(h, { entry, backed, near }, foreign) {
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
  }
  return numberCertainty(h, entry.space, { backed, near }, foreign, sure);
}

function numberCertainty(h, space, { backed, near }, foreign, sure) {
  if (space === "http") {
    const announced = h.cue >= STATUS && h.cue !== GRPC;
    if (foreign) return 0;
    if (+h.mention.text < 400) return announced && h.cue !== ERROR && backed ? 3 : 0;
    return announced ? sure : backed && (h.cue === PROSE || h.cue === HINT) ? 2 : 0;
  }
  if (space === "grpc") return h.cue >= GRPC ? sure : backed && h.marked && /^(code|status)$/.test(h.key) ? 3 : 0;
  const announced = h.cue === CODE || h.cue === ERROR;
  if (h.cue === PAIR || (h.length > 4 && announced)) return sure;
  if (backed && h.cue === ALONE) return near && h.length > 4 ? 1 : 0;
  if (backed && ((h.length > 2 && announced) || h.cue === CODE)) return 3;
  if (backed && h.length > 3 && h.cue <= STATUS) return 2;
  const known = h.cue === CODE || h.cue === HTTP || (h.cue === ERROR && h.length > 3) || (h.cue === STATUS && (backed || h.length !== 3));
  return known && !foreign ? 1 : 0;
}

function reason(h, hint) {
  const why = h.shape === OTHER ? "Other spelling" : h.shape !== NUMBER ? "Exact spelling" :
    h.cue === HTTP ? "HTTP status" : h.cue === GRPC ? "gRPC status" : h.cue === PAIR ? "Number with its name" :
      h.cue >= STATUS ? `Number after “${h.key}”` : "Number in a sentence";
  return `${why}${hint && `, near “${hint}”`}.`;
}

const inOrder = (a, b) => b.score - a.score || a.entry.retired - b.entry.retired || a.entry.rank - b.entry.rank;

// decide adds a hit to its group, if it is a code.
export function decide(groups, seen, h) {
  const { owners, foreign } = evidence(seen, h);
  for (const o of owners) o.certain = certainty(h, o, foreign);
  const candidates = owners.filter((o) => o.certain).sort(inOrder);
  if (!candidates.length) return;
  const [best, ...rest] = candidates;
  const decided = !rest.length || best.score > 2 * rest[0].score ||
    (!best.entry.retired && rest.every((c) => c.entry.vendor === best.entry.vendor && c.entry.retired));
  const certain = Math.min(decided ? 3 : 2, Math.max(...candidates.map((c) => c.certain)));
  const key = decided ? best.entry.id : candidates.map((c) => c.entry.id).sort().join(" ");
  const group = getOr(groups, key, () => ({ certain: 0, decided, count: 0, candidates: [], mentions: [] }));
  if (certain > group.certain) Object.assign(group, { certain, reason: reason(h, best.hint) });
  for (const { entry, score } of candidates) {
    const known = group.candidates.find((c) => c.entry === entry);
    if (known) known.score += score;
    else group.candidates.push({ entry, score });
  }
  group.count++;
  if (group.mentions.length < maxMentions) group.mentions.push(h.mention);
}

const shown = ({ masked: _, ...mention }) => mention;

// findings returns the groups and the unknown words in the form of Findings in find.go.
export function findings(groups, unknown, lines) {
  const sorted = [...groups.values()].sort((a, b) => b.certain - a.certain);
  const found = sorted.map(({ certain, reason, decided, count, candidates, mentions }) => {
    candidates = candidates.sort(inOrder).map(({ entry: { id, code, title, url, vendorName, setTitle }, score }) =>
      ({ id, code, title, url, vendorName, setTitle, score }));
    const confidence = ["", "low", "medium", "high"][certain];
    return { code: candidates[0].code, confidence, reason, decided, count, candidates, mentions: mentions.map(shown) };
  });
  const masked = [...sorted.flatMap((g) => g.mentions), ...unknown].reduce((n, m) => n + m.masked, 0);
  return { lines, found, unknown: unknown.map(shown), masked };
}
