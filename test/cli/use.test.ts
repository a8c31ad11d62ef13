import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, ended, folder, papergraph, start } from './command.ts';

interface Found {
  id: string;
  title: string;
  similarity: number;
  terms: { term: string; share: number }[];
  known?: boolean;
}

let at: string;
let map: string;
let papers: { id: string; title: string }[];

beforeAll(async () => {
  buildCommand();
  at = mkdtempSync(join(tmpdir(), 'papergraph-use-'));
  map = join(at, 'map.json');
  expect((await papergraph(['build', 'seeds', '-o', map, '--quiet'])).code).toBe(0);
  papers = JSON.parse(readFileSync(map, 'utf8')).papers;
});
afterAll(() => rmSync(at, { recursive: true, force: true }));

const related = async (...args: string[]): Promise<Found[]> => {
  const { code, stdout, stderr } = await papergraph(['related', map, ...args, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
};

describe('papergraph related', () => {
  test('--wide lets the nearest papers speak too, and the shares still add up', async () => {
    const { id } = papers[3]!;
    const [plain, wide] = [await related(id, '-n', '20'), await related(id, '-n', '20', '--wide')];
    expect(wide).not.toEqual(plain);
    for (const { similarity, terms } of wide)
      expect(terms.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(similarity, 9);
  });

  test('answers the same to an id, a title, and the title in another case', async () => {
    const { id, title } = papers[100]!;
    const byId = await related(id, '-n', '7');
    expect(byId).toHaveLength(7);
    expect(byId.map((paper) => paper.id)).not.toContain(id);
    expect(await related(title, '-n', '7')).toEqual(byId);
    expect(await related(...title.toUpperCase().split(' '), '-n', '7')).toEqual(byId);
  });

  test('lists the most similar first, with shares that sum to the similarity', async () => {
    for (const query of [papers[3]!.id, 'spiking neural networks that learn with astrocytes']) {
      const found = await related(query);
      expect(found).toHaveLength(10);
      found.forEach(({ similarity, terms, ...paper }, i) => {
        expect(similarity).toBeLessThanOrEqual(i === 0 ? 1 : found[i - 1]!.similarity);
        expect(terms.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(similarity, 9);
        expect(papers).toContainEqual(expect.objectContaining(paper));
      });
    }
  });

  test('agrees with the neighbours in the map', async () => {
    const whole = JSON.parse(readFileSync(map, 'utf8'));
    const bytes = (name: string) => Buffer.from(whole[name].base64, 'base64');
    const [start, end] = [bytes('neighbourStarts').readUInt32LE(4 * 50), bytes('neighbourStarts').readUInt32LE(4 * 51)];
    const ids = Array.from({ length: end - start }, (_, k) => bytes('neighbourIds').readUInt32LE(4 * (start + k)));
    const values = Array.from({ length: end - start }, (_, k) =>
      bytes('neighbourValues').readDoubleLE(8 * (start + k)),
    );
    const found = await related(papers[50]!.id);
    expect(found.map(({ id }) => id)).toEqual(ids.map((i) => papers[i]!.id));
    expect(found.map(({ similarity }) => similarity)).toEqual(values);
  });

  test('takes good and bad examples', async () => {
    const [wanted, unwanted] = [papers[3]!.id, papers[4]!.id];
    const found = await related('--like', wanted, papers[5]!.id, '--unlike', unwanted, '-n', '256');
    const ids = found.map(({ id }) => id);
    for (const example of [wanted, unwanted, papers[5]!.id]) expect(ids).not.toContain(example);
    expect(found.some(({ terms }) => terms.some(({ share }) => share < 0))).toBe(true);
  });

  test('marks what a library holds', async () => {
    const at = folder();
    const [{ title: first }, , { title: third }] = (await related('sparse autoencoders')) as [Found, Found, Found];
    const library = join(at, 'mine.bib');
    writeFileSync(
      library,
      `@article{a, title={${first.toUpperCase()}}}\n@misc{b, title={${third}}}\n@misc{c, title={X}}`,
    );
    const found = await related('sparse autoencoders', '--library', library);
    expect(found.map(({ known }) => known)).toEqual([true, false, true, ...found.slice(3).map(() => false)]);
    const { stdout } = await papergraph(['related', map, 'sparse autoencoders', '-n', '3', '--library', library]);
    expect(stdout.match(/in your library/g)).toHaveLength(2);
    const none = await papergraph(['related', map, 'sparse autoencoders', '--library', join(at, 'none.bib')]);
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toMatch(/^papergraph: [^\n]*none\.bib: there is no such file or folder[^\n]*\n$/);
  });

  test('prints for people without --json', async () => {
    const { code, stdout } = await papergraph(['related', map, 'astrocytes', '-n', '1']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^0\.\d{3} {2}\S.*\n {7}\S+\n {7}astrocytes? 0\.\d{3}/i);
  });

  test('finds nothing for words that no paper has, which is no error', async () => {
    const { code, stdout, stderr } = await papergraph(['related', map, 'zzyzx', '--json']);
    expect({ code, found: JSON.parse(stdout) }).toEqual({ code: 0, found: [] });
    expect(stderr).toMatch(/^No paper .*\n$/);
  });
});

describe('papergraph export', () => {
  test.each([
    ['gexf', /^<\?xml[\s\S]*<gexf version="1\.3"[\s\S]*<\/gexf>\n$/],
    ['graphml', /^<\?xml[\s\S]*<graphml[\s\S]*<\/graphml>\n$/],
    ['json', /^\{[\s\S]*\}\n$/],
    ['bibtex', /^@[\s\S]*\}\n+$/],
    ['ris', /^TY {2}- [\s\S]*ER {2}-\s+$/],
    ['svg', /^<svg[\s\S]*<\/svg>\n$|^<\?xml[\s\S]*<\/svg>\n$/],
    ['knowledge-gexf', /^<\?xml[\s\S]*<\/gexf>\n$/],
    ['knowledge-graphml', /^<\?xml[\s\S]*<\/graphml>\n$/],
    ['turtle', /@prefix schema:[\s\S]*ScholarlyArticle[\s\S]*\.\n$/],
    ['jsonld', /^\{[\s\S]*ScholarlyArticle[\s\S]*\}\s*$/],
  ])('%s goes to stdout, and the same to a file', async (format, pattern) => {
    const { code, stdout, stderr } = await papergraph(['export', map, '-f', format]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(pattern);
    const file = join(folder(), `out.${format}`);
    expect(await papergraph(['export', map, '-f', format, '-o', file])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8') === stdout).toBe(true);
  });

  test('GEXF 1.2 for older readers', async () => {
    const { stdout } = await papergraph(['export', map, '-f', 'gexf', '--gexf-version', '1.2']);
    expect(stdout).toContain('<gexf version="1.2"');
  });

  test('neo4j is two files with the headers that its importer wants', async () => {
    const here = folder();
    expect((await papergraph(['export', map, '-f', 'neo4j', '-o', 'graph.csv'], { cwd: here })).code).toBe(0);
    expect(readFileSync(join(here, 'graph-nodes.csv'), 'utf8').split('\n')[0]).toMatch(/:ID.*:LABEL/);
    expect(readFileSync(join(here, 'graph-edges.csv'), 'utf8').split('\n')[0]).toMatch(/:START_ID.*:END_ID.*:TYPE/);
  });

  test('CSV is two files, named after what was asked for, else after the map', async () => {
    const here = folder();
    const named = await papergraph(['export', map, '-f', 'csv', '-o', 'papers.csv'], { cwd: here });
    expect(named).toMatchObject({ code: 0, stdout: '' });
    expect((await papergraph(['export', map, '-f', 'csv'], { cwd: here })).code).toBe(0);
    expect(readdirSync(here).sort()).toEqual([
      'map-edges.csv',
      'map-nodes.csv',
      'papers-edges.csv',
      'papers-nodes.csv',
    ]);
    for (const part of ['nodes', 'edges'])
      expect(readFileSync(join(here, `map-${part}.csv`))).toEqual(readFileSync(join(here, `papers-${part}.csv`)));
  });

  test('needs a format that there is', async () => {
    expect((await papergraph(['export', map])).code).toBe(2);
    expect((await papergraph(['export', map, '-f', 'xls'])).code).toBe(2);
  });
});

test.each(['related', 'find', 'export', 'open'])('%s: what is no map is told in one line', async (command) => {
  const here = folder();
  writeFileSync(join(here, 'cut.json'), readFileSync(map).subarray(0, 5000));
  writeFileSync(join(here, 'other.json'), '{"nodes":[]}');
  const rest = { related: ['neurons'], find: ['--concept', 'neurons'], export: ['-f', 'gexf'], open: [] }[command]!;
  for (const [file, message] of [
    ['cut.json', /^papergraph: cut\.json is cut short or damaged[^\n]*\n$/],
    ['other.json', /^papergraph: other\.json is not a papergraph map[^\n]*\n$/],
    ['none.json', /^papergraph: none\.json cannot be read: no such file or directory\n$/],
    ['.', /^papergraph: \. is not a file[^\n]*\n$/],
  ] as const) {
    const { code, stdout, stderr } = await papergraph([command, file, ...rest], { cwd: here });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
  }
});

describe('papergraph open', () => {
  test('serves the explorer and the map, prints the address, and ends well on Ctrl-C', async () => {
    const child = start(['open', map, '--port', '0']);
    const end = ended(child);
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    const url = first.toString().trim();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html');
    expect(await (await fetch(`${url}map.json`)).text()).toBe(readFileSync(map, 'utf8'));
    child.kill('SIGINT');
    expect(await end).toMatchObject({ code: 0, stdout: `${url}\n` });
  });

  test('a port that is taken: one line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, stderr } = await papergraph(['open', map, '--port', String(port)]);
    other.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^papergraph: port \d+ cannot be used \(.*\): choose another[^\n]*\n$/);
  });
});
