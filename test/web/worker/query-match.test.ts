import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Sought } from '../../../web/worker/query-match.ts';

const found = (query: string, text: string) => {
  const passage = new Sought(query).in(text);
  return passage?.marks.map(([start, end]) => passage.snippet.slice(start, end));
};

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
  expect(found(query, text)).toEqual(expected);
});

test('words that stand side by side come before the same words apart', () => {
  const text = `${'This work is on memory. '.padEnd(400, 'and so on ')}Then working memory follows.`;
  const passage = new Sought('working memory').in(text)!;
  expect(passage.together).toBe(true);
  expect(passage.snippet).toContain('working memory follows');
  expect(new Sought('memory working').in(text)).toMatchObject({ together: false });
  expect(new Sought('memory').in(text)).toMatchObject({ together: false });
});

test('a passage shows the place where most words stand together', () => {
  const far = 'glia here. '.padEnd(600, 'lorem ipsum ');
  const passage = new Sought('glia spiking').in(`${far} then glia meet spiking networks at the end of it all`)!;
  expect(passage.snippet).toMatch(/^… .*glia meet spiking networks/);
  expect(passage.marks.length).toBe(2);
});

test('a passage is a piece of the text between dots, and its marks are what was sought', () => {
  const word = fc.constantFrom('glia', 'Glial', 'spiking', 'spike', 'waves', 'x', 'ensemble', 'networks,', '(net)');
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 120 }),
      fc.constantFrom('glia', 'spik wave', '"x ensemble"'),
      (words, query) => {
        const text = words.join(' ');
        const passage = new Sought(query).in(text);
        const all = {
          glia: /\bgl/i,
          'spik wave': /\bspik(.*)\bwave|\bwave(.*)\bspik/i,
          '"x ensemble"': /\bx ensemble/,
        }[query]!;
        expect(passage !== undefined).toBe(all.test(text));
        if (!passage) return;
        expect(text).toContain(passage.snippet.replace(/^… | …$/g, ''));
        expect(passage.snippet.length).toBeLessThan(200);
        expect(passage.marks.length).toBeGreaterThan(0);
        let last = 0;
        for (const [start, end] of passage.marks) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(passage.snippet.slice(start, end)).toMatch(/^(glia|glial|spiking|spike|waves|x ensemble)$/i);
          last = end;
        }
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});
