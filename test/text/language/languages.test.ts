import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../../src/analyze.ts';
import type { PaperMap } from '../../../src/model/map.ts';
import type { Paper } from '../../../src/model/paper.ts';
import { readPapers } from '../../../src/read/read.ts';
import { countLanguages } from '../../../src/text/language/text-languages.ts';
import { weigh } from '../../../src/text/weighting/weigh.ts';
import { markTerms, weighText } from '../../../src/text/weighting/weigh-text.ts';
import { FIXTURE_LANGUAGES, papersIn, SUBJECTS, type SubjectPaper } from '../../language-fixtures.ts';
import { seedFiles } from '../../seeds.ts';

/** A function word of some languages. */
const FUNCTION_WORDS: Record<string, string> = {
  es: 'de',
  pt: 'de',
  fr: 'les',
  it: 'della',
  de: 'der',
  nl: 'van',
  ru: 'из',
  pl: 'przez',
};

const buildMap = (papers: Paper[]) =>
  analyze({ papers, records: papers.length, merged: 0, problems: [], notes: [] }, { concepts: false, threads: 1 });

/** Returns the neighbors of each paper. */
const neighborsOf = ({ neighbors }: PaperMap) =>
  Array.from({ length: neighbors.starts.length - 1 }, (_, i) => [
    ...neighbors.ids.subarray(neighbors.starts[i], neighbors.starts[i + 1]),
  ]);

function expectSameRows({ vocabulary, rows }: Pick<PaperMap, 'vocabulary' | 'rows'>, papers: readonly Paper[]): void {
  papers.forEach((paper, i) => {
    const [start, end] = [rows.starts[i], rows.starts[i + 1]];
    expect(weighText(vocabulary, paper)).toEqual({
      ids: rows.ids.slice(start, end),
      values: rows.values.slice(start, end),
    });
  });
}

describe.each(FIXTURE_LANGUAGES)('papers in %s', (code) => {
  let papers: SubjectPaper[];
  let map: PaperMap;

  beforeAll(async () => {
    papers = papersIn(code);
    map = await buildMap(papers);
  });

  test('have their nearest neighbors and their topics in their subject', () => {
    expect(papers.length).toBeGreaterThanOrEqual(30);
    for (const [i, ids] of neighborsOf(map).entries()) {
      expect(ids.length).toBeGreaterThan(0);
      for (const id of ids.slice(0, 5)) expect(papers[id]!.subject).toBe(papers[i]!.subject);
    }
    const topics = SUBJECTS.map(
      (subject) => new Set(papers.flatMap((paper, i) => (paper.subject === subject ? [map.topicOf[i]!] : []))),
    );
    expect(new Set(topics.flatMap((found) => [...found])).size).toBe(topics.reduce((sum, { size }) => sum + size, 0));
  });

  test('have terms of their language only, no function words among them, and rows that weighText gives them, too', () => {
    expect(
      map.vocabulary.keys.filter(
        (key) => !/\d/.test(key) && !key.split(' ').every((part) => part.startsWith(`${code}:`)),
      ),
    ).toEqual([]);
    expect(map.vocabulary.keys).not.toContain(`${code}:${FUNCTION_WORDS[code]}`);
    expectSameRows(map, papers);
  });
});

describe('papers in all languages', () => {
  const papers = FIXTURE_LANGUAGES.flatMap((code) => papersIn(code, 4));
  let map: PaperMap;

  beforeAll(async () => {
    map = await buildMap(papers);
  });

  test('are not similar to papers in other languages', () => {
    for (const [i, ids] of neighborsOf(map).entries())
      for (const id of ids) expect(papers[id]!.language).toBe(papers[i]!.language);
  });

  test('are counted by language', () => {
    expect(countLanguages(papers).length).toBe(FIXTURE_LANGUAGES.length);
    expect(countLanguages([...papersIn('fi', 1), ...papersIn('zh', 2)])).toEqual([
      ['zh', 6],
      ['fi', 3],
    ]);
  });

  test('are found by queries of a few words in their language', () => {
    const find = (text: string) =>
      [...weighText(map.vocabulary, text).ids].map((id) => map.vocabulary.keys[id]!.slice(0, 3));
    expect(new Set(find('estrellas galaxias'))).toEqual(new Set(['es:']));
    expect(new Set(find('почвы'))).toEqual(new Set(['ru:']));
    expect(new Set(find('糖尿病'))).toEqual(new Set(['zh:']));
    const marks = markTerms('土壤侵蚀', map.vocabulary);
    expect(marks.map(({ start, end }) => '土壤侵蚀'.slice(start, end))).toContain('土壤');
  });
});

test('names are the same in all languages', async () => {
  const [spanish, german] = [papersIn('es', 1)[0]!, papersIn('de', 1)[0]!];
  const papers = [
    { ...spanish, abstract: `${spanish.abstract} Usamos GPT-2 y BERT.` },
    { ...german, abstract: `${german.abstract} Wir verwenden GPT-2 und BERT.` },
    { ...papersIn('fi', 1)[0]! },
  ];
  const { vocabulary } = await weigh(papers, { maxShare: 1 });
  expect(vocabulary.keys).toEqual(expect.arrayContaining(['bert', 'gpt2']));
});

test('English collections have the keys of English only', async () => {
  const { papers } = await readPapers(seedFiles());
  const { vocabulary } = await weigh(papers);
  expect(vocabulary.keys.filter((key) => key.includes(':'))).toEqual([]);
  expect(countLanguages(papers).map(([code]) => code)).toEqual(['en']);
});
