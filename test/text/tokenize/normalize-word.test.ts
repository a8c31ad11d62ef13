import { describe, expect, test } from 'vitest';
import { resolveOptions } from '../../../src/text/options.ts';
import { normalizationRules, normalizeWord } from '../../../src/text/tokenize/normalize-word.ts';
import { normalizeSpelling } from '../../../src/text/tokenize/spelling.ts';
import { Tokenizer } from '../../../src/text/tokenize/tokenizer.ts';
import type { WeighOptions } from '../../../src/text/weigh-options.ts';

/** Returns the keys of the content words of a text. `collectionKeys` are terms of the collection. */
function contentKeys(text: string, options: WeighOptions = {}, collectionKeys: string[] = []): string[] {
  const rules = normalizationRules(resolveOptions({ stem: 'plurals', ...options }), (key) =>
    collectionKeys.includes(key),
  );
  const tokenizer = new Tokenizer();
  const words = Array.from(tokenizer.tokenize([text]).wordIds, (id) => tokenizer.words[id]!);
  return words.flatMap((word) =>
    normalizeWord(word, rules)
      .filter(({ isContent }) => isContent)
      .map(({ key }) => key),
  );
}

describe('names', () => {
  test.each([
    ['GPT-2', ['gpt2']],
    ['CIFAR-10', ['cifar10']],
    ['k-means', ['kmean']],
    ['C. elegans', ['c.elegans']],
    ['L1', ['l1']],
    ['BERT', ['bert']],
    ['SNNs', ['snn']],
    ['GPS', ['gps']],
    ['3-D', ['3d']],
  ])('%s is one word', (text, expected) => {
    expect(contentKeys(text)).toEqual(expected);
  });

  test('are split if the option is off', () => {
    expect(contentKeys('GPT-2 C. elegans', { names: false })).toEqual(['gpt', 'elegan']);
  });
});

describe('spelling', () => {
  test.each([
    ['behaviour', 'behavior'],
    ['visualisation', 'visualization'],
    ['analysing', 'analyzing'],
    ['modelling', 'modeling'],
    ['fibre', 'fiber'],
    ['colour', 'color'],
    ['neighbourhoods', 'neighborhoods'],
    ['leukaemia', 'leukemia'],
    ['naïve', 'naive'],
  ])('%s becomes %s', (british, american) => {
    expect(normalizeSpelling(british)).toBe(american);
    expect(normalizeSpelling(american)).toBe(american);
  });

  test.each(['noise', 'exercise', 'precise', 'promising', 'raised', 'likewise', 'pairwise', 'hour', 'four', 'contour'])(
    '%s does not change',
    (word) => {
      expect(normalizeSpelling(word)).toBe(word);
    },
  );

  test('a hyphenated compound is closed if its closed form is a term, and split otherwise', () => {
    expect(contentKeys('multi-agent', {}, ['multiagent'])).toEqual(['multiagent']);
    expect(contentKeys('multi-agent')).toEqual(['multi', 'agent']);
    expect(contentKeys('multi-agent', { spelling: false }, ['multiagent'])).toEqual(['multi', 'agent']);
  });
});

test('function words, boilerplate, numbers and single letters are not content words', () => {
  expect(contentKeys('In this paper we propose a state-of-the-art method of 12 neurons, 3rd of 4.5 k')).toEqual([
    'neuron',
  ]);
  expect(contentKeys('we propose', { boilerplate: false })).toEqual(['propose']);
  expect(contentKeys('a cat of mine', { stopWords: ['Cat', 'mine'] })).toEqual([]);
});

test('synonyms are replaced by the first entry of their list', () => {
  const synonyms = [
    ['spiking network', 'snn'],
    ['mouse', 'mice'],
  ];
  expect(contentKeys('SNN mice', { synonyms })).toEqual(['spiking', 'network', 'mouse']);
});
