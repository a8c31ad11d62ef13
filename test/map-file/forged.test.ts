import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openMap } from '../../src/map-file/open.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import { InputError } from '../../src/model/errors.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { anyMap, emptyMap } from './arbitrary-map.ts';
import { joinSections, splitSections } from './forge.ts';

/** Returns a map file as it is before compression. */
const textOf = (map: PaperMap) => Buffer.concat([...serializeMap(map)]);
const open = (bytes: Uint8Array) => openMap(bytes, { name: 'm.json' });

/** A map with all kinds of content. */
const mapWithConcepts = fc
  .sample(anyMap, { seed: 1, numRuns: 200 })
  .find(({ papers, concepts, edges }) => papers.length > 1 && concepts?.concepts.length && edges.weights.length > 1)!;

describe('a forged map file', () => {
  const papers = ['a', 'b'].map((id) => ({ id, title: id, abstract: '', sources: [] }));
  const map: PaperMap = {
    ...emptyMap,
    papers,
    vocabulary: {
      ...emptyMap.vocabulary,
      keys: ['k'],
      forms: ['k'],
      documents: Uint32Array.of(1),
      idf: Float64Array.of(1),
    },
    rows: { starts: Uint32Array.of(0, 1, 1), ids: Uint32Array.of(0), values: Uint16Array.of(9) },
    neighbors: { starts: Uint32Array.of(0, 1, 2), ids: Uint32Array.of(1, 0), values: Float64Array.of(1, 1) },
    edges: { sources: Uint32Array.of(0), targets: Uint32Array.of(1), weights: Float64Array.of(1) },
    topicOf: new Uint32Array(2),
    subtopicOf: new Uint32Array(2),
    secondTopic: new Uint32Array(2),
    confidence: new Float32Array(2),
    positions: new Float32Array(4),
  };
  /** Returns a file without compression in which one section is replaced, with ranges and checksums that fit. */
  function forge(section: string, line: string, reorder = (names: string[]) => names): Uint8Array {
    const { firstLine, parts } = splitSections(textOf(map));
    const bytesByName = new Map(parts);
    const bytes = (name: string) => (name === section ? Buffer.from(`"${name}":${line},\n`) : bytesByName.get(name)!);
    return joinSections(
      firstLine,
      reorder([...bytesByName.keys()]).map((name) => [name, bytes(name)]),
    );
  }
  const stored = (dtype: string, planes: number, bytes: number[]) =>
    JSON.stringify({ dtype, planes, base64: Buffer.from(bytes).toString('base64') });
  const change = (name: string, edit: (value: Record<string, unknown>) => object) =>
    JSON.stringify(edit(JSON.parse(textOf(map).toString())[name]));

  test('opens if nothing but the order of the sections has changed', async () => {
    const file = await open(forge('', '', (names) => names.reverse()));
    expect(await file.readAll()).toStrictEqual(map);
  });

  test.each([
    ['nodes', change('nodes', (nodes) => ({ ...nodes, years: { length: 4e9 } }))],
    ['nodes', change('nodes', (nodes) => ({ ...nodes, years: ['}\\input{x}', 2] }))],
    ['nodes', change('nodes', (nodes) => ({ ...nodes, ids: [1, 2] }))],
    ['nodes', change('nodes', (nodes) => ({ ...nodes, titles: ['only one'] }))],
    ['nodes', change('nodes', (nodes) => ({ ...nodes, topicOf: [0] }))],
    ['summary', change('summary', (summary) => ({ ...summary, papers: -1 }))],
    ['summary', change('summary', (summary) => ({ ...summary, topics: [{ id: 1, label: 2 }] }))],
    ['metadata', change('metadata', (metadata) => ({ ...metadata, venueOf: [0, 7] }))],
    ['metadata', change('metadata', (metadata) => ({ ...metadata, authors: [[{}], []] }))],
    ['vocabulary', change('vocabulary', (vocabulary) => ({ ...vocabulary, longForms: [[1, 2]] }))],
    ['rowStarts', stored('<u4', 1, [0, 255, 1])],
    ['rowStarts', stored('<u4', 1, [0, 1])],
    ['rowIds', stored('<u4', 1, [9])],
    ['rowIds', stored('<u4', 9, [9])],
    ['rowIds', stored('<c8', 1, [9])],
    ['neighborIds', stored('<u4', 1, [1, 2])],
    ['edgeTargets', stored('<u4', 1, [2])],
    ['edgeTargets', stored('<u4', 1, [0])],
    ['paperLengths', '[1e12,1]'],
    ['paperLengths', '[-5,20]'],
  ])('with invalid values in %s gives one clear line: %s', async (section, line) => {
    const error = await open(forge(section, line))
      .then(async (file) => {
        await file.paper(1);
        await file.metadata();
        await file.readAll();
      })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(/^m\.json (is damaged|has invalid values) in [^\n]*: build it again/);
  });

  test.each([
    ['problems', '{"problems":[{"file":"f"}],"notes":[]}'],
    ['problems', 'null'],
    ['papers', '[\n{"id":"a","title":3,"abstract":"","sources":[]}\n]'],
    ['papers', '[\n{"id":"a","title":"A","abstract":"","sources":[{"file":1}]}\n]'],
    ['papers', '[\nnull\n]'],
    ['summary', 'not JSON'],
    ['summary', 'null'],
  ])('with a %s that has the wrong type gives one clear line: %s', async (section, line) => {
    const error = await open(forge(section, line))
      .then((file) => file.readAll())
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(/^m\.json [^\n]*: build it again[^\n]*$/);
  });

  test('in which a section is missing, twice there, or has the content of another is rejected or read alike', async () => {
    const { firstLine, parts } = splitSections(textOf(mapWithConcepts));
    const forged: [what: string, bytes: Uint8Array][] = [];
    for (const [i, [name, bytes]] of parts.entries()) {
      forged.push([`without ${name}`, joinSections(firstLine, parts.toSpliced(i, 1))]);
      forged.push([`twice ${name}`, joinSections(firstLine, parts.toSpliced(i, 0, [`${name}2`, bytes]))]);
      for (const [j, [other, content]] of parts.entries()) {
        if (i === j) continue;
        const renamed = Buffer.from(content.toString().replace(`"${other}"`, `"${name}"`));
        forged.push([`${other} as ${name}`, joinSections(firstLine, parts.with(i, [name, renamed]))]);
      }
    }
    for (const [what, bytes] of forged) {
      const result = await open(bytes)
        .then((file) => file.readAll())
        .catch((error: unknown) => error);
      if (result instanceof InputError) expect(result.message, what).toMatch(/^m\.json [^\n]+$/);
      else expect(Object.keys(result as object), what).toEqual(expect.arrayContaining(['papers', 'rows', 'edges']));
    }
  });

  test('in which sections changed places, but not their checksums, is rejected', async () => {
    const text = textOf(mapWithConcepts);
    const { sections, hash } = JSON.parse(text.toString()).index as {
      sections: Record<string, [number, number, string]>;
      hash: string;
    };
    const names = Object.keys(sections);
    for (const [i, name] of names.slice(0, -1).entries()) {
      const [start, middle] = sections[name]!;
      const end = sections[names[i + 1]!]![1];
      const swapped = Buffer.concat([
        text.subarray(0, start),
        text.subarray(middle, end),
        text.subarray(start, middle),
        text.subarray(end),
      ]);
      await expect(
        open(new Uint8Array(swapped)).then((file) => file.readAll()),
        `${name} of ${hash}`,
      ).rejects.toThrow(InputError);
    }
  });

  test('whose sections overlap, leave gaps, or end outside the file is rejected', async () => {
    const text = textOf(map).toString();
    const { sections } = JSON.parse(text).index;
    for (const [from, to] of [
      [0, 10],
      [5, 1e15],
      [-1, 3],
      ['0', 4],
      [10, 10],
    ]) {
      const ranges = { ...sections, nodes: [from, to, sections.nodes[2]] };
      const hash = createHash('sha256').update(JSON.stringify(ranges)).digest('hex');
      const index = `"index":{"sections":${JSON.stringify(ranges)},"hash":"${hash}"}}\n`;
      const forged = text.slice(0, text.lastIndexOf('"index":')) + index;
      await expect(open(new TextEncoder().encode(forged))).rejects.toThrow(/^m\.json is damaged in its last line/);
    }
  });
});
