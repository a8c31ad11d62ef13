import { expect, test } from 'vitest';
import { JOIN_DEFAULTS } from '../../../src/similarity/join/join.ts';
import { WEIGH_DEFAULTS } from '../../../src/text/options.ts';
import { TOPIC_DEFAULTS } from '../../../src/topics/find-topics.ts';
import { ownOptions, RECIPE_DEFAULTS, sameOptions } from '../../../web/state/recipe-options.ts';

test('the defaults of recipes are those of the stages', () => {
  expect({ ...WEIGH_DEFAULTS, ...JOIN_DEFAULTS, ...TOPIC_DEFAULTS }).toMatchObject(RECIPE_DEFAULTS);
});

test('a recipe holds what differs from the defaults, and nothing that it has no place for', () => {
  expect(ownOptions({ ...RECIPE_DEFAULTS, stem: 'porter' })).toEqual({});
  expect(ownOptions({ seed: 1, neighbours: 4, stopWords: ['x'], stem: 'none' })).toEqual({
    neighbours: 4,
    stopWords: ['x'],
  });
});

test('an option that is not given is the same as its default', () => {
  expect(sameOptions({}, { resolution: 'auto', stopWords: [] })).toBe(true);
  expect(sameOptions({}, { resolution: 1 })).toBe(false);
});
