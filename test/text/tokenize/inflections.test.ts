import { describe, expect, test } from 'vitest';
import { removeInflections } from '../../../src/text/tokenize/inflections.ts';
import { normalizeSpelling } from '../../../src/text/tokenize/spelling.ts';

const keyOf = (word: string) => removeInflections(normalizeSpelling(word));

describe('words of different meanings stay different', () => {
  test.each([
    'responsible response',
    'decoder decoding',
    'encoder encoding',
    'computer computational',
    'computer computing',
    'organism organization',
    'transformation transformer',
    'animate animals',
    'module modulated',
    'initialization initiative',
    'formation formats',
    'plan plane',
    'rate rats',
    'universe university universal',
    'general generation generative generator',
    'relation relativity relatives',
    'new news',
    'set settings',
    'policy police',
    'author authority',
    'operator operations',
    'active activity activation',
    'communication community',
    'physics physical physician',
    'statistics statistical statue',
    'importance imports',
    'cut cute',
    'hop hope',
  ])('%s', (list) => {
    const words = list.split(' ');
    expect(new Set(words.map(keyOf)).size).toBe(words.length);
  });
});

describe('inflections and spellings of one word are one', () => {
  test.each([
    'network networks',
    'decode decodes decoded decoding',
    'modulate modulated modulating modulates',
    'map maps mapped mapping mappings',
    'code codes coded coding',
    'spike spikes spiked spiking',
    'train trains trained training',
    'study studies studied studying',
    'analysis analyses',
    'matrix matrices',
    'index indices indexes',
    'hypothesis hypotheses',
    'stimulus stimuli',
    'behavior behaviours behaviour',
    'model models modelled modeling modelling',
    'visualize visualised visualising',
    'process processes processed processing',
    'class classes',
    'search searches searching searched',
    'embed embeds embedded embedding embeddings',
    'child children',
    'neuron neurons',
    'cache caches cached caching',
    'run runs running',
    'optimize optimizes optimised optimizing',
  ])('%s', (list) => {
    expect(new Set(list.split(' ').map(keyOf)).size).toBe(1);
  });
});
