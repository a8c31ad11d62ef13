import { expect, test } from 'vitest';
import { parseRecipe, serializeRecipe } from '../../src/edit/recipe.ts';
import { InputError } from '../../src/model/errors.ts';

const recipe = {
  options: { neighbors: 12, resolution: 'auto' as const, stopWords: ['neuron'], synonyms: [['snn', 'spiking net']] },
  edits: [
    { edit: 'rename' as const, paper: 'a', label: 'Glia' },
    { edit: 'hide' as const, paper: 'b' },
  ],
};

test('parses what it serializes, with empty options and edits by default', () => {
  expect(parseRecipe(serializeRecipe(recipe))).toEqual({ papergraphRecipe: 1, ...recipe });
  const withVectors = { ...recipe, vectors: 'minilm.npy' };
  expect(parseRecipe(serializeRecipe(withVectors))).toEqual({ papergraphRecipe: 1, ...withVectors });
  expect(parseRecipe('{"papergraphRecipe":1}')).toEqual({ papergraphRecipe: 1, options: {}, edits: [] });
});

test('accepts the option names of version 0.1', () => {
  const text = '{"papergraphRecipe":1,"options":{"neighbours":4,"authorShare":0}}';
  expect(parseRecipe(text).options).toEqual({ neighbors: 4, authorWeight: 0 });
});

test.each([
  ['{', /is not JSON/],
  ['[]', /not a papergraph recipe/],
  ['{"papergraphRecipe":2}', /version 1/],
  [
    '{"papergraphRecipe":1,"options":{"neighbors":0}}',
    /the option neighbors of a recipe must be an integer from 1 to 1000, not 0/,
  ],
  ['{"papergraphRecipe":1,"options":{"resolution":-1}}', /resolution of a recipe must be a number above 0/],
  ['{"papergraphRecipe":1,"options":{"minSimilarity":2}}', /0 to 1/],
  ['{"papergraphRecipe":1,"options":{"synonyms":["a"]}}', /list of lists/],
  ['{"papergraphRecipe":1,"options":{"constructor":1}}', /no option "constructor"/],
  ['{"papergraphRecipe":1,"options":{"__proto__":{}}}', /no option "__proto__"/],
  ['{"papergraphRecipe":1,"edits":{}}', /"edits" must be a list/],
  ['{"papergraphRecipe":1,"vectors":7}', /"vectors" must be the name of a file/],
  ['{"papergraphRecipe":1,"edits":[{"edit":"toString"}]}', /edit 1 must be one of/],
  [
    '{"papergraphRecipe":1,"edits":[{"edit":"hide","paper":"a"},{"edit":"move","paper":"a"}]}',
    /edit 2 \(move\) requires a non-empty "into"/,
  ],
])('rejects %s with a one-line message', (text, message) => {
  expect(() => parseRecipe(text, 'my.json')).toThrow(InputError);
  expect(() => parseRecipe(text, 'my.json')).toThrow(message);
  expect(() => parseRecipe(text, 'my.json')).toThrow(/^my\.json: [^\n]*$/);
});
