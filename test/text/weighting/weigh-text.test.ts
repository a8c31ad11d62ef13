import { describe, expect, test } from 'vitest';
import { foldRules, settle, type WeighOptions } from '../../../src/text/options.ts';
import { blankNoise } from '../../../src/text/tokenize/mask-noise.ts';
import { fold } from '../../../src/text/tokenize/normalize-word.ts';
import { foldSpelling } from '../../../src/text/tokenize/spelling.ts';
import { newTokens, tokenize } from '../../../src/text/tokenize/tokenize.ts';
import { definitions, shortKey } from '../../../src/text/vocabulary/abbreviations.ts';

function words(text: string): string[] {
  const tokens = newTokens();
  tokenize(text, tokens);
  return Array.from({ length: tokens.count }, (_, k) => text.slice(tokens.starts[k], tokens.ends[k]));
}

/** Keys of what counts in a text. */
function keys(text: string, options: WeighOptions = {}, standing: string[] = []): string[] {
  const rules = foldRules(settle({ stem: 'plurals', ...options }), (key) => standing.includes(key));
  return words(text).flatMap((word) =>
    fold(word, rules)
      .filter(({ counts }) => counts)
      .map(({ key }) => key),
  );
}

describe('words', () => {
  test.each([
    ['spike-timing-dependent plasticity', ['spike-timing-dependent', 'plasticity']],
    ["Parkinson's disease, at 3.14 Hz.", ["Parkinson's", 'disease', 'at', '3.14', 'Hz']],
    ['C++ and C#, (C. elegans) input–output', ['C++', 'and', 'C#', 'C. elegans', 'input–output']],
    ['vitamin C. The end - of it', ['vitamin', 'C', 'The', 'end', 'of', 'it']],
    ['Schrödinger café', ['Schrödinger', 'café']],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

describe('names are kept whole', () => {
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
  ])('%s', (text, expected) => {
    expect(keys(text)).toEqual(expected);
  });

  test('but not with the switch off', () => {
    expect(keys('GPT-2 C. elegans', { names: false })).toEqual(['gpt', 'elegan']);
  });
});

describe('spelling variants are one', () => {
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
  ])('%s is %s', (british, american) => {
    expect(foldSpelling(british)).toBe(american);
    expect(foldSpelling(american)).toBe(american);
  });

  test.each(['noise', 'exercise', 'precise', 'promising', 'raised', 'likewise', 'pairwise', 'hour', 'four', 'contour'])(
    '%s stays',
    (word) => {
      expect(foldSpelling(word)).toBe(word);
    },
  );

  test('a hyphened compound is closed up where its closed form stands in the papers, else cut', () => {
    expect(keys('multi-agent', {}, ['multiagent'])).toEqual(['multiagent']);
    expect(keys('multi-agent')).toEqual(['multi', 'agent']);
    expect(keys('multi-agent', { spelling: false }, ['multiagent'])).toEqual(['multi', 'agent']);
  });
});

test('function words, boilerplate, numbers and letters alone do not count', () => {
  expect(keys('In this paper we propose a state-of-the-art method of 12 neurons, 3rd of 4.5 k')).toEqual(['neuron']);
  expect(keys('we propose', { boilerplate: false })).toEqual(['propose']);
  expect(keys('a cat of mine', { stopWords: ['Cat', 'mine'] })).toEqual([]);
});

test('synonyms count as the first of their list', () => {
  const synonyms = [
    ['spiking network', 'snn'],
    ['mouse', 'mice'],
  ];
  expect(keys('SNN mice', { synonyms })).toEqual(['spiking', 'network', 'mouse']);
});

describe('noise is blanked out in place', () => {
  test.each([
    ['see https://github.com/a/b?c=1 now', 'see now'],
    ['a <b>bold</b> claim, p < 0.05 and q > 2', 'a bold claim, p < 0.05 and q > 2'],
    ['cost $O(n^2)$ of \\emph{sorting}', 'cost of sorting'],
    ['we use $k$-means', 'we use k-means'],
    ['Spikes matter. © 2019 Elsevier Ltd. All rights reserved.', 'Spikes matter.'],
    ['rock &amp; roll, me@uni.edu', 'rock roll,'],
  ])('%s', (text, expected) => {
    const clean = blankNoise(text);
    expect(clean).toHaveLength(text.length);
    expect(clean.replace(/\s+/g, ' ').trim()).toBe(expected);
  });
});

describe('abbreviations after Schwartz and Hearst', () => {
  const found = (text: string) => {
    const tokens = newTokens();
    tokenize(text, tokens);
    return definitions(text, tokens).map(({ short, longFrom, longTo }) => [
      text.slice(tokens.starts[short], tokens.ends[short]),
      text.slice(tokens.starts[longFrom], tokens.ends[longTo - 1]),
    ]);
  };
  test.each([
    ['We train spiking neural networks (SNNs) here.', [['SNNs', 'spiking neural networks']]],
    ['the internet of things (IoT, for short)', [['IoT', 'internet of things']]],
    ['SNN (spiking neural network) models', [['SNN', 'spiking neural network']]],
    ['spike-timing-dependent plasticity (STDP)', [['STDP', 'spike-timing-dependent plasticity']]],
    ['with functional magnetic resonance imaging (fMRI).', [['fMRI', 'functional magnetic resonance imaging']]],
    ['the Navy (SNN) and others (see Fig. 2)', []],
    ['ended. Neural networks (SNN)', []],
    ['(SNN', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
  test('plurals share a key', () => {
    expect(['SNN', 'SNNs', 'fMRI', 'GPS'].map(shortKey)).toEqual(['snn', 'snn', 'fmri', 'gps']);
  });
});
