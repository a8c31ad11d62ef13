import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LinkList, Links } from '../../src/networks/links.ts';
import { ApproximateMedian, findMedian } from '../../src/networks/median.ts';
import { selectLinks } from '../../src/networks/select-links.ts';

/** Returns the places of the links that are among the strongest of one of their ends, by ranking all links. */
function keepByRanking({ sources, targets, counts }: Links, perNode: number, nodes: number): number[] {
  const ranked = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b);
  const ranks = new Uint32Array(nodes);
  return ranked.filter((k) => Math.min(ranks[sources[k]!]!++, ranks[targets[k]!]!++) < perNode).sort((a, b) => a - b);
}

/** Goes through links, those of each node in descending order. */
const toLinkList = ({ sources, targets, counts }: Links, nodes: number): LinkList => ({
  totals: new Float64Array(nodes),
  async visit(onLinks) {
    for (let node = 0; node < nodes; node++) {
      const places = [...sources.keys()].filter((k) => sources[k] === node).reverse();
      const countOf = new Float64Array(nodes);
      for (const k of places) countOf[targets[k]!] = counts[k]!;
      onLinks(
        node,
        Uint32Array.from(places, (k) => targets[k]!),
        countOf,
      );
    }
  },
});

const NODES = 12;
const pairs = Array.from({ length: NODES * NODES }, (_, k) => [Math.floor(k / NODES), k % NODES] as const).filter(
  ([source, target]) => source < target,
);

test('each node keeps its strongest links, and the median is that of all', async () => {
  // Few different counts, so that there are ties.
  const arbitraryLinks = fc.array(fc.nat(5), { minLength: pairs.length, maxLength: pairs.length });
  await fc.assert(
    fc.asyncProperty(arbitraryLinks, fc.integer({ min: 1, max: 8 }), async (values, perNode) => {
      const linked = pairs.flatMap(([source, target], k) =>
        values[k]! > 1 ? [{ source, target, value: values[k]! }] : [],
      );
      const links: Links = {
        sources: Uint32Array.from(linked, ({ source }) => source),
        targets: Uint32Array.from(linked, ({ target }) => target),
        counts: Float64Array.from(linked, ({ value }) => value),
      };
      const maxLinks = perNode * NODES;
      const found = await selectLinks(toLinkList(links, NODES), (count) => 3 * count, maxLinks);
      const isLimited = linked.length > maxLinks;
      const places = isLimited ? keepByRanking(links, perNode, NODES) : [...linked.keys()];
      expect(found.kept).toEqual({
        sources: links.sources.filter((_, k) => places.includes(k)),
        targets: links.targets.filter((_, k) => places.includes(k)),
        counts: links.counts.filter((_, k) => places.includes(k)),
      });
      expect(found.strengths).toEqual(found.kept.counts.map((count) => 3 * count));
      expect(found.perNode).toBe(isLimited ? perNode : undefined);
      expect(found.links).toBe(linked.length);
      expect(found.median).toBe(findMedian(links.counts.map((count) => 3 * count)));
    }),
    { seed: 22, numRuns: 200 },
  );
});

test('the median of numbers that are not kept is exact to 12 bits', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1e-12, max: 1e12, noNaN: true })), (values) => {
      const median = new ApproximateMedian();
      for (const value of values) median.add(value);
      const expected = findMedian(Float64Array.from(values));
      expect(median.get()).toBeLessThanOrEqual(expected);
      expect(median.get()).toBeGreaterThanOrEqual(expected * (1 - 2 ** -12));
    }),
    { seed: 23, numRuns: 30 },
  );
});
