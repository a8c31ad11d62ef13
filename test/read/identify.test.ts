import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ExportFormat, exportFormats } from '../../src/export/registry.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import { mapWithTitles } from '../export/hostile-titles.ts';
import { readText } from './helpers.ts';

/** Long enough to be an abstract. */
const prose = 'Rivers carry less water in August, but few of the small ones have a gauge that tells how much. '.repeat(
  5,
);

/** Reads content that must be refused as a whole, and returns the reason. */
async function readRefused(content: string | Uint8Array): Promise<string> {
  const { papers, problems } = await readText(content);
  expect(papers.map(({ title }) => title)).toEqual([]);
  expect(problems).toHaveLength(1);
  return problems[0].reason;
}

test.each<[string, RegExp, string]>([
  ['a Python script', /^Python/, `import os\nfrom a.b import c\n\nTEXT = "${prose}"\n\ndef f(x):\n    return x\n`],
  [
    'a Python script with a decorator',
    /^Python/,
    `import os\nfrom dataclasses import dataclass\n\n@dataclass(frozen=True)\nclass A:\n    x: int\n`,
  ],
  ['a shell script', /^a script/, `#!/bin/sh\necho "${prose}"\n`],
  [
    'a module with records in a string',
    /^JavaScript/,
    `import { x } from './x.ts';\nexport const ris = \`\nTY  - JOUR\nTI  - ${prose}\nER  - \n\`;\n`,
  ],
  [
    'a module with an import of a title',
    /^JavaScript/,
    `import {\n  title,\n  abstract,\n} from './x.ts';\nexport function f() {\n  return title;\n}\n`,
  ],
  ['C', /^C or/, `/* ${prose} */\n#include <stdio.h>\n#define X 1\nint main() {\n}\n`],
  [
    'Java',
    /^Java or/,
    `package a.b;\nimport java.util.List;\n\n@Article(name = "x", title = "y")\npublic class A {\n}\n`,
  ],
  ['R', /^R code/, `library(dplyr)\nx <- read.csv("a.csv")\n# ${prose}\n`],
  ['SQL', /^SQL/, `CREATE TABLE papers (title TEXT, year INT);\nINSERT INTO papers VALUES ('${prose}', 1);\n`],
  [
    'a style sheet',
    /^a style sheet/,
    `@media (min-width: 100px) {\n  .a {\n    color: red;\n  }\n}\n.b {\n  margin: 0;\n}\n`,
  ],
  [
    'a LaTeX manuscript',
    /^a LaTeX/,
    `\\documentclass{article}\n\\section{A study of rivers}\n${prose}\n\\section{How it was done}\n${prose}\n@article{a, title={T}}`,
  ],
  [
    'an HTML page',
    /^a web page \("Sign in"\)/,
    `<!-- a -->\n<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\n<body>${prose}</body></html>`,
  ],
  [
    'a manual with sample records',
    /^a Markdown/,
    `# Manual\n\n${prose}\n\n\`\`\`\n@article{a, title={T}, year=2001}\nTY  - JOUR\nTI  - T\nER  - \n\`\`\`\n`,
  ],
  [
    'a manual',
    /^a Markdown/,
    `# Data of rivers\n\n## How to install the program\n\n${prose}\n\n## How to remove the program\n\n${prose}\n`,
  ],
  [
    'a manuscript in plain text',
    /^plain text/,
    `Introduction\n${prose}\nMethods and data of the study\n${prose}\nResults of all the models\n${prose}\nReferences\n`,
  ],
  ['minutes', /^plain text/, `Minutes of the last meeting\n${prose}\nList of all participants\n${prose}\n`],
  [
    'a log',
    /^a log/,
    `2024-05-17 10:02:11 INFO start\n2024-05-17 10:02:12 WARN ${prose}\n2024-05-17 10:02:13 INFO done\n`,
  ],
  ['settings', /^settings/, `name: a service\ntitle: rivers of the plain\ndescription: "${prose}"\n`],
  [
    'a table of measurements',
    /^a table without a title column \(plot, date, remark\)/,
    `plot;date;remark\n1;2019-05-17;"${prose}"\n2;2019-05-18;"dry"\n`,
  ],
  ['a table of people', /^a table without/, 'name,age,city\nAnn Lee,41,Oslo\nBo Ek,32,Rome\n'],
  [
    'a table of people with titles',
    /./,
    'title,first name,last name,mail\nDr,Ann,Lee,a@example.org\nMs,Bo,Ek,b@example.org\n',
  ],
  [
    'package.json',
    /^JSON without papers \(its keys: name, version/,
    `{\n  "name": "viewer",\n  "version": "1.0.0",\n  "description": "${prose}",\n  "author": "Ann Lee",\n  "keywords": ["a"]\n}\n`,
  ],
  [
    'a JSON schema',
    /^JSON without/,
    '{"$schema": "https://json-schema.org/draft-07/schema", "title": "Person", "type": "object", "properties": {"a": {}}}',
  ],
  [
    'a list of tasks',
    /^JSON without/,
    '[{"userId": 1, "id": 1, "title": "do it", "completed": false}, {"userId": 1, "id": 2, "title": "do that", "completed": true}]',
  ],
  ['a notebook', /^a Jupyter/, '{"cells": [{"cell_type": "markdown", "source": ["# A title"]}], "nbformat": 4}'],
  [
    'XML of another kind',
    /^an XML document \(<settings>\)/,
    `<?xml version="1.0"?>\n<settings>\n<title>A title of some length</title>\n<a>${prose}</a>\n</settings>\n`,
  ],
  [
    'an SVG image',
    /^an SVG/,
    `<svg xmlns="http://www.w3.org/2000/svg"><title>A figure</title><desc>${prose}</desc></svg>`,
  ],
  ['a table in a manual', /./, '| title | year |\n| --- | --- |\n| A first paper of all | 2001 |\n'],
])('refuses %s', async (_, expected, content) => {
  expect(await readRefused(content)).toMatch(expected);
});

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each<[string, RegExp, string]>([
  [
    'a PDF document',
    /^a PDF document, .*export its reference/,
    `%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<</Title (${prose})>>\n`,
  ],
  ['a PNG image', /^a PNG image/, '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01'],
  ['a Zotero database', /^an SQLite database.*export/, 'SQLite format 3\0\x10\0\x01\x01\0@  \0\0\0\x0f'],
  ['an old Word file', /^an old Word/, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0\0\0\0\0'],
  ['an unknown binary file', /^a binary file/, '\x01\x02\0\0\x03\0\x04\0title\0\0'],
])('refuses %s', async (_, expected, content) => {
  expect(await readRefused(latin1(content))).toMatch(expected);
});

test('random bytes are never papers', async () => {
  const bytes = fc.uint8Array({ minLength: 200, maxLength: 3000 });
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      const { papers, problems } = await readText(content);
      expect([papers.length, problems.length]).toEqual([0, 1]);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('recognizes its own outputs', async () => {
  const map = await mapWithTitles(['A first paper of all', 'A second paper of all', 'A third paper of all']);
  // The script of tags needs a paper from Zotero.
  map.papers[0]!.identifiers = ['zotero:ABCD2345'];
  const formats: readonly ExportFormat[] = exportFormats;
  for (const { name, files } of formats) {
    // Reference lists can be anybody's; any PDF and image is rejected as such.
    if (['bibtex', 'ris', 'csl-json', 'html', 'parquet', 'pdf', 'png'].includes(name)) continue;
    for (const file of files) {
      // These contain all papers and are read.
      if (
        ['gexf', 'graphml', 'json', 'csv-nodes', 'xlsx', 'cx2', 'json-graph', 'vosviewer-network'].includes(
          `${name}${file.suffix ?? ''}`,
        )
      )
        continue;
      const write = await file.load();
      const content = Buffer.concat(Array.from(await write(map, {}), (chunk) => Buffer.from(chunk)));
      expect(await readRefused(content), name).toMatch(
        /^a papergraph export .*; give the files that it was built from$/,
      );
    }
  }
  const bytes = Buffer.concat(Array.from(serializeMap(map), (chunk) => Buffer.from(chunk)));
  expect(await readRefused(bytes)).toMatch(/^a papergraph map/);
});

/** Lists the text files of this project that contain no papers of their own. */
const sourceFiles = ['src', 'web', 'bench', 'scripts', 'docs', 'test']
  .flatMap((directory) =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => `${directory}/${name}`),
  )
  .filter((path) => /\.(?:[jt]sx?|mjs|css|html|md|json)$/.test(path) && !path.includes('fixtures'))
  .concat('README.md', 'CHANGELOG.md', 'package.json', 'package-lock.json', 'tsconfig.json', 'biome.json');

test('the sources of this project are no papers', async () => {
  expect(sourceFiles.length).toBeGreaterThan(400);
  const wrong: string[] = [];
  for (const path of sourceFiles) {
    const { papers, problems } = await readText(readFileSync(path));
    if (papers.length > 0 || problems.length !== 1) wrong.push(path);
  }
  expect(wrong).toEqual([]);
});

test('reads lists that resemble other files', async () => {
  const counts = async (content: string) => {
    const { papers, problems } = await readText(content);
    return [papers.length, problems.length];
  };
  expect(await counts(`# exported yesterday\nimport of records\n@article{a, title={A first paper of all}}\n`)).toEqual([
    1, 0,
  ]);
  expect(await counts('@thesis (a, title={A first paper of all})\n@custom{b,\n  title = {Another paper}}\n')).toEqual([
    2, 0,
  ]);
  expect(await counts('[{"title": "A first paper of all"}, {"title": "Another"}]')).toEqual([2, 0]);
  expect(
    await counts('[{"name": "A first paper of all", "doi": "10.1000/1"}, {"name": "Another", "doi": "10.1000/2"}]'),
  ).toEqual([2, 0]);
  expect(await counts('title,score,rank\nA first paper of all,3,1\nAnother paper of them,2,2\n')).toEqual([2, 0]);
  expect(await counts(`TI  - A first paper of all\nAU  - Lee, Ann\nER  - \n\nTI  - Another\nER  - \n`)).toEqual([2, 0]);
  const page = [1, 2, 3].map((n) => `Paper number ${n} about small rivers\n\n${prose}`).join('\n\n');
  expect(await counts(`Subscribe\n\n${page}\n\nNext page`)).toEqual([3, 0]);
  expect(await counts(`Only one paper on this page\n${prose}\n3 authors\n·\nMay 3, 2021\n`)).toEqual([1, 0]);
});

test('the objects of a JSON list that are no papers are problems of their own', async () => {
  const { papers, problems } = await readText(
    '[\n{"title": "A first paper", "year": 2001},\n{"count": 3},\n{"count": 4}\n]',
  );
  expect(papers).toHaveLength(1);
  expect(problems.map(({ line }) => line)).toEqual([3, 4]);
});
