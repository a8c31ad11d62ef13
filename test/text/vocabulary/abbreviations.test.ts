import { expect, test } from 'vitest';
import { Tokenizer } from '../../../src/text/tokenize/tokenizer.ts';
import { shortFormKey } from '../../../src/text/vocabulary/abbreviations.ts';

test.each([
  ['We train spiking neural networks (SNNs) here.', [['SNNs', 'spiking neural networks']]],
  ['the internet of things (IoT, for short)', [['IoT', 'internet of things']]],
  ['SNN (spiking neural network) models', [['SNN', 'spiking neural network']]],
  ['spike-timing-dependent plasticity (STDP)', [['STDP', 'spike-timing-dependent plasticity']]],
  ['with functional magnetic resonance imaging (fMRI).', [['fMRI', 'functional magnetic resonance imaging']]],
  ['term frequency-inverse document frequency (TF-IDF)', [['TF-IDF', 'term frequency-inverse document frequency']]],
  ['single-cell RNA sequencing (scRNA-seq) data', [['scRNA-seq', 'single-cell RNA sequencing']]],
  ['TF–IDF (term frequency–inverse document frequency)', [['TF–IDF', 'term frequency–inverse document frequency']]],
  ['a graphical user interface ( GUI )', [['GUI', 'graphical user interface']]],
  ['natural language processing ("NLP")', [['NLP', 'natural language processing']]],
  ['“natural language processing” (“NLP”, in short)', [['NLP', 'natural language processing']]],
  ["NLP ('natural language processing')", [['NLP', 'natural language processing']]],
  ['the Navy (SNN) and others (see Fig. 2)', []],
  ['ended. Neural networks (SNN)', []],
  ['(SNN', []],
])('finds the abbreviations in "%s"', (text, expected) => {
  const tokens = new Tokenizer().tokenize([text]);
  const definitions = tokens.definitions.map(({ shortForm, longStart, longEnd }) => [
    text.slice(tokens.starts[shortForm], tokens.ends[shortForm]),
    text.slice(tokens.starts[longStart], tokens.ends[longEnd - 1]),
  ]);
  expect(definitions).toEqual(expected);
});

test('singular and plural have the same key', () => {
  expect(['SNN', 'SNNs', 'fMRI', 'GPS', 'TF–IDF'].map(shortFormKey)).toEqual(['snn', 'snn', 'fmri', 'gps', 'tf-idf']);
});

test('looks for the end of a long form only as far as a long form may reach', () => {
  // Every parenthesis starts a long form that never ends; looking for the end of the text each time is quadratic.
  const text = 'AB (cd '.repeat(80_000);
  expect(new Tokenizer().tokenize([text]).definitions).toEqual([]);
});
