import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QueryMatcher } from '../../../../web/worker/search/query-matcher.ts';

/** Returns the highlighted parts of the passage of a text; undefined if the text does not match. */
function findMarked(query: string, text: string): string[] | undefined {
  const passage = new QueryMatcher(query).match(text);
  return passage?.marks.map(([start, end]) => passage.snippet.slice(start, end));
}

test.each([
  ['astro', 'The Astrocytes raise waves', ['Astrocytes']],
  ['astrocytes', 'an astrocytic wave', ['astrocytic']],
  ['studies', 'we study', undefined],
  ['study', 'these studies', ['studies']],
  ['wave glia', 'glial cells and waves', ['glial', 'waves']],
  ['wave glia', 'glial cells only', undefined],
  ['rocyte', 'astrocyte', undefined],
  ['of the astrocytes in a network', 'networks with astrocytes', ['networks', 'astrocytes']],
  ['in the', 'what is in the box', ['in', 'the']],
  ['"working memory"', 'working-memory and memory', ['working-memory']],
  ['"working memory"', 'memory that is working', undefined],
  ['"working memory" glia', 'glia and working memory', ['glia', 'working memory']],
  ['"unclosed phr', 'an unclosed phrase', ['unclosed phrase']],
  ['C++ (x.*)', 'c xylophone', ['c', 'xylophone']],
  ['naïve', 'a naïve guess', ['naïve']],
  ['脳', '脳の研究', ['脳の研究']],
  ['...', 'anything ...', undefined],
])('%s in "%s"', (query, text, expected) => {
  expect(findMarked(query, text)).toEqual(expected);
});

test('prefers a passage with adjacent words to an earlier one with the same words apart', () => {
  const text = `${'This work is on memory. '.padEnd(400, 'and so on ')}Then working memory follows.`;
  const passage = new QueryMatcher('working memory').match(text)!;
  expect(passage.isExactPhrase).toBe(true);
  expect(passage.snippet).toContain('working memory follows');
  expect(new QueryMatcher('memory working').match(text)).toMatchObject({ isExactPhrase: false });
  expect(new QueryMatcher('memory').match(text)).toMatchObject({ isExactPhrase: false });
});

test('returns the passage that contains most words of the query', () => {
  const padding = 'glia here. '.padEnd(600, 'lorem ipsum ');
  const text = `${padding} then glia meet spiking networks at the end of it all`;
  const passage = new QueryMatcher('glia spiking').match(text)!;
  expect(passage.snippet).toMatch(/^… .*glia meet spiking networks/);
  expect(passage.marks.length).toBe(2);
});

test('returns an excerpt of the text with marks at the matches', () => {
  const word = fc.constantFrom('glia', 'Glial', 'spiking', 'spike', 'waves', 'x', 'ensemble', 'networks,', '(net)');
  const patterns = {
    glia: /\bgl/i,
    'spik wave': /\bspik(.*)\bwave|\bwave(.*)\bspik/i,
    '"x ensemble"': /\bx ensemble/,
  };
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 120 }),
      fc.constantFrom('glia' as const, 'spik wave' as const, '"x ensemble"' as const),
      (words, query) => {
        const text = words.join(' ');
        const passage = new QueryMatcher(query).match(text);
        expect(passage !== undefined).toBe(patterns[query].test(text));
        if (!passage) return;
        expect(text).toContain(passage.snippet.replace(/^… | …$/g, ''));
        expect(passage.snippet.length).toBeLessThan(200);
        expect(passage.marks.length).toBeGreaterThan(0);
        let previousEnd = 0;
        for (const [start, end] of passage.marks) {
          expect(start).toBeGreaterThanOrEqual(previousEnd);
          expect(passage.snippet.slice(start, end)).toMatch(/^(glia|glial|spiking|spike|waves|x ensemble)$/i);
          previousEnd = end;
        }
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});
