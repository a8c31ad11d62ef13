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

/** Papers that the silhouette is meant over; its standard error is then below 0.001. */
const SAMPLE = 10_000;

/**
 * Mean silhouette (Rousseeuw 1987) on cosine distance, over the papers that are in a group: -1..1, higher when papers are nearer to
 * their own group than to the next. A paper's mean cosine to a group is its product with the sum of the group's rows, over the group's
 * size, so no pair of papers is ever compared. In collections with more papers it is estimated from a seeded sample of them. Papers alone in their group count 0, as do all when there is but one group.
 * @param topicOf 0 for papers in no group.
 * @param sample How many papers are looked at, at most; at least 1. Default 10,000.
 */
export function silhouette(rows: TermRows, topicOf: Uint32Array, sample = SAMPLE): number {
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
  const random = generator(1);
  let total = 0;
  let left = grouped;
  let looked = 0;
  for (let i = 0; i < topicOf.length; i++) {
    const own = topicOf[i]!;
    if (own === 0) continue;
    // Each of those left is as likely as any other to be one of the rest of the sample.
    if (random() * left-- >= sample - looked) continue;
    looked++;
    if (sizes[own]! < 2) continue;
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
  return total / looked;
}
