import { expect, test } from 'vitest';
import { createTokens, tokenize } from '../../../src/text/tokenize/tokenize.ts';
import { findAbbreviations, shortFormKey } from '../../../src/text/vocabulary/abbreviations.ts';

test.each([
  ['We train spiking neural networks (SNNs) here.', [['SNNs', 'spiking neural networks']]],
  ['the internet of things (IoT, for short)', [['IoT', 'internet of things']]],
  ['SNN (spiking neural network) models', [['SNN', 'spiking neural network']]],
  ['spike-timing-dependent plasticity (STDP)', [['STDP', 'spike-timing-dependent plasticity']]],
  ['with functional magnetic resonance imaging (fMRI).', [['fMRI', 'functional magnetic resonance imaging']]],
  ['the Navy (SNN) and others (see Fig. 2)', []],
  ['ended. Neural networks (SNN)', []],
  ['(SNN', []],
])('finds the abbreviations in "%s"', (text, expected) => {
  const tokens = createTokens();
  tokenize(text, tokens);
  const definitions = findAbbreviations(text, tokens).map(({ shortForm, longStart, longEnd }) => [
    text.slice(tokens.starts[shortForm], tokens.ends[shortForm]),
    text.slice(tokens.starts[longStart], tokens.ends[longEnd - 1]),
  ]);
  expect(definitions).toEqual(expected);
});

test('singular and plural have the same key', () => {
  expect(['SNN', 'SNNs', 'fMRI', 'GPS'].map(shortFormKey)).toEqual(['snn', 'snn', 'fmri', 'gps']);
});
