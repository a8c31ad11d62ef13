import { expect, test } from 'vitest';
import { findWindow, ROW_HEIGHT } from '../../../../web/panels/table/use-window.ts';
import { papersBetween } from '../../../../web/state/table/columns.ts';
import { formatRows } from '../../../../web/state/table/table-text.ts';

test('copied rows have one line per paper, whatever texts contain', () => {
  const rows = formatRows([
    ['Title', 'Year'],
    ['Tabs\tand\nlines', 2020],
    ['=HYPERLINK("http://example.org")', ''],
    ['"Quoted" title', -1],
    ['-x; @y', 0],
  ]);
  expect(rows.split('\r\n')).toEqual([
    'Title\tYear',
    'Tabs and lines\t2020',
    '\'=HYPERLINK("http://example.org")\t',
    '"""Quoted"" title"\t-1',
    "'-x; '@y\t0",
    '',
  ]);
});

test('a range contains the papers between two of the table in its order, in both directions', () => {
  const papers = Uint32Array.of(7, 3, 9, 1, 4);
  expect(papersBetween(papers, 3, 1)).toEqual([3, 9, 1]);
  expect(papersBetween(papers, 1, 3)).toEqual([3, 9, 1]);
  expect(papersBetween(papers, 9, 9)).toEqual([9]);
  // The first one is hidden by a filter, or nothing was selected before.
  expect(papersBetween(papers, 8, 9)).toEqual([9]);
  expect(papersBetween(papers, null, 9)).toEqual([9]);
});

test('only rows near the visible ones are rendered, and all visible ones are', () => {
  const height = 10 * ROW_HEIGHT;
  for (const rowCount of [0, 1, 9, 10, 30, 100_000])
    for (const top of [0, 1, 5, 20, 50_000, 99_990, 200_000]) {
      const { first, end } = findWindow(top * ROW_HEIGHT, height, rowCount);
      expect(end - first).toBeLessThanOrEqual(40);
      const visibleTop = Math.max(0, Math.min(top, rowCount - 10));
      expect(first).toBeGreaterThanOrEqual(0);
      expect(first).toBeLessThanOrEqual(visibleTop);
      expect(end).toBeGreaterThanOrEqual(Math.min(rowCount, visibleTop + 11));
      expect(end).toBeLessThanOrEqual(rowCount);
    }
});
