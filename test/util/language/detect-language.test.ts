import { describe, expect, test } from 'vitest';
import { readPapers } from '../../../src/read/read.ts';
import { detectLanguage } from '../../../src/util/language/detect-language.ts';
import { LANGUAGES, languageCode } from '../../../src/util/language/languages.ts';
import { FIXTURE_LANGUAGES, papersIn } from '../../language-fixtures.ts';
import { seedFiles } from '../../seeds.ts';

test('there are fixtures in every language but English', () => {
  expect([...FIXTURE_LANGUAGES, 'en'].sort()).toEqual(LANGUAGES.map(({ code }) => code).sort());
});

describe('detectLanguage', () => {
  test.each(FIXTURE_LANGUAGES)('recognizes abstracts in %s', (code) => {
    const detected = papersIn(code).map(({ abstract }) => detectLanguage(abstract).code);
    expect(detected.filter((found) => found !== code)).toEqual([]);
  });

  test('recognizes all seeds as English', async () => {
    const { papers } = await readPapers(seedFiles());
    for (const { title, abstract } of papers) expect(detectLanguage(abstract || title).code).toBe('en');
  });

  test.each([
    ['', 'spa', 'es'],
    ['Insulin', undefined, 'en'],
    ['Insulin', 'German', 'de'],
    // Words that Danish and Norwegian share.
    ['Det er en stor forskel på data i dette og i det andet for alle', 'nob', 'no'],
    // PubMed states the language of the article; its abstract is in English.
    ['The effect of the drug on the blood pressure of patients with diabetes was studied.', 'spa', 'en'],
    ['Insulin senkt den Blutzucker der Patienten, und die Dosis ist nicht zu hoch.', 'eng', 'de'],
    ['用于图像分类的CNN与Transformer模型', 'eng', 'zh'],
    ['A model called 神经 for the segmentation of images', undefined, 'en'],
  ])('%j, stated as %s, is in %s', (text, stated, expected) => {
    expect(detectLanguage(text, stated).code).toBe(expected);
  });
});

test.each([
  ['eng', 'en'],
  ['pt-BR', 'pt'],
  ['Deutsch', 'de'],
  ['nb', 'no'],
  ['chi', 'zh'],
  ['Spanish; Castilian', 'es'],
  ['Klingon', undefined],
])('languageCode(%j) is %s', (written, code) => {
  expect(languageCode(written)).toBe(code);
});
