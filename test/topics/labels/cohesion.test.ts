import { expect, test } from 'vitest';
import { UNIT } from '../../../src/model/sparse.ts';
import { computeCohesion, computeTermCohesion } from '../../../src/topics/labels/cohesion.ts';
import { computeTermStatistics } from '../../../src/topics/term-statistics.ts';
import { computePairwiseCosines } from '../pairwise-cosines.ts';
import { createPlantedPapers } from '../planted-papers.ts';

/** Returns the mean of a function over all ordered pairs of different papers. */
function computePairMean(papers: readonly number[], compare: (a: number, b: number) => number): number {
  const values = papers.flatMap((a) => papers.filter((b) => b !== a).map((b) => compare(a, b)));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test('cohesion is the mean pairwise cosine of a group', async () => {
  const { text } = await createPlantedPapers(3, 40);
  const cosines = computePairwiseCosines(text.rows, 40);
  const group = [3, 5, 8, 21, 34];
  expect(computeCohesion(await computeTermStatistics(text, Uint32Array.from(group)))).toBeCloseTo(
    computePairMean(group, (a, b) => cosines[a]![b]!),
    12,
  );
  expect(computeCohesion(await computeTermStatistics(text, Uint32Array.of(3)))).toBe(0);
});

test('term cohesion is the mean pairwise cosine of the papers with the term, without the term', async () => {
  const { text } = await createPlantedPapers(3, 40);
  const { rows, vocabulary } = text;
  const cosines = computePairwiseCosines(rows, 40);
  const weightOf = (paper: number, term: number) => {
    const position = rows.ids.subarray(rows.starts[paper], rows.starts[paper + 1]).indexOf(term);
    return position < 0 ? 0 : rows.values[rows.starts[paper]! + position]! / UNIT;
  };
  const terms = [...vocabulary.keys.keys()].filter((term) => vocabulary.documents[term]! > 1);
  const cohesion = await computeTermCohesion(rows, vocabulary.documents, terms);
  expect([...cohesion.keys()]).toEqual(terms);
  for (const term of terms) {
    const papers = [...Array(40).keys()].filter((i) => weightOf(i, term) > 0);
    const expected = computePairMean(papers, (a, b) => cosines[a]![b]! - weightOf(a, term) * weightOf(b, term));
    expect(cohesion.get(term)).toBeCloseTo(expected, 12);
  }
});

test('the cohesion of a frequent term is estimated from a sample of all its papers', async () => {
  const { text, fieldOf } = await createPlantedPapers(2, 400);
  const { vocabulary, rows } = text;
  const frequentTerms = [...vocabulary.keys.keys()].filter((term) => vocabulary.documents[term]! > 100);
  expect(frequentTerms.length).toBeGreaterThan(0);
  const cohesionOfField = async (field: number) =>
    computeCohesion(
      await computeTermStatistics(
        text,
        fieldOf.map((_, i) => i).filter((i) => fieldOf[i] === field),
      ),
    );
  const meanCohesion = ((await cohesionOfField(0)) + (await cohesionOfField(1))) / 2;
  for (const cohesion of (await computeTermCohesion(rows, vocabulary.documents, frequentTerms)).values())
    expect(Math.abs(cohesion / meanCohesion - 1)).toBeLessThan(0.4);
});
