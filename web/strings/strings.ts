import { count, plural } from './counts.ts';
import { mapTexts } from './map.ts';
import { openingTexts } from './opening.ts';
import { panesTexts } from './panes.ts';
import { readingTexts } from './reading.ts';
import { shapingTexts } from './shaping.ts';

/**
 * Every text that the page shows, ready to be translated: a file for each part of the page. Functions take what stands inside
 * a sentence, so that a language may order it its own way.
 */
export const texts = {
  title: 'papergraph',
  count,
  papers: (n: number) => plural(n, 'paper', 'papers'),
  links: (n: number) => plural(n, 'link', 'links'),
  topicsCount: (n: number) => plural(n, 'topic', 'topics'),
  similarity: (value: number) => value.toFixed(3),
  percent: (value: number) => `${Math.round(100 * value)}%`,
  ...openingTexts,
  ...panesTexts,
  ...mapTexts,
  ...readingTexts,
  ...shapingTexts,
};
