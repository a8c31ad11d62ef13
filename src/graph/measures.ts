import { generator } from '../random.ts';
import { type Edges, type TermRows, UNIT } from '../types.ts';
import { sizesOf } from './agreement.ts';

/**
 * Newman's modularity of a partition of a weighted graph: for each group, the share of weight inside it less the share that
 * chance would put there, which is the square of its share of all ties' ends. -0.5..1; 0 without ties.
 */
export function modularity(edges: Edges, groupOf: Uint32Array, resolution = 1): number {
  const groups = sizesOf(groupOf).length;
  const inside = new Float64Array(groups);
  const ends = new Float64Array(groups);
  let total = 0;
  for (let k = 0; k < edges.weights.length; k++) {
    const [a, b, weight] = [groupOf[edges.sources[k]!]!, groupOf[edges.targets[k]!]!, edges.weights[k]!];
    ends[a]! += weight;
    ends[b]! += weight;
    if (a === b) inside[a]! += weight;
    total += weight;
  }
  if (total === 0) return 0;
  return inside.reduce((sum, weight, g) => sum + weight / total - resolution * (ends[g]! / (2 * total)) ** 2, 0);
}

/**
 * Mean silhouette (Rousseeuw 1987) on cosine distance, over the papers that are in a group: -1..1, higher when papers are nearer to
 * their own group than to the next. A paper's mean cosine to a group is its product with the sum of the group's rows, over the group's
 * size, so no pair of papers is ever compared. Papers alone in their group count 0, as do all when there is but one group.
 * @param topicOf 0 for papers in no group.
 */
export function silhouette(rows: TermRows, topicOf: Uint32Array): number {
  const sizes = sizesOf(topicOf);
  const grouped = topicOf.reduce((count, topic) => count + Math.min(topic, 1), 0);
  if (grouped === 0 || sizes.filter((size, topic) => topic > 0 && size > 0).length < 2) return 0;
  const { starts, ids, values } = rows;
  const terms = ids.reduce((most, id) => Math.max(most, id + 1), 0);
  const topics = sizes.length;
  // Sums stand by term, then topic: a row reads one run of numbers for each of its terms.
  const sums = new Float64Array(terms * topics);
  for (let i = 0; i < topicOf.length; i++)
    for (let k = starts[i]!; k < starts[i + 1]!; k++) sums[ids[k]! * topics + topicOf[i]!]! += values[k]!;
  const products = new Float64Array(topics);
  let total = 0;
  for (let i = 0; i < topicOf.length; i++) {
    const own = topicOf[i]!;
    if (own === 0 || sizes[own]! < 2) continue;
    products.fill(0);
    let square = 0;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const value = values[k]!;
      const from = ids[k]! * topics;
      square += value * value;
      for (let topic = 1; topic < topics; topic++) products[topic]! += value * sums[from + topic]!;
    }
    const inside = 1 - (products[own]! - square) / UNIT / UNIT / (sizes[own]! - 1);
    let next = Number.POSITIVE_INFINITY;
    for (let topic = 1; topic < topics; topic++)
      if (topic !== own && sizes[topic]! > 0) next = Math.min(next, 1 - products[topic]! / UNIT / UNIT / sizes[topic]!);
    total += (next - inside) / Math.max(inside, next, Number.MIN_VALUE);
  }
  return total / grouped;
}

/** Papers whose neighbourhoods are looked at when there are more. */
const SAMPLE = 1000;

/**
 * How far a picture keeps neighbours: trustworthiness (Venna and Kaski 2001). For each paper, those among its k nearest in the
 * picture that are not among its k nearest by similarity cost as much as their rank by similarity exceeds k; 1 is perfect,
 * around 0.5 is chance. Ranks come from a full comparison of a sampled paper with all others, so at most 1,000 papers (chosen by seed)
 * are looked at. Papers without terms or without a place are left out.
 * @param positions x and y of paper i at 2i and 2i + 1; NaN for papers that are not placed.
 */
export function trustworthiness(rows: TermRows, positions: Float32Array, k = 10, seed = 1): number {
  const placed: number[] = [];
  for (let i = 0; i < positions.length / 2; i++)
    if (rows.starts[i + 1]! > rows.starts[i]! && !Number.isNaN(positions[2 * i]!)) placed.push(i);
  const n = placed.length;
  const near = Math.min(k, Math.floor((n - 1) / 2));
  if (near < 1) return 1;
  const similarTo = productsWith(rows, placed);
  const sample = sampled(n, SAMPLE, generator(seed));
  let cost = 0;
  for (const a of sample) {
    const similar = similarTo(a);
    const ranks = new Uint32Array(n);
    byDescending(n, a, (b) => similar[b]!).forEach((b, rank) => {
      ranks[b] = rank + 1;
    });
    const x = positions[2 * placed[a]!]!;
    const y = positions[2 * placed[a]! + 1]!;
    const nearness = (b: number) =>
      -((positions[2 * placed[b]!]! - x) ** 2 + (positions[2 * placed[b]! + 1]! - y) ** 2);
    for (const b of byDescending(n, a, nearness).subarray(0, near)) cost += Math.max(0, ranks[b]! - near);
  }
  return 1 - (2 / (sample.length * near * (2 * n - 3 * near - 1))) * cost;
}

/** All but `self`, highest value first, equals by number. */
function byDescending(n: number, self: number, value: (i: number) => number): Uint32Array {
  const values = Float64Array.from({ length: n }, (_, i) => value(i));
  const others = Uint32Array.from({ length: n - 1 }, (_, i) => (i < self ? i : i + 1));
  return others.sort((a, b) => values[b]! - values[a]! || a - b);
}

/** For one of some papers, its products with all of them. */
function productsWith(rows: TermRows, papers: readonly number[]): (index: number) => Float64Array {
  const terms = rows.ids.reduce((most, id) => Math.max(most, id + 1), 0);
  const query = new Float64Array(terms);
  return (index) => {
    query.fill(0);
    const own = papers[index]!;
    for (let k = rows.starts[own]!; k < rows.starts[own + 1]!; k++) query[rows.ids[k]!] = rows.values[k]!;
    return Float64Array.from(papers, (paper) => {
      let sum = 0;
      for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) sum += query[rows.ids[k]!]! * rows.values[k]!;
      return sum;
    });
  };
}

/** At most `most` of the numbers 0 to n - 1, each as likely as any other, ascending. */
function sampled(n: number, most: number, random: () => number): number[] {
  const chosen: number[] = [];
  for (let i = 0; i < n && chosen.length < most; i++) if (random() * (n - i) < most - chosen.length) chosen.push(i);
  return chosen;
}
