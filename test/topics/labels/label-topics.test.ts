import { describe, expect, test } from 'vitest';
import type { Vocabulary } from '../../../src/model/vocabulary.ts';
import { alike, presentable } from '../../../src/topics/labels/label-text.ts';
import { labelGroups } from '../../../src/topics/labels/label-topics.ts';

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
  ['pre-training', 'pretraining', true],
  ['pretrained', 'pre-training', true],
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
    const vocabulary = vocabularyOf('spiking', 'spiking neural', 'spiking neural networks', 'spikes', 'chips');
    const telling = group(vocabulary, vocabulary.forms);
    expect(labelGroups([{ telling, size: 40 }], { vocabulary })).toEqual(['spiking neural networks, chips']);
  });

  test('keep the word where the phrase is rare', () => {
    const vocabulary = vocabularyOf('memory', 'memory palace');
    const telling = [
      { term: 0, score: 9, papers: 40 },
      { term: 1, score: 2, papers: 3 },
    ];
    expect(labelGroups([{ telling, size: 60 }], { vocabulary })).toEqual(['memory']);
  });

  test('leave what is no noun to phrases, and prefer names of things to what every field has', () => {
    const vocabulary = vocabularyOf('clinical', 'detection', 'seizure', 'seizure detection', 'run', 'epilepsy', 'EEG');
    const nounShares = Float32Array.of(0.1, 0.7, 0.1, 0.7, 0.2, 0.8, 0.1);
    const telling = group(vocabulary, vocabulary.forms);
    const label = 'seizure detection, epilepsy, EEG';
    expect(labelGroups([{ telling, size: 40 }], { vocabulary, nounShares })).toEqual([label]);
    // Where nothing is a noun, the strongest of the rest.
    const only = group(vocabulary, ['clinical', 'run']);
    expect(labelGroups([{ telling: only, size: 40 }], { vocabulary, nounShares })).toEqual(['clinical, run']);
  });

  test('give a term to the group it tells most of, none twice, and no word of the parent', () => {
    const vocabulary = vocabularyOf('sleep', 'memory', 'dream', 'brain');
    const taken = ['brains'];
    const first = { telling: group(vocabulary, ['sleep', 'memory', 'brain']), size: 40, taken };
    const second = { telling: group(vocabulary, ['dream', 'sleep', 'memory']), size: 40, taken };
    expect(labelGroups([first, second], { vocabulary })).toEqual(['sleep, memory', 'dream']);
    expect(labelGroups([first], { vocabulary }, new Set(['sleep, memory']))).toEqual(['sleep']);
    // Also to groups that stand elsewhere, where it is among the strongest.
    expect(
      labelGroups(
        [
          { ...first, parent: 1 },
          { ...second, parent: 2 },
        ],
        { vocabulary },
      ),
    ).toEqual(['sleep, memory', 'dream']);
  });

  test('no part of a term that names another topic, nor its initials', () => {
    const vocabulary = vocabularyOf('SNN', 'neural networks', 'chips', 'networks on chips');
    const telling = group(vocabulary, ['SNN', 'neural networks', 'chips']);
    const others = ['spiking neural networks'];
    expect(labelGroups([{ telling, size: 40, others }], { vocabulary })).toEqual(['chips']);
  });

  test('a word that every field has stands only where nothing better does, a phrase of such words behind others', () => {
    const vocabulary = vocabularyOf('comparison', 'low-level', 'machine learning', 'patients', 'tumor');
    const all = group(vocabulary, vocabulary.forms);
    expect(labelGroups([{ telling: all, size: 40 }], { vocabulary })).toEqual(['patients, tumor, machine learning']);
    const [comparison] = all;
    expect(labelGroups([{ telling: [comparison!], size: 40 }], { vocabulary })).toEqual(['comparison']);
  });

  test('what other fields speak of too counts less', () => {
    const vocabulary = vocabularyOf('neurons', 'chips', 'synapses', 'spikes');
    const telling = group(vocabulary, vocabulary.forms);
    const focused = telling.map((found) => ({ ...found, focus: found.term === 0 ? 0.2 : 1 }));
    expect(labelGroups([{ telling: focused, size: 40 }], { vocabulary })).toEqual(['chips, synapses, spikes']);
  });

  test('an abbreviation with a letter more than the initials is not said beside them', () => {
    const vocabulary = vocabularyOf(
      'magnetic resonance imaging',
      'fMRI',
      'human-computer interaction',
      'HCI',
      'cortex',
    );
    const telling = group(vocabulary, vocabulary.forms);
    const label = 'magnetic resonance imaging, human-computer interaction, cortex';
    expect(labelGroups([{ telling, size: 40 }], { vocabulary })).toEqual([label]);
  });

  test('a group that nothing tells of still has a name', () => {
    expect(labelGroups([{ telling: [], size: 1 }], { vocabulary: vocabularyOf('a') })).toEqual(['Group 1']);
  });
});
