import { expect, test } from 'vitest';
import { decideKinds, KINDS, scoreCases } from '../../../bench/reading/deduplicate-kinds.ts';

const papers = [
  'Tidal mixing fronts of shallow seas, as seen by a fleet of gliders',
  'Lichen growth on basalt walls over the years of one century',
  'Learning to schedule the charging of electric buses with delayed rewards',
].map((title, i) => ({
  title,
  abstract: `${title}. `.repeat(9),
  authors: ['Kwame Osei', 'Claire Moreau'],
  year: 2010 + i,
}));

test('different papers of every kind stay apart, and records of one paper are merged or offered', () => {
  for (const [name, { merged, apart, possible }] of decideKinds(papers, 1)) {
    expect([name, merged + apart + possible]).toEqual([name, papers.length]);
    expect([name, KINDS[name]!.isSame ? apart : merged]).toEqual([name, 0]);
  }
});

test('the cases of kind D are decided as labeled', async () => {
  expect(await scoreCases('test/fixtures/reading')).toEqual({
    truePositives: 9,
    falsePositives: 0,
    falseNegatives: 0,
  });
});
