import { describe, expect, test } from 'vitest';
import type { Vocabulary } from '../../../src/model/vocabulary.ts';
import { labelGroups } from '../../../src/topics/labels/label-groups.ts';
import { isSameWord, isValidLabelTerm } from '../../../src/topics/labels/label-text.ts';

/** Creates a vocabulary with these surface forms. */
const createVocabulary = (...forms: string[]): Vocabulary => ({
  keys: forms.map((form) => form.toLowerCase()),
  forms,
  documents: new Uint32Array(forms.length).fill(10),
  idf: new Float64Array(forms.length).fill(1),
  longForms: new Map(),
});

/** Creates distinctive terms with decreasing scores. */
function createTerms(vocabulary: Vocabulary, forms: string[], papers = 10) {
  return forms.map((form, k) => ({ term: vocabulary.forms.indexOf(form), score: 100 - k, z: 100 - k, papers }));
}

test.each([
  ['neuron', 'neurons', true],
  ['neuron', 'neuronal', true],
  ['pruned', 'pruning', true],
  ['classify', 'classification', true],
  ['eeg', 'eegs', true],
  ['neuron', 'neural', false],
  ['brain', 'train', false],
  ['net', 'network', false],
  ['pre-training', 'pretraining', true],
  ['pretrained', 'pre-training', true],
])('"%s" and "%s" are the same word: %s', (a, b, expected) => {
  expect(isSameWord(a, b)).toBe(expected);
  expect(isSameWord(b, a)).toBe(expected);
});

test.each(['spiking neural networks', 'C. elegans', 'L1 loss', 'GPT-2'])('"%s" can be part of a label', (form) => {
  expect(isValidLabelTerm(form)).toBe(true);
});

test.each(['the brain', 'state of the', '2019', 'x', 'network networks'])('"%s" cannot be part of a label', (form) => {
  expect(isValidLabelTerm(form)).toBe(false);
});

describe('labelGroups', () => {
  test('prefers a phrase to its words and does not repeat words', async () => {
    const vocabulary = createVocabulary('spiking', 'spiking neural', 'spiking neural networks', 'spikes', 'chips');
    const terms = createTerms(vocabulary, vocabulary.forms);
    expect(await labelGroups([{ terms, size: 40 }], { vocabulary })).toEqual(['Spiking neural networks']);
  });

  test('prefers the word if the phrase is rare', async () => {
    const vocabulary = createVocabulary('memory', 'memory palace');
    const terms = [
      { term: 0, score: 9, z: 9, papers: 40 },
      { term: 1, score: 2, z: 2, papers: 3 },
    ];
    expect(await labelGroups([{ terms, size: 60 }], { vocabulary })).toEqual(['Memory']);
  });

  test('uses words that are not nouns only within phrases and prefers specific nouns to generic ones', async () => {
    const vocabulary = createVocabulary(
      'clinical',
      'detection',
      'seizure',
      'seizure detection',
      'run',
      'epilepsy',
      'EEG',
    );
    const nounShares = Float32Array.of(0.1, 0.7, 0.1, 0.7, 0.2, 0.8, 0.1);
    const labelOf = async (...forms: string[]) =>
      (await labelGroups([{ terms: createTerms(vocabulary, forms), size: 40 }], { vocabulary, nounShares }))[0];
    expect(await labelOf(...vocabulary.forms)).toBe('Seizure detection');
    expect(await labelOf('clinical', 'detection', 'run', 'epilepsy', 'EEG')).toBe('Epilepsy and EEG');
    const withoutNouns = createTerms(vocabulary, ['clinical', 'run']);
    expect(await labelGroups([{ terms: withoutNouns, size: 40 }], { vocabulary, nounShares })).toEqual(['Clinical']);
  });

  test("uses a term only for the group in which it scores highest, and no word of the parent's label", async () => {
    const vocabulary = createVocabulary('sleep', 'memory', 'dream', 'brain');
    const excludedWords = ['brains'];
    const first = { terms: createTerms(vocabulary, ['sleep', 'memory', 'brain']), size: 40, excludedWords };
    const second = { terms: createTerms(vocabulary, ['dream', 'sleep', 'memory']), size: 40, excludedWords };
    expect(await labelGroups([first, second], { vocabulary })).toEqual(['Sleep and memory', 'Dream']);
    expect(await labelGroups([first], { vocabulary }, new Set(['sleep and memory']))).toEqual(['Sleep']);
    // Groups with different parents compete for their highest-scoring terms.
    const groups = [
      { ...first, parent: 1 },
      { ...second, parent: 2 },
    ];
    expect(await labelGroups(groups, { vocabulary })).toEqual(['Sleep and memory', 'Dream']);
  });

  test('does not use parts or abbreviations of excluded terms', async () => {
    const vocabulary = createVocabulary('SNN', 'neural networks', 'chips', 'networks on chips');
    const terms = createTerms(vocabulary, ['SNN', 'neural networks', 'chips']);
    const excludedTerms = ['spiking neural networks'];
    expect(await labelGroups([{ terms, size: 40, excludedTerms }], { vocabulary })).toEqual(['Chips']);
  });

  test('uses generic words only as a last resort and prefers specific phrases to generic ones', async () => {
    const vocabulary = createVocabulary('comparison', 'low-level', 'machine learning', 'tumor growth', 'tumor');
    const terms = createTerms(vocabulary, vocabulary.forms);
    expect(await labelGroups([{ terms, size: 40 }], { vocabulary })).toEqual(['Tumor growth']);
    expect(await labelGroups([{ terms: terms.slice(0, 1), size: 40 }], { vocabulary })).toEqual(['Comparison']);
  });

  test('ranks terms with low specificity lower', async () => {
    const vocabulary = createVocabulary('neurons', 'chips', 'synapses', 'spikes');
    const terms = createTerms(vocabulary, vocabulary.forms).map((term) => ({
      ...term,
      specificity: term.term === 0 ? 0.2 : 1,
    }));
    expect(await labelGroups([{ terms, size: 40 }], { vocabulary })).toEqual(['Chips and synapses']);
  });

  test('does not combine a term with its abbreviation, even if that has an additional first letter', async () => {
    const vocabulary = createVocabulary('magnetic resonance imaging', 'fMRI', 'human-computer interaction', 'HCI');
    const labelOf = async (...forms: string[]) =>
      (await labelGroups([{ terms: createTerms(vocabulary, forms), size: 40 }], { vocabulary }))[0];
    expect(await labelOf(...vocabulary.forms)).toBe('Magnetic resonance imaging and human-computer interaction');
    expect(await labelOf('fMRI', 'HCI', 'human-computer interaction')).toBe('Human-computer interaction');
  });

  test('prefers terms that are common in titles, and the name of the field to that of an event', async () => {
    const vocabulary = createVocabulary('International Workshop', 'lower bounds', 'graph algorithms');
    const terms = createTerms(vocabulary, vocabulary.forms);
    const labelOf = async (titleShares: number[]) =>
      (await labelGroups([{ terms, size: 40 }], { vocabulary, titleShares: Float32Array.from(titleShares) }))[0];
    expect(await labelOf([1, 0.3, 0.3])).toBe('Lower bounds and graph algorithms');
    expect(await labelOf([1, 0.02, 0.4])).toBe('Graph algorithms');
  });

  test('is in sentence case: only words that papers capitalize on their own have capitals', async () => {
    const vocabulary = createVocabulary(
      'Artificial Neural Networks',
      'artificial',
      'neural',
      'network',
      'Bayesian methods',
      'Bayesian',
      'fMRI',
    );
    const labelOf = async (...forms: string[]) =>
      (await labelGroups([{ terms: createTerms(vocabulary, forms), size: 40 }], { vocabulary }))[0];
    expect(await labelOf('Artificial Neural Networks', 'Bayesian methods')).toBe(
      'Artificial neural networks and Bayesian methods',
    );
    expect(await labelOf('fMRI')).toBe('fMRI');
  });

  test('numbers a group without distinctive terms', async () => {
    expect(await labelGroups([{ terms: [], size: 1 }], { vocabulary: createVocabulary('a') })).toEqual(['Group 1']);
  });
});
