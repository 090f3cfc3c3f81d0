// Scores of a tree, bit for bit as bleve computes them; doc.go has the formula and where it comes from.
import { boosts } from "./plan.js";

const k1 = 1.2, b = 0.75;

// log is Go's math.Log (FreeBSD's e_log.c): Math.log differs from it in the last bit now and then.
export function log(x) {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  let k = (high >>> 20) - 1022;
  bits.setUint32(0, high & 0xFFFFF | 0x3FE00000);
  let f = bits.getFloat64(0);
  if (f < Math.SQRT1_2) {
    f *= 2;
    k--;
  }
  f -= 1;
  const s = f / (2 + f), s2 = s * s, s4 = s2 * s2;
  const t1 = s2 * (6.666666666666735130e-01 + s4 * (2.857142874366239149e-01 + s4 * (1.818357216161805012e-01 + s4 * 1.479819860511658591e-01)));
  const t2 = s4 * (3.999999999940941908e-01 + s4 * (2.222219843214978396e-01 + s4 * 1.531383769920937332e-01));
  const half = 0.5 * f * f;
  return k * 6.93147180369123816490e-01 - ((half - (s * (half + (t1 + t2)) + k * 1.90821492927058770002e-10)) - f);
}

// score returns the documents that match a tree and, by document, their scores. Every term of the tree
// must carry its postings as list: {docs, freqs, lengths}.
export function score(tree, docs, average) {
  const root = prepare(tree, docs);
  return evaluate(root, docs, average, 1 / Math.sqrt(root.weight));
}

// prepare computes weights from the leaves up. bleve orders kids by how many documents they could
// match, and sums in that order.
function prepare(n, docs) {
  if (!n.kids) {
    const count = n.list.docs.length;
    const idf = log(1 + (docs - count + 0.5) / (count + 0.5));
    const w = boosts[n.field] * idf;
    return { ...n, count, idf, weight: w * w };
  }
  const kids = n.kids.map((k) => prepare(k, docs)).sort((x, y) => x.count - y.count);
  let count = 0, weight = 0;
  for (const k of kids) {
    count += k.count;
    weight += k.weight;
  }
  return { op: n.op, kids, count, weight };
}

function evaluate(n, docs, average, norm) {
  const scores = new Float64Array(docs);
  if (!n.kids) {
    const weight = boosts[n.field] * n.idf * norm, { docs: list, freqs, lengths } = n.list;
    for (let i = 0; i < list.length; i++) {
      const tf = Math.sqrt(freqs[i]), root = Math.fround(1 / Math.sqrt(lengths[i])), length = 1 / (root * root);
      scores[list[i]] = n.idf * (tf * k1) / (tf + k1 * (1 - b + b * length / average[n.field])) * weight;
    }
    return { docs: list, scores };
  }
  const matched = new Uint8Array(docs), found = [];
  for (const k of n.kids) {
    const r = evaluate(k, docs, average, norm);
    for (const d of r.docs) {
      scores[d] += r.scores[d];
      if (!matched[d]++) found.push(d);
    }
  }
  if (n.op === "and") return { docs: found.filter((d) => matched[d] === n.kids.length), scores };
  for (const d of found) scores[d] *= matched[d] / n.kids.length;
  return { docs: found, scores };
}
