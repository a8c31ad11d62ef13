import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDocuments, fitZipfExponent } from '../../bench/support/document-frequencies.ts';
import { readPapersWithAbstract } from '../../bench/support/papers.ts';
import {
  type RecombinedPaper,
  type RelatedPapers,
  recombinePapers,
  relatePapers,
  splitSentences,
  writePapers,
} from '../../bench/support/recombined-papers.ts';
import { listInputFiles } from '../../src/cli/read-inputs.ts';
import { readPapers } from '../../src/read/read.ts';

let source: RelatedPapers;
let generated: RecombinedPaper[];

beforeAll(async () => {
  source = await relatePapers(await readPapersWithAbstract('seeds'));
  generated = [...recombinePapers(source, 3000)];
});

describe('generated papers', () => {
  it('are the same for the same seed, and a larger collection begins with a smaller one', () => {
    expect([...recombinePapers(source, 100)]).toEqual(generated.slice(0, 100));
    expect([...recombinePapers(source, 100, 2)]).not.toEqual(generated.slice(0, 100));
  });

  it('have sentences of the source, several of them from other papers', () => {
    const known = new Map(
      source.papers.flatMap(({ abstract }, paper) =>
        splitSentences(abstract).map((sentence): [string, number] => [sentence, paper]),
      ),
    );
    const papersOf = generated.map(({ abstract }) => splitSentences(abstract).map((sentence) => known.get(sentence)));
    // Where a sentence has no full stop, it cannot be told from the next one.
    const unknown = papersOf.flat().filter((paper) => paper === undefined).length;
    expect(unknown / papersOf.flat().length).toBeLessThan(0.02);
    const mixed = papersOf.filter((papers) => new Set(papers).size > 1).length;
    expect(mixed / generated.length).toBeGreaterThan(0.9);
  });

  it('keep the skew of document frequencies', () => {
    const textsOf = (papers: readonly { title: string; abstract: string }[]) =>
      papers.map(({ title, abstract }) => `${title} ${abstract}`);
    const original = countDocuments(textsOf(source.papers));
    const recombined = countDocuments(textsOf(generated));
    expect(fitZipfExponent(recombined)).toBeCloseTo(fitZipfExponent(original), 1);
    for (const rank of [1, 10, 100, 1000]) {
      const share = original[rank - 1]! / source.papers.length;
      expect(recombined[rank - 1]! / generated.length / share).toBeGreaterThan(0.8);
      expect(recombined[rank - 1]! / generated.length / share).toBeLessThan(1.25);
    }
  });

  describe('in files', () => {
    const directory = mkdtempSync(join(tmpdir(), 'papergraph-test-'));
    afterAll(() => rmSync(directory, { recursive: true }));

    it('are all read as different papers, from files of bounded size', async () => {
      const files = writePapers(generated, directory, undefined, 1 << 20);
      expect(files.length).toBeGreaterThan(2);
      for (const file of files) expect(statSync(file).size).toBeLessThanOrEqual(1 << 20);
      const lines = files.flatMap((file) => readFileSync(file, 'utf8').trimEnd().split('\n'));
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(generated);
      const { papers, problems } = await readPapers(await listInputFiles([directory]));
      expect({ papers: papers.length, problems }).toEqual({ papers: generated.length, problems: [] });
      expect(papers.filter(({ abstract }) => abstract === '')).toEqual([]);
    });
  });
});
