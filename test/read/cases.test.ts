import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPapers } from '../../src/read/read.ts';
import { checkCase, type ReadingCase } from './check-case.ts';
import { createInput } from './helpers.ts';

/** Small files as reference managers, databases, and publishers write them. All papers and people are invented. */
const directory = 'test/fixtures/reading';
const cases: ReadingCase[] = JSON.parse(readFileSync(`${directory}/cases.json`, 'utf8'));
/** IDs of cases that are not read correctly yet, one per line. */
const expectedFailures = new Set(readFileSync(`${directory}/expected-failures.txt`, 'utf8').match(/^\w+/gm));

test('the expected failures are cases', () => {
  const ids = new Set(cases.map(({ id }) => id));
  expect(ids.size).toBe(cases.length);
  expect([...expectedFailures].filter((id) => !ids.has(id))).toEqual([]);
});

describe('reads files as programs write them', () => {
  for (const readingCase of cases)
    test(`${readingCase.id}: ${readingCase.why}`, async ({ skip }) => {
      const files = readingCase.files.map((name) => createInput(name, readFileSync(`${directory}/${name}`)));
      const faults = checkCase(readingCase, await readPapers(files));
      if (expectedFailures.has(readingCase.id)) skip(faults.length ? faults.join('; ') : 'is correct now');
      expect(faults).toEqual([]);
    });
});
