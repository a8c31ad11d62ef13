import { readFileSync } from 'node:fs';
import { MultiGraph } from 'graphology';
import gexfReader from 'graphology-gexf';
import graphmlReader from 'graphology-graphml';
import jsonldReader from 'jsonld';
import { Parser, Writer } from 'n3';
import Papa from 'papaparse';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { findConcepts } from '../../src/concepts/find-concepts.ts';
import { knowledgeEdges, knowledgeNodes } from '../../src/concepts/knowledge-graph.ts';
import { removeInvalidCharacters } from '../../src/export/escape.ts';
import { writeKnowledgeGexf, writeKnowledgeGraphml } from '../../src/export/graphs/knowledge-graph.ts';
import { writeJsonLd } from '../../src/export/linked-data/json-ld.ts';
import { writeTurtle } from '../../src/export/linked-data/turtle.ts';
import { writeNeo4jEdges, writeNeo4jNodes } from '../../src/export/tables/neo4j.ts';
import { HOSTILE, mapWithTitles, textOf } from './hostile-titles.ts';

const plain = await mapWithTitles([...HOSTILE, 'SpikeGPT: a model', 'A spiking neural network (SNN)']);
/** A map with all types of nodes and edges, and with hostile text in all text fields. */
const map = {
  ...plain,
  papers: plain.papers.map((paper, i) => ({
    ...paper,
    abstract: `${paper.abstract} ${HOSTILE[i % HOSTILE.length]} We introduce NetX (NX)\\ "quoted".`,
    authors: [HOSTILE[i % HOSTILE.length] || 'Nobody', 'Ada Lovelace'],
    organization: `Org <${i % 3}> "of" \\ things`,
    code: ['https://example.com/a b"<>\\^`{|}%zz?x=é'],
    cites: [plain.papers[(i + 1) % plain.papers.length]!.doi!, '10.1/<not> "here"'],
  })),
};
const concepts = await findConcepts(map.papers);
const nodes = [...knowledgeNodes(map, concepts)];
const edges = [...knowledgeEdges(map, concepts)];

describe('knowledge graph', () => {
  test('has nodes and edges of all types, unique nodes, and edges between existing nodes', () => {
    expect([...new Set(nodes.map(({ type }) => type))].sort()).toEqual([
      'author',
      'concept',
      'listing',
      'organization',
      'paper',
      'reference',
      'repository',
      'topic',
      'venue',
    ]);
    const types = new Set(edges.map(({ type }) => type));
    for (const type of [
      'similar-to',
      'in-topic',
      'mentions',
      'introduces',
      'defines',
      'has-code',
      'written-by',
      'published-in',
      'from',
      'listed-on',
      'cites',
    ] as const)
      expect(types, type).toContain(type);
    const ids = new Set(nodes.map(({ id }) => id));
    expect(ids.size).toBe(nodes.length);
    for (const { source, target, type } of edges)
      expect([ids.has(source), ids.has(target)], type).toEqual([true, true]);
  });

  test('has a sentence with the concept for every mention', () => {
    for (const { places, sentence, target } of edges.filter(({ type }) => type === 'mentions')) {
      expect(places).toMatch(/^(title|abstract) \d+-\d+/);
      const concept = nodes.find(({ id }) => id === target)!;
      const variants = [concept.label, ...concept.variants!].map((name) => name.toLowerCase());
      expect(variants.some((name) => sentence!.toLowerCase().includes(name))).toBe(true);
    }
  });

  test('resolves citations between papers of the collection', () => {
    const targets = edges.filter(({ type }) => type === 'cites').map(({ target }) => target);
    expect(targets.filter((target) => target.startsWith('paper:'))).toHaveLength(map.papers.length);
  });
});

describe('GEXF and GraphML', () => {
  const strict = (text: string) => {
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(text).close();
  };
  test.each([
    ['GEXF', textOf(writeKnowledgeGexf(map, concepts)), gexfReader],
    ['GraphML', textOf(writeKnowledgeGraphml(map, concepts)), graphmlReader],
  ])('%s is well-formed and preserves all nodes, types and edges', (_, text, reader) => {
    strict(text);
    const graph = reader.parse(MultiGraph, text);
    expect(graph.order).toBe(nodes.length);
    expect(graph.size).toBe(edges.length);
    for (const { id, type, kind } of nodes)
      expect(graph.getNodeAttributes(removeInvalidCharacters(id))).toMatchObject({
        node_type: type,
        ...(kind && { kind }),
      });
    edges.forEach(({ type, source, target, places }, k) => {
      expect(graph.getEdgeAttribute(String(k), 'type')).toBe(type);
      if (places) expect(graph.getEdgeAttribute(String(k), 'places')).toBe(places);
      expect([...graph.extremities(String(k))].sort()).toEqual(
        [removeInvalidCharacters(source), removeInvalidCharacters(target)].sort(),
      );
      // networkx rejects a file with mixed directions.
      expect(graph.isDirected(String(k))).toBe(true);
      expect(graph.getEdgeAttribute(String(k), 'symmetric')).toBe(type === 'similar-to');
    });
  });
});

test('GEXF and GraphML place a node at the mean of its papers, with the color of its type', () => {
  const graph = graphmlReader.parse(MultiGraph, textOf(writeKnowledgeGraphml(map, concepts)));
  const same = gexfReader.parse(MultiGraph, textOf(writeKnowledgeGexf(map, concepts)));
  const positionOf = (i: number) => [...map.positions.subarray(2 * i, 2 * i + 2)];
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  let count = 0;
  for (const { id, type } of nodes) {
    const { x, y, color } = graph.getNodeAttributes(removeInvalidCharacters(id));
    const linked = new Set(edges.filter(({ target }) => target === id).map(({ source }) => source));
    const papers = [...map.papers.keys()].filter((i) => {
      const node = `paper:${map.papers[i]!.id}`;
      return type === 'paper' ? node === id : linked.has(node);
    });
    const positions = papers.map(positionOf).filter(([value]) => !Number.isNaN(value));
    if (positions.length === 0) expect(x).toBeUndefined();
    else {
      expect(x).toBeCloseTo(mean(positions.map(([value]) => value!)), 8);
      expect(y).toBeCloseTo(mean(positions.map(([, value]) => value!)), 8);
      count++;
    }
    expect(color).toMatch(/^#[0-9a-f]{6}$/);
    const styled = same.getNodeAttributes(removeInvalidCharacters(id));
    expect([styled.x, styled.y, styled.size]).toEqual([
      x,
      y,
      graph.getNodeAttribute(removeInvalidCharacters(id), 'size'),
    ]);
  }
  expect(count).toBeGreaterThan(nodes.length / 2);
  const colorsOf = (wanted: string) =>
    new Set(
      nodes
        .filter(({ type }) => type === wanted)
        .map(({ id }) => graph.getNodeAttribute(removeInvalidCharacters(id), 'color')),
    );
  expect(colorsOf('author').size).toBe(1);
  expect(colorsOf('author')).not.toEqual(colorsOf('concept'));
  expect(colorsOf('paper').size).toBeGreaterThan(1);
});

describe('Turtle and JSON-LD', () => {
  const parse = (text: string) => new Parser({ format: 'text/turtle' }).parse(text);
  const quads = parse(textOf(writeTurtle(map, concepts)));
  const withEvidence = parse(textOf(writeTurtle(map, concepts, { evidence: true })));
  const PG = 'urn:papergraph:vocabulary:';

  test.each([{}, { evidence: true }, { abstracts: false }])('contain the same statements with %j', async (options) => {
    const writer = new Writer({ format: 'N-Quads' });
    const lines = (text: string) => [...new Set(text.trim().split('\n'))].sort();
    const turtleLines = lines(writer.quadsToString(parse(textOf(writeTurtle(map, concepts, options)))));
    const read: unknown = await jsonldReader.toRDF(JSON.parse(textOf(writeJsonLd(map, concepts, options))), {
      format: 'application/n-quads',
    });
    const parsed = new Parser({ format: 'N-Quads' }).parse(String(read));
    expect(lines(new Writer({ format: 'N-Quads' }).quadsToString(parsed))).toEqual(turtleLines);
    expect(turtleLines.length).toBeGreaterThan(edges.length);
  });

  test('have every edge once, and its evidence only on request', () => {
    const { mentions, similar } = {
      mentions: edges.filter(({ type }) => type === 'mentions'),
      similar: edges.filter(({ type }) => type === 'similar-to'),
    };
    const count = (list: typeof quads, predicate: string) =>
      list.filter(({ predicate: { value } }) => value === predicate).length;
    for (const list of [quads, withEvidence]) {
      expect(count(list, 'https://schema.org/mentions')).toBe(mentions.length);
      expect(count(list, `${PG}similarTo`)).toBe(similar.length);
      expect(count(list, `${PG}between`)).toBe(2 * similar.length);
    }
    expect(count(quads, `${PG}weight`)).toBe(similar.length);
    expect(count(quads, `${PG}sentence`)).toBe(0);
    expect(count(withEvidence, `${PG}sentence`)).toBe(edges.filter(({ sentence }) => sentence).length);
    expect(count(withEvidence, `${PG}terms`)).toBe(similar.filter(({ terms }) => terms).length);
  });

  test('have all fields of a paper, with types', () => {
    const paper = {
      ...map.papers[0]!,
      ...{ key: 'k1', year: 2020, date: '2020-05-17', publisher: 'P', editors: ['Ed Itor'], series: 'S', volume: '4' },
      ...{ number: '2', pages: '1-9', type: 'article', language: 'en', keywords: ['a', 'b'], doi: '10.1/x' },
      ...{ arxiv: '2101.00001', pmid: '7', pmcid: 'PMC8', isbn: ['978-3'], issn: ['1234-5678'], note: 'N' },
      ...{
        identifiers: ['openalex:W1'],
        url: 'https://a.example/',
        urls: ['https://b.example/'],
        votes: 3,
        citations: 5,
      },
      authorCount: 2,
    };
    const one = parse(textOf(writeTurtle({ ...map, papers: [paper, ...map.papers.slice(1)] }, concepts)));
    const values = (list: typeof one) =>
      list.map(({ predicate, object }) => {
        const datatype = object.termType === 'Literal' ? object.datatype.value.replace(/.*#/, '') : 'IRI';
        return `${predicate.value.replace(/.*[/:#]/, '')} ${object.value} ${datatype}`;
      });
    const subject = `urn:papergraph:paper:${encodeURIComponent(paper.id)}`;
    const written = values(one.filter((quad) => quad.subject.value === subject));
    expect(written).toEqual(
      expect.arrayContaining([
        'type http://purl.org/spar/fabio/JournalArticle IRI',
        'citationKey k1 string',
        'datePublished 2020-05-17 date',
        'hasPublicationYear 2020 gYear',
        'publisher P string',
        'editor Ed Itor string',
        'series S string',
        'volumeNumber 4 string',
        'issueNumber 2 string',
        'pagination 1-9 string',
        'publicationType article string',
        'inLanguage en string',
        'keywords a string',
        'keywords b string',
        'identifier doi:10.1/x string',
        'identifier arxiv:2101.00001 string',
        'identifier pmid:7 string',
        'identifier pmcid:PMC8 string',
        'identifier openalex:W1 string',
        'isbn 978-3 string',
        'issn 1234-5678 string',
        'sameAs https://doi.org/10.1/x IRI',
        'sameAs https://arxiv.org/abs/2101.00001 IRI',
        'url https://a.example/ IRI',
        'url https://b.example/ IRI',
        'note N string',
        'votes 3 integer',
        'citations 5 integer',
        'authorCount 2 integer',
      ]),
    );
    const dated = (date: string) =>
      values(parse(textOf(writeTurtle({ ...map, papers: [{ ...paper, date }, ...map.papers.slice(1)] }, concepts))));
    expect(dated('2020-05')).toContain('datePublished 2020-05 gYearMonth');
    expect(dated('--05-17')).toContain('datePublished --05-17 gMonthDay');
  });

  test('use only own terms that the ontology defines, and the terms of the queries in the guide', () => {
    const ontology = parse(readFileSync('docs/ontology/papergraph.ttl', 'utf8'));
    const defined = new Set(ontology.map(({ subject }) => subject.value));
    const used = new Set(withEvidence.flatMap(({ predicate, object }) => [predicate.value, object.value]));
    for (const term of used) if (term.startsWith(PG)) expect(defined).toContain(term);
    const queries = [...readFileSync('docs/guide.md', 'utf8').matchAll(/^```sparql\n([\s\S]*?)^```/gm)];
    expect(queries).toHaveLength(2);
    for (const [, query] of queries) {
      const prefixes = new Map([...query!.matchAll(/^PREFIX (\w+): <(.*)>/gm)].map(([, name, iri]) => [name, iri]));
      for (const [, prefix, name] of query!.replace(/^PREFIX.*/gm, '').matchAll(/\b(\w+):(\w+)/g))
        expect(used).toContain(`${prefixes.get(prefix)}${name}`);
    }
  });

  test('use schema.org for papers and SKOS for concepts', () => {
    const schema = 'https://schema.org/';
    const typed = (iri: string) =>
      quads.filter(({ predicate, object }) => predicate.value.endsWith('#type') && object.value === iri);
    expect(typed(`${schema}ScholarlyArticle`)).toHaveLength(map.papers.length);
    expect(typed('http://www.w3.org/2004/02/skos/core#Concept')).toHaveLength(
      concepts.concepts.length + map.topics.length,
    );
    const names = quads
      .filter(({ predicate }) => predicate.value === `${schema}name`)
      .map(({ object }) => object.value);
    for (const { title } of map.papers)
      if (removeInvalidCharacters(title)) expect(names).toContain(removeInvalidCharacters(title));
    expect(quads.filter(({ predicate }) => predicate.value === `${schema}author`).length).toBe(
      new Set(edges.filter(({ type }) => type === 'written-by').map(({ source, target }) => `${source} ${target}`))
        .size,
    );
  });

  test('contain only valid IRIs', () => {
    for (const { subject, predicate, object } of quads)
      for (const term of [subject, predicate, object])
        if (term.termType === 'NamedNode')
          expect(term.value).toMatch(/^(urn:papergraph:|https?:\/\/)[^\s<>"{}|\\^`]*$/);
  });
});

describe('CSV for neo4j-admin', () => {
  const read = (text: string) => {
    const { data, errors, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    return { data, fields: meta.fields! };
  };
  const nodeTable = read(textOf(writeNeo4jNodes(map, concepts)));
  const edgeTable = read(textOf(writeNeo4jEdges(map, concepts)));

  test('has one line per record even if an identifier contains line ends', () => {
    const [first, ...others] = map.papers;
    const broken = { ...first!, doi: '10.1/a\nb\r\nc', date: '2020\n', url: 'https://example.com/\n' };
    const lines = textOf(writeNeo4jNodes({ ...map, papers: [broken, ...others] }, concepts))
      .trim()
      .split(/[\r\n]+/);
    expect(lines).toHaveLength(nodes.length + 1);
  });

  test('has the expected headers, one line per record, and existing endpoints', () => {
    expect(nodeTable.fields.slice(0, 2)).toEqual([':ID', ':LABEL']);
    expect(edgeTable.fields.slice(0, 3)).toEqual([':START_ID', ':END_ID', ':TYPE']);
    expect(nodeTable.data).toHaveLength(nodes.length);
    expect(edgeTable.data).toHaveLength(edges.length);
    expect(textOf(writeNeo4jNodes(map, concepts)).trim().split('\n')).toHaveLength(nodes.length + 1);
    const ids = new Set(nodeTable.data.map((row) => row[':ID']));
    expect(ids.size).toBe(nodes.length);
    for (const row of edgeTable.data) expect(ids.has(row[':START_ID']) && ids.has(row[':END_ID'])).toBe(true);
    // Columns are `name:type`, or just `name` for strings; values must match the type.
    const types: Record<string, RegExp> = { int: /^-?\d*$/, double: /^(-?\d+(\.\d+)?(e-?\d+)?)?$/, 'string[]': /^/ };
    for (const { fields, data } of [nodeTable, edgeTable])
      for (const field of fields) {
        const [, name, type] = /^(\w*)(?::(\w+(?:\[\])?))?$/.exec(field)!;
        if (!name) expect(['ID', 'LABEL', 'START_ID', 'END_ID', 'TYPE']).toContain(type);
        else if (type) for (const row of data) expect(row[field]).toMatch(types[type]!);
      }
    for (const row of nodeTable.data) {
      const node = nodes.find(({ id }) => removeInvalidCharacters(id).replace(/\s+/g, ' ') === row[':ID']);
      if (node?.variants)
        expect(row['variants:string[]']!.split(';').filter(Boolean).length).toBe(node.variants.length);
    }
    expect(new Set(edgeTable.data.map((row) => row[':TYPE']))).toContain('SIMILAR_TO');
    expect(new Set(nodeTable.data.map((row) => row[':LABEL']))).toContain('Concept');
  });
});
