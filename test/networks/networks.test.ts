import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { openMap } from '../../src/map-file/open.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import type { Network } from '../../src/model/network.ts';
import type { Paper } from '../../src/model/paper.ts';
import { buildNetwork } from '../../src/networks/build-network.ts';
import { explainLink, formatLink } from '../../src/networks/explain-link.ts';
import { listCitationLinks, listSharedLinks, toIncidence } from '../../src/networks/links.ts';
import { identifyAuthors } from '../../src/networks/nodes/authors.ts';
import { selectLinks } from '../../src/networks/select-links.ts';
import { createStrength } from '../../src/networks/strengths.ts';
import { readPapers } from '../../src/read/read.ts';
import { paper } from '../paper.ts';
import { slowLinks, slowStrengths } from './oracle.ts';

const noRows = { starts: new Uint32Array(1), ids: new Uint32Array(0), values: new Uint16Array(0) };
const build = (papers: readonly Paper[], network: Network['name'], options = {}) =>
  buildNetwork({ papers, rows: noRows }, { network, ...options });

const toMap = ({ sources, targets, counts }: { sources: Uint32Array; targets: Uint32Array; counts: Float64Array }) =>
  new Map(Array.from(counts, (count, k): [string, number] => [`${sources[k]} ${targets[k]}`, count]));

function expectClose(found: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>) {
  expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [pair, value] of expected) expect(found.get(pair), pair).toBeCloseTo(value, 9);
}

describe('links', () => {
  const rows = fc.array(fc.uniqueArray(fc.nat(9), { maxLength: 6 }), { minLength: 1, maxLength: 12 });

  test.each(['full', 'fractional'] as const)('with %s counting equal those of all pairs', async (counting) => {
    await fc.assert(
      fc.asyncProperty(rows, async (lists) => {
        const incidence = toIncidence(lists.map((list) => [...list].sort((a, b) => a - b)));
        const list = listSharedLinks(incidence, 10, counting);
        const { kept: links, strengths } = await selectLinks(list, createStrength(list.totals, 'association'));
        const expected = slowLinks(
          lists.map((list) => new Set(list)),
          counting,
        );
        expectClose(toMap(links), expected);
        expectClose(toMap({ ...links, counts: strengths }), slowStrengths(expected));
      }),
      { numRuns: 60 },
    );
  });
});

test('citations count for both papers, and twice if both cite each other', async () => {
  const cited = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 5 }), { minLength: 8, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(cited, async (lists) => {
      const others = lists.map((list, paper) => list.filter((other) => other !== paper).sort((a, b) => a - b));
      const { totals, visit } = listCitationLinks(toIncidence(others));
      const found = new Map<string, number>();
      await visit((source, targets, countOf) => {
        for (const target of targets) found.set(`${source} ${target}`, countOf[target]!);
      });
      const expected = new Map<string, number>();
      others.forEach((list, paper) => {
        for (const other of list) {
          const pair = `${Math.min(paper, other)} ${Math.max(paper, other)}`;
          expected.set(pair, (expected.get(pair) ?? 0) + 1);
        }
      });
      expect(found).toEqual(expected);
      const counts = others.map((list, paper) => list.length + others.filter((own) => own.includes(paper)).length);
      expect([...totals]).toEqual(counts);
    }),
    { numRuns: 50 },
  );
});

const read = async (...names: string[]) =>
  (await readPapers(names.map((name) => ({ name, bytes: () => [readFileSync(name)] })))).papers;

/** Works by paper, found by comparing each reference with all others. */
const worksOf = (papers: readonly Paper[], sameWork: (a: string, b: string) => boolean) => {
  const works: string[] = [];
  return papers.map(
    ({ cites = [] }) =>
      new Set(
        cites.map((cited) => {
          const known = works.findIndex((work) => sameWork(work, cited));
          return known >= 0 ? known : works.push(cited) - 1;
        }),
      ),
  );
};

describe('networks of real files', () => {
  // In these files, the first author and the year tell works apart.
  const keyOf = (text: string) =>
    `${/^\w+/.exec(text)?.[0]} ${(text.match(/\b\d{4}\b/g) ?? []).filter((year) => year !== '1907')[0]}`;

  test.each(['web-of-science.txt', 'scopus.csv'])('%s: coupling and co-citation equal the reference', async (name) => {
    const papers = await read(`test/fixtures/references/${name}`);
    const cited = worksOf(papers, (a, b) => keyOf(a) === keyOf(b));
    const coupling = await build(papers, 'coupling');
    expectClose(toMap({ ...coupling.edges, counts: coupling.network.counts }), slowLinks(cited, 'full'));
    const { network, edges, items } = await build(papers, 'co-citation', { minOccurrences: 1 });
    const count = Math.max(...cited.flatMap((works) => [...works])) + 1;
    expect(items).toHaveLength(count);
    const citing = Array.from(
      { length: count },
      (_, work) => new Set(cited.flatMap((works, i) => (works.has(work) ? [i] : []))),
    );
    // Works are in another order: the counts are compared.
    const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);
    expect(sorted(network.counts)).toEqual(sorted(slowLinks(citing, 'full').values()));
    expect(edges.weights.every((weight) => weight > 0 && weight < 1)).toBe(true);
  });

  test('direct citation links papers to the papers that they cite', async () => {
    const papers = await read('test/fixtures/references/web-of-science.txt');
    const { edges } = await build(papers, 'citation');
    const titles = Array.from(edges.sources, (source, k) =>
      [papers[source]!.title, papers[edges.targets[k]!]!.title].sort().join(' | '),
    );
    expect(titles.sort()).toEqual([
      'Liquid state machines on neuromorphic chips | Reservoir computing with spikes',
      'Reservoir computing with spikes | Spike timing in recurrent networks',
      'Reservoir computing with spikes | Synaptic plasticity of cortical neurons',
      'Spike timing in recurrent networks | Synaptic plasticity of cortical neurons',
    ]);
  });

  test('co-authorship equals the reference', async () => {
    const papers = await read('test/fixtures/references/web-of-science.txt', 'test/fixtures/scopus.csv');
    const { network, items } = await build(papers, 'co-authorship', { counting: 'fractional' });
    const names = [...new Set(papers.flatMap(({ authors = [] }) => authors))];
    const papersOf = (items ?? []).map(
      ({ title }) => new Set(papers.flatMap(({ authors = [] }, i) => (authors.includes(title) ? [i] : []))),
    );
    expect(items).toHaveLength(names.length);
    const expected = [...slowLinks(papersOf, 'fractional').values()].sort((a, b) => a - b);
    expect([...network.counts].sort((a, b) => a - b)).toEqual(expected);
  });
});

describe('authors', () => {
  const identify = (...papers: Partial<Paper>[]) => {
    const { members } = identifyAuthors(
      papers.map((fields, i) => paper(String(i), fields)),
      (name) => name,
    );
    return members.map((ids) => [...ids]);
  };

  test('initials join a fuller name only if no other fits', () => {
    const [[jane], [j]] = identify({ authors: ['Jane Smith'] }, { authors: ['J. Smith'] }) as [[string], [string]];
    expect(j).toBe(jane);
    const ambiguous = identify({ authors: ['Jane Smith'] }, { authors: ['J. Smith'] }, { authors: ['John Smith'] });
    expect(new Set(ambiguous.flat()).size).toBe(3);
    const middle = identify(
      { authors: ['J. A. Smith'] },
      { authors: ['Jane Anne Smith'] },
      { authors: ['Joe B. Smith'] },
    );
    expect(middle[0]).toEqual(middle[1]);
    expect(new Set(identify({ authors: ['K. Smith'] }, { authors: ['Jane Smith'] }).flat()).size).toBe(2);
  });

  test('a family name with initials is read as initials and a family name', async () => {
    const identifyIn = async (...names: string[]) => {
      const csv = ['title,authors', ...names.map((name, i) => `"Title number ${i} of ${name}","${name}"`)].join('\n');
      const { papers } = await readPapers([{ name: 'a.csv', bytes: () => [new TextEncoder().encode(csv)] }]);
      return new Set(identify(...papers).flat()).size;
    };
    expect(await identifyIn('Müller J', 'Jörg Müller', 'J. Müller', 'Müller, J')).toBe(1);
    expect(await identifyIn('Müller J', 'Jörg Müller', 'Jan Müller')).toBe(3);
    expect(await identifyIn('García-López M.A.', 'Garcia-Lopez, MA')).toBe(1);
  });

  test('ORCIDs join different names, and tell equal names apart', () => {
    const a = '0000-0002-1825-0097';
    const b = '0000-0001-5109-3700';
    expect(
      identify(
        { authors: ['Jane Smith'], orcids: [`Jane Smith ${a}`] },
        { authors: ['Jane Doe'], orcids: [`Jane Doe ${a}`] },
        { authors: ['Jane Smith'] },
        { authors: ['J. Doe'] },
      ),
    ).toEqual([[a], [a], [a], [a]]);
    const [[first], [second], [third]] = identify(
      { authors: ['Jane Smith'], orcids: [`Jane Smith ${a}`] },
      { authors: ['Jane Smith'], orcids: [`Jane Smith ${b}`] },
      { authors: ['Jane Smith'] },
    ) as [[string], [string], [string]];
    expect([first, second]).toEqual([a, b]);
    expect([a, b]).not.toContain(third);
  });
});

describe('maps of networks', () => {
  const cites = (...names: string[]) => names.map((name) => `${name} J, 2001, NATURE, V1, P1`);
  const collection = (papers: Paper[]) => ({ papers, records: papers.length, merged: 0, problems: [], notes: [] });
  const papers = Array.from({ length: 24 }, (_, i) =>
    paper(`p${String(i).padStart(2, '0')}`, {
      title: `${i % 2 ? 'Tidal mixing' : 'Urban transit'} number ${i}`,
      abstract:
        i === 5
          ? ''
          : i % 2
            ? 'Gliders measure tidal mixing of shelf seas and fronts.'
            : 'Bus rapid transit changes rents of informal housing.',
      authors: [`Ann ${'ABCDEF'[i % 6]}ek`, `Bo ${'CDEF'[i % 4]}om`],
      keywords: i % 2 ? ['Tides', 'gliders', 'mixing'] : ['transit', 'Housing', 'buses'],
      cites:
        i % 2 ? cites('Alpha', 'Beta', `Gamma${'abc'[i % 3]}`) : cites('Delta', 'Eps', `Zeta${'abc'[i % 3]}`, 'Alpha'),
    }),
  );

  test.each(['coupling', 'combination', 'co-citation', 'co-authorship', 'keywords', 'concepts'] as const)(
    '%s: topics, layout, explanations, and the map file',
    async (network) => {
      const map = await analyze(collection(papers), { network });
      const nodes = map.papers.length;
      expect(map.network?.name).toBe(network);
      expect([map.topicOf.length, map.positions.length, map.rows.starts.length, map.neighbors.starts.length]).toEqual([
        nodes,
        2 * nodes,
        nodes + 1,
        nodes + 1,
      ]);
      expect(map.topics.length).toBeGreaterThan(0);
      const { sources, targets, weights } = map.edges;
      expect(weights.length).toBe(map.network!.counts.length);
      for (const k of weights.keys()) {
        const { shared } = explainLink(map, sources[k]!, targets[k]!, weights[k]!);
        expect(shared.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(weights[k]!, 6);
        expect(map.positions[2 * sources[k]!]).not.toBeNaN();
      }
      const bytes = Buffer.concat([...serializeMap(map)]);
      const reopened = await (await openMap(bytes)).readAll();
      expect(reopened.network).toEqual(map.network);
      expect(reopened.sourcePapers).toEqual(map.sourcePapers);
      // The same papers give the same bytes.
      expect(Buffer.concat([...serializeMap(reopened)]).equals(bytes)).toBe(true);
    },
    60_000,
  );

  test('links are explained on one line', async () => {
    const { network } = await build(papers, 'coupling');
    const map = {
      papers,
      rows: noRows,
      vocabulary: {
        forms: [],
        keys: [],
        documents: new Uint32Array(0),
        idf: new Float64Array(0),
        longForms: new Map(),
      },
      network,
      options: {},
    };
    expect(formatLink(explainLink(map, 1, 7, 0.5))).toBe(
      '3 shared references: Alpha J, 2001, NATURE, V1, P1; Beta J, 2001, NATURE, V1, P1; Gammab J, 2001, NATURE, V1, P1',
    );
    expect(formatLink(explainLink(map, 0, 1, 0.5))).toBe('1 shared reference: Alpha J, 2001, NATURE, V1, P1');
  });

  test('keywords and authors are grouped as a thesaurus says', async () => {
    const thesaurus = [
      ['gliders', 'tides'],
      ['BUSES', ''],
    ];
    const { items } = await build(papers, 'keywords', { thesaurus });
    expect(items!.map(({ title }) => title).sort()).toEqual(['Housing', 'Tides', 'mixing', 'transit'].sort());
  });

  test.each([
    [
      'coupling',
      /^the network "coupling" needs references, which the paper does not have: export "cited references" from Web of Science or Scopus/,
    ],
    ['co-authorship', /^the network "co-authorship" needs authors/],
    ['keywords', /^the network "keywords" needs keywords, .*Scopus/],
    ['concepts', /^the network "concepts" needs concepts: omit --no-concepts/],
  ] as const)('%s is refused in one line if the papers lack it', async (network, message) => {
    await expect(build([paper('a')], network)).rejects.toThrow(message);
  });

  test('citation is refused if no paper cites another', async () => {
    await expect(build([paper('a', { cites: ['10.1/x'] })], 'citation')).rejects.toThrow(
      /no paper cites another paper/,
    );
  });
});
