import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Links } from '../../src/networks/links.ts';
import { keepStrongest } from '../../src/networks/strengths.ts';

/** Returns the same as keepStrongest, by ranking all links. */
function keepByRanking({ sources, targets }: Links, strengths: Float64Array, perNode: number, nodes: number): string[] {
  const ranked = [...strengths.keys()].sort((a, b) => strengths[b]! - strengths[a]! || a - b);
  const ranks = new Uint32Array(nodes);
  const kept = ranked.filter((k) => Math.min(ranks[sources[k]!]!++, ranks[targets[k]!]!++) < perNode);
  return kept.sort((a, b) => a - b).map((k) => `${sources[k]}-${targets[k]}`);
}

const NODES = 12;
const pairs = Array.from({ length: NODES * NODES }, (_, k) => [Math.floor(k / NODES), k % NODES] as const).filter(
  ([source, target]) => source < target,
);

test('each node keeps its strongest links', async () => {
  // Few different strengths, so that there are ties.
  const arbitraryLinks = fc.array(fc.nat(5), { minLength: pairs.length, maxLength: pairs.length });
  await fc.assert(
    fc.asyncProperty(arbitraryLinks, fc.integer({ min: 1, max: 8 }), async (values, perNode) => {
      const linked = pairs.flatMap(([source, target], k) =>
        values[k]! > 1 ? [{ source, target, value: values[k]! }] : [],
      );
      const links: Links = {
        sources: Uint32Array.from(linked, ({ source }) => source),
        targets: Uint32Array.from(linked, ({ target }) => target),
        counts: Float64Array.from(linked, (_, k) => k),
      };
      const strengths = Float64Array.from(linked, ({ value }) => value);
      const kept = await keepStrongest(links, strengths, perNode, NODES);
      expect(Array.from(kept.sources, (source, k) => `${source}-${kept.targets[k]}`)).toEqual(
        keepByRanking(links, strengths, perNode, NODES),
      );
      expect(Array.from(kept.counts, (k) => links.targets[k])).toEqual([...kept.targets]);
    }),
    { seed: 22, numRuns: 200 },
  );
});
