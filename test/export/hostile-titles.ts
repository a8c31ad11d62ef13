import fc from 'fast-check';
import { analyze } from '../../src/analyze.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { Paper } from '../../src/model/paper.ts';

/**
 * Titles with syntax of the export formats. Readers must return each of them unchanged, except for characters that text
 * files must not contain.
 */
export const HOSTILE = [
  'Plain title',
  '"Quotes" and \'apostrophes\' & ampersands; <script>alert(1)</script>',
  ']]> <!-- comment --> <![CDATA[ x ]]> <?php ?>',
  '=HYPERLINK("http://example.com","click")',
  '+1+1',
  '-2+3+cmd|" /C calc"!A0',
  '@SUM(A1:A9)',
  "'=already quoted",
  '\ttab first, and\ta tab inside',
  'two\nlines\r\nand three',
  'control \u0000\u0001\u0008\u000b\u001f characters \ufffe\uffff',
  'lone \ud800 surrogates \udc00 and a pair \u{1f9e0}',
  '__proto__',
  'constructor',
  'Ünïcödé, 漢字, עברית, \u{1f600}',
  '{braces} \\backslash $x^2_3$ 100% #1 ~tilde {unbalanced',
  '@article{key, title = {x}}',
  'ER  - ',
  '',
];

const WORDS = ['neuron', 'spike', 'graph', 'query', 'music', 'robot', 'vision', 'privacy'];

/** Analyzes papers with these titles. Some have no abstract, some have no neighbors. */
export async function mapWithTitles(titles: readonly string[]): Promise<PaperMap> {
  const papers = titles.map((title, i): Paper => {
    const words = [WORDS[i % 4], WORDS[(i + 1) % 4], WORDS[4 + (i % 3)], `only${i}`];
    return {
      id: `10.1000/paper.${String(i).padStart(3, '0')}`,
      title,
      abstract: i % 9 === 8 ? '' : words.join(' networks and '),
      authors: ['Ada Lovelace', 'Ludwig van Beethoven'],
      year: 2000 + i,
      date: i % 2 ? `${2000 + i}-05-17` : '--05-17',
      venue: 'Proceedings of "X", 2nd',
      type: i % 2 ? 'article' : 'inproceedings',
      doi: `10.1000/paper.${String(i).padStart(3, '0')}`,
      url: `https://example.com/?a=${i}&b=1`,
      sources: [{ file: 'papers.csv', line: i + 1 }],
    };
  });
  return analyze({ papers, records: papers.length, merged: 0, problems: [], notes: [] }, { neighbors: 3 });
}

/** Replaces the titles of a map. */
export function retitled(map: PaperMap, titles: readonly string[]): PaperMap {
  return { ...map, papers: map.papers.map((paper, i) => ({ ...paper, title: titles[i % titles.length]! })) };
}

/** Arbitrary sequences of UTF-16 code units, often with characters that have a meaning in export formats. */
export const anyTitle = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom(...'\'=+-@\t\r\n"<>&]\\{}%$#_^~, ;a1'.split('')), { maxLength: 12 })
    .map((parts) => parts.join('')),
);

export const textOf = (chunks: Iterable<string>) => [...chunks].join('');
