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
  const looked = sampled(topicOf, grouped, sample);
  const { starts, ids, values } = rows;
  let terms = 0;
  for (const id of ids) if (id >= terms) terms = id + 1;
  const inside = new Float64Array(looked.length);
  const next = new Float64Array(looked.length).fill(Number.POSITIVE_INFINITY);
  const sums = new Float64Array(terms);
  // Topic by topic, so that the sums stay in the cache.
  membersByGroup(topicOf).forEach((members, topic) => {
    if (topic === 0 || members.length === 0) return;
    sums.fill(0);
    for (const i of members) for (let k = starts[i]!; k < starts[i + 1]!; k++) sums[ids[k]!]! += values[k]!;
    looked.forEach((i, at) => {
      const own = topicOf[i] === topic;
      let product = 0;
      for (let k = starts[i]!; k < starts[i + 1]!; k++)
        product += values[k]! * (sums[ids[k]!]! - (own ? values[k]! : 0));
      const distance = 1 - product / UNIT / UNIT / (members.length - (own ? 1 : 0));
      if (own) inside[at] = distance;
      else next[at] = Math.min(next[at]!, distance);
    });
  });
  let total = 0;
  looked.forEach((i, at) => {
    if (sizes[topicOf[i]!]! > 1)
      total += (next[at]! - inside[at]!) / Math.max(inside[at]!, next[at]!, Number.MIN_VALUE);
  });
  return total / looked.length;
}

/** At most `most` of the papers in a group, each as likely as any other; always the same ones. */
function sampled(groupOf: Uint32Array, grouped: number, most: number): Uint32Array {
  const random = generator(1);
  let left = grouped;
  let wanted = Math.min(most, grouped);
  return Uint32Array.from(groupOf.keys()).filter((i) => {
    if (groupOf[i] === 0 || random() * left-- >= wanted) return false;
    wanted--;
    return true;
  });
}

/** The members of each group, ascending; entry 0 is those in none. */
export function membersByGroup(groupOf: Uint32Array): Uint32Array[] {
  const members = Array.from(sizesOf(groupOf), (size) => new Uint32Array(size));
  const filled = new Uint32Array(members.length);
  groupOf.forEach((group, i) => {
    members[group]![filled[group]!++] = i;
  });
  return members;
}
