import { expect, test } from 'vitest';
import { normalizeRecord } from '../../../src/read/normalize/record.ts';

function normalize(title: string) {
  const notes: string[] = [];
  return { title: normalizeRecord({ title }, (note) => notes.push(note))?.title, notes };
}

test('a long title is cut, and the note has its length', () => {
  const title = 'word '.repeat(40_000);
  expect(normalize(title)).toEqual({
    title: title.slice(0, 2000).trim(),
    notes: ['the title has 200000 characters and was cut to 2000'],
  });
  expect(normalize(`A &amp; ${'b'.repeat(2000)}`).notes).toEqual(['the title has 2004 characters and was cut to 2000']);
});

test('spaces and markup do not count as characters of a title', () => {
  expect(normalize(`${' '.repeat(60_000)}Tides   <i>in</i> short`)).toEqual({ title: 'Tides in short', notes: [] });
  expect(normalize(`${' '.repeat(100_000)}Tides in short`).title).toBe('Tides in short');
});
