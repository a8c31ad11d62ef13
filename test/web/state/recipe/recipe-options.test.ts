import { expect, test } from 'vitest';
import { NETWORK_DEFAULTS } from '../../../../src/networks/network-options.ts';
import { JOIN_DEFAULTS } from '../../../../src/similarity/join/join-options.ts';
import { WEIGH_DEFAULTS } from '../../../../src/text/weigh-options.ts';
import { TOPIC_DEFAULTS } from '../../../../src/topics/topic-options.ts';
import { nonDefaultOptions, RECIPE_DEFAULTS, sameOptions } from '../../../../web/state/recipe/recipe-options.ts';

test('recipe defaults equal the defaults of the stages', () => {
  expect({ ...WEIGH_DEFAULTS, ...JOIN_DEFAULTS, ...NETWORK_DEFAULTS, ...TOPIC_DEFAULTS }).toMatchObject(
    RECIPE_DEFAULTS,
  );
});

test('nonDefaultOptions drops defaults and options that recipes do not have', () => {
  expect(nonDefaultOptions({ ...RECIPE_DEFAULTS, stem: 'inflections' })).toEqual({});
  expect(nonDefaultOptions({ seed: 1, neighbors: 4, stopWords: ['x'], stem: 'none' })).toEqual({
    neighbors: 4,
    stopWords: ['x'],
  });
});

test('sameOptions treats a missing option as its default', () => {
  expect(sameOptions({}, { resolution: 'auto', stopWords: [] })).toBe(true);
  expect(sameOptions({}, { resolution: 1 })).toBe(false);
});
