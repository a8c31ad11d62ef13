import { describe, expect, test } from 'vitest';
import { alike, labelGroups, presentable } from '../../src/graph/labels.ts';
import type { Vocabulary } from '../../src/types.ts';

/** A vocabulary of these written forms, and each as telling as its place in a list says. */
function group(vocabulary: Vocabulary, forms: string[], papers = 10) {
  return forms.map((form, k) => ({ term: vocabulary.forms.indexOf(form), score: 100 - k, papers }));
}
const vocabularyOf = (...forms: string[]): Vocabulary => ({
  keys: forms.map((form) => form.toLowerCase()),
  forms,
  documents: new Uint32Array(forms.length).fill(10),
  idf: new Float64Array(forms.length).fill(1),
  longForms: new Map(),
});

test.each([
  ['neuron', 'neurons', true],
  ['neuron', 'neuronal', true],
  ['pruned', 'pruning', true],
  ['classify', 'classification', true],
  ['EEG'.toLowerCase(), 'eegs', true],
  ['neuron', 'neural', false],
  ['brain', 'train', false],
  ['net', 'network', false],
])('%s and %s: the same word to a reader? %s', (a, b, expected) => {
  expect(alike(a, b)).toBe(expected);
  expect(alike(b, a)).toBe(expected);
});

test('what can stand in a label', () => {
  for (const form of ['spiking neural networks', 'C. elegans', 'L1 loss', 'GPT-2'])
    expect(presentable(form), form).toBe(true);
  for (const form of ['the brain', 'state of the', '2019', 'x', 'network networks'])
    expect(presentable(form), form).toBe(false);
});

describe('labels', () => {
  test('take a phrase rather than its word, and say nothing twice', () => {
    const vocabulary = vocabularyOf('spiking', 'spiking neural', 'spiking neural networks', 'spikes', 'hardware');
    const telling = group(vocabulary, vocabulary.forms);
    expect(labelGroups([{ telling, taken: [] }], vocabulary)).toEqual(['spiking neural networks, hardware']);
  });

  test('keep the word where the phrase is rare', () => {
    const vocabulary = vocabularyOf('memory', 'memory palace');
    const telling = [
      { term: 0, score: 9, papers: 40 },
      { term: 1, score: 2, papers: 3 },
    ];
    expect(labelGroups([{ telling, taken: [] }], vocabulary)).toEqual(['memory']);
  });

  test('give a term to the group it tells most of, none twice, and no word of the parent', () => {
    const vocabulary = vocabularyOf('sleep', 'memory', 'dream', 'brain');
    const first = { telling: group(vocabulary, ['sleep', 'memory', 'brain']), taken: ['brains'] };
    const second = { telling: group(vocabulary, ['dream', 'sleep', 'memory']), taken: ['brains'] };
    expect(labelGroups([first, second], vocabulary)).toEqual(['sleep, memory', 'dream']);
    const used = new Set(['sleep, memory']);
    expect(labelGroups([first], vocabulary, used)).toEqual(['sleep']);
  });

  test('a group that nothing tells of still has a name', () => {
    expect(labelGroups([{ telling: [], taken: [] }], vocabularyOf('a'))).toEqual(['Group 1']);
  });
});
