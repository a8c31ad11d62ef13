import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMcpClient } from './mcp-client.ts';
import { runCli } from './run-cli.ts';

let directory: string;
const run = (...args: string[]) => runCli(args, { cwd: directory });

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'papergraph-networks-'));
  copyFileSync('test/fixtures/references/web-of-science.txt', join(directory, 'wos.txt'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('build --network', () => {
  test('writes a map of several networks, whose links are explained', async () => {
    const built = await run('build', 'wos.txt', '--network', 'coupling,co-authorship', '-o', 'map.json');
    expect(built.code).toBe(0);
    expect(built.stderr).toMatch(
      /^coupling: 4 nodes, 5 links; 82% of 11 references matched by identifier or by author, year, volume and page, 4 to papers of this collection$/m,
    );
    expect(built.stderr).toMatch(/^co-authorship: 4 nodes, 2 links$/m);
    const links = JSON.parse((await run('links', 'map.json', 'spike timing', '--json')).stdout);
    expect(links).toHaveLength(3);
    expect(links[0]).toMatchObject({ summary: '2 shared references', count: 2 });
    const { stdout } = await run('links', 'map.json', '--network', 'co-authorship', 'Jane A. Doe');
    expect(stdout).toMatch(/^\d\.\d{3} {2}John Smith\n {7}1 joint paper: Synaptic plasticity of cortical neurons$/m);
    const measures = JSON.parse((await run('measures', 'map.json', '--json', '--sort', 'degree', '-n', '3')).stdout);
    expect(measures.map(({ degree }: { degree: number }) => degree)).toEqual([3, 3, 2]);
    const unsorted = await runCli(['measures', 'map.json', '--sort', 'burst', '-n', '1'], { cwd: directory });
    expect(unsorted).toMatchObject({ code: 0, stderr: expect.stringMatching(/^No node has a burst: [^\n]+\n$/) });
    expect(measures[0]).toMatchObject({ betweenness: expect.any(Number), pageRank: expect.any(Number), bursts: [] });
    const table = (await run('measures', 'map.json')).stdout.split('\n');
    expect(table[0]).toMatch(/^PageRank/);
    expect(table).toHaveLength(6);
    expect((await run('export', 'map.json', '-f', 'csv', '--measures', '-o', 'm.csv', '-q')).code).toBe(0);
    const [nodes, edges] = ['m-nodes.csv', 'm-edges.csv'].map((name) => readFileSync(join(directory, name), 'utf8'));
    expect(nodes).toMatch(/"weighted_degree","betweenness","page_rank","burst_weight","burst_from","burst_to"/);
    expect(edges).toMatch(/^"source","target","type","weight","count","strength","terms"\r\n/);
    expect(edges).toMatch(/,2,\d+\.\d+,/);
    expect((await run('links', 'map.json', 'nothing')).stderr).toMatch(/this map has no node "nothing"/);
    const info = JSON.parse((await run('info', 'map.json', '--json')).stdout);
    expect(info.network).toMatchObject({ name: 'coupling', nodes: 'papers', references: { references: 11 } });
    expect(info.networks).toEqual(['coupling', 'co-authorship']);
  });

  test('reports papers, not authors', async () => {
    const expected = await run('build', 'wos.txt', '-o', 'papers.json', '--json');
    const built = await run('build', 'wos.txt', '--network', 'co-authorship', '-o', 'authors-only.json', '--json');
    const { records, papers, merged, withoutAbstract, languages } = JSON.parse(expected.stdout);
    expect(JSON.parse(built.stdout)).toMatchObject({ records, papers, merged, withoutAbstract, languages });
    writeFileSync(
      join(directory, 'titles.bib'),
      '@article{a, title={One}, author={A Li and B Wu}}\n@article{b, title={Two}, author={A Li}}\n@article{c, title={Three}, author={B Wu}}',
    );
    const titles = await run('build', 'titles.bib', '--network', 'co-authorship', '-o', 'titles.json');
    expect(titles.stderr).toMatch(/^3 records, 3 papers, 3 without abstract, 1 topic, /m);
  });

  test.each([
    [['--counting', 'fractional'], /^papergraph: --counting has no effect on the network "similarity": omit it/],
    [
      ['--network', 'citation', '--min-occurrences', '3'],
      /^papergraph: --min-occurrences has no effect on the network "citation"/,
    ],
    [
      ['--network', 'coupling,citation', '--coupling-weight', '0.3'],
      /the network "coupling", "citation": .*--network combination$/m,
    ],
  ])('an option that has no effect is refused: %j', async (args, message) => {
    const { code, stderr } = await run('build', 'wos.txt', ...args, '-o', 'unused.json');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
    expect(existsSync(join(directory, 'unused.json'))).toBe(false);
  });

  test('each network of a map is exported, listed, and kept by an update', async () => {
    const args = [
      '--network',
      'similarity',
      '--network',
      'co-authorship,coupling',
      '--counting',
      'fractional',
      '-q',
      '-o',
      'all.json',
    ];
    expect((await run('build', 'wos.txt', ...args)).code).toBe(0);
    const infoOf = async (...more: string[]) => JSON.parse((await run('info', ...more, '--json')).stdout);
    expect(await infoOf('all.json')).toMatchObject({
      papers: 4,
      networks: ['similarity', 'co-authorship', 'coupling'],
    });
    expect(await infoOf('all.json', '--network', 'coupling')).toMatchObject({ network: { name: 'coupling' } });
    const labelsOf = async (network: string) => {
      const { stdout } = await run('export', 'all.json', '--network', network, '-f', 'json');
      return JSON.parse(stdout).nodes.map(({ label }: { label: string }) => label);
    };
    expect(await labelsOf('co-authorship')).toContain('Jane A. Doe');
    const authors = await infoOf('all.json', '--network', 'co-authorship');
    expect(authors).toMatchObject({ records: 4, authors: 4 });
    expect(authors).not.toHaveProperty('papers');
    const refused = await run('export', 'all.json', '--network', 'co-authorship', '-f', 'bibtex', '-o', 'authors.bib');
    expect(refused.stderr).toMatch(/the map shows a network of authors, which bibtex cannot describe/);
    expect([refused.code, existsSync(join(directory, 'authors.bib'))]).toEqual([2, false]);
    expect(await labelsOf('coupling')).not.toContain('Jane A. Doe');
    const related = await run('related', 'all.json', 'spike timing', '--network', 'coupling', '--json');
    expect(JSON.parse(related.stdout).papers.length).toBeGreaterThan(0);
    expect((await run('topics', 'all.json', '--network', 'coupling')).stdout).toMatch(/ \(\d+ papers?\)\n/);
    expect((await run('topics', 'all.json', '--network', 'co-authorship')).stdout).toMatch(/ \(\d+ authors?\)\n/);
    await run('export', 'all.json', '--network', 'co-authorship', '-o', 'authors.xlsx');
    const workbook = unzipSync(readFileSync(join(directory, 'authors.xlsx')))['xl/workbook.xml']!;
    expect(strFromU8(workbook)).toContain('<sheet name="Authors"');
    expect((await run('measures', 'all.json', '--network', 'co-authorship')).stdout).toContain('Jane A. Doe');
    const missing = await run('links', 'all.json', 'x', '--network', 'citation');
    expect(missing.stderr).toMatch(
      /all\.json has no network "citation"; its networks: similarity, co-authorship, coupling/,
    );
    expect((await run('build', 'wos.txt', '--network', 'coupling,nothing')).stderr).toMatch(
      /Allowed choices are similarity/,
    );

    writeFileSync(
      join(directory, 'new.bib'),
      '@article{n, title={Cortical maps}, author={Ann Ek}, abstract={Cortex.}}',
    );
    const updated = await run('update', 'all.json', 'new.bib', '-o', 'later.json');
    expect(updated.code).toBe(0);
    expect(updated.stderr).toMatch(
      /^built anew from all papers, with new positions and topics: co-authorship, coupling$/m,
    );
    expect(await infoOf('later.json')).toMatchObject({
      papers: 5,
      networks: ['similarity', 'co-authorship', 'coupling'],
    });
    expect(await infoOf('later.json', '--network', 'co-authorship')).toMatchObject({
      authors: 5,
      network: { counting: 'fractional' },
    });
    const changes = await run('diff', 'all.json', 'later.json', '--network', 'co-authorship');
    expect(changes.stdout).toMatch(/^1 new paper\n[\s\S]*Cortical maps$/m);
  });

  test('papers are found although the first network is one of authors, and an update needs similarities', async () => {
    expect((await run('build', 'wos.txt', '--network', 'co-authorship,coupling', '-q', '-o', 'a.json')).code).toBe(0);
    const { stdout } = await run('find', 'a.json', '--author', 'smith');
    expect(stdout).toContain('Synaptic plasticity of cortical neurons');
    expect((await run('update', 'a.json', 'new.bib')).stderr).toMatch(
      /^papergraph: a\.json: .* build it again from all papers, with the network "similarity" as well$/m,
    );
  });

  test('an assistant asks about any network of a map, by default about that of --network', async () => {
    const { client, connect, call, fail } = createMcpClient();
    await connect(join(directory, 'all.json'), '--network', 'co-authorship');
    interface Node {
      title: string;
      link?: { weight: number; shared: string };
    }
    expect(client.getInstructions()).toContain('similarity, co-authorship, coupling. Tools answer about co-authorship');
    const { links, number } = await call<{ links: Node[]; number: number }>('list_links', { node: 'Jane A. Doe' });
    expect(links.map(({ title }) => title)).toEqual(['John Smith', 'Richard Roe']);
    expect(number).toBe(2);
    expect(links[0]!.link!.shared).toBe('1 joint paper: Synaptic plasticity of cortical neurons');
    const related = await call<{ links: Node[] }>('list_links', {
      node: 'Synaptic plasticity of cortical neurons',
      network: 'coupling',
    });
    const expected = JSON.parse(
      (await run('links', 'all.json', 'Synaptic plasticity of cortical', '--network', 'coupling', '--json')).stdout,
    );
    expect(related.links.map(({ title }) => title)).toEqual(expected.map(({ title }: Node) => title));
    const [first] = related.links;
    expect(first!.link!.shared).toMatch(/^\d shared references?: /);
    const ends = { network: 'coupling', a: 'Synaptic plasticity of cortical neurons', b: first!.title };
    expect(await call('explain_similarity', ends)).toMatchObject({ link: first!.link });
    const { network, a, b } = ends;
    const { steps } = await call<{ steps: Node[] }>('path_between_papers', { network, from: a, to: b });
    expect(steps.at(-1)!.link!.shared).toMatch(/^\d shared references?: /);
    expect(await call('list_topics', { network: 'similarity' })).toMatchObject({ papers: 4 });
    const { tools } = await client.listTools();
    // Authors and concepts are those of a network of papers.
    const withoutNetwork = tools.filter(({ inputSchema }) => !inputSchema.properties?.network);
    expect(withoutNetwork.map(({ name }) => name)).toEqual(['papers_by_author', 'find_concept']);
    expect(await fail('list_topics', { network: 'citation' })).toContain('network');
    await client.close();
    const missing = await run('mcp', 'all.json', '--network', 'citation');
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('has no network "citation"') });
  });

  test('refuses a network that the data cannot provide, in one line', async () => {
    writeFileSync(join(directory, 'p.bib'), '@article{a, title={A title}, author={Ann Ek}}');
    const { code, stderr } = await run('build', 'p.bib', '-q', '--network', 'co-citation', '-o', 'none.json');
    expect(code).not.toBe(0);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/the network "co-citation" needs references, which the paper does not have: export /),
    ]);
    // Before others are computed.
    const several = await run('build', 'p.bib', '--network', 'similarity,co-citation', '-o', 'none.json');
    expect(several.stderr).toContain('needs references');
    expect(several.stderr).not.toContain('weighing');
  });

  test('merges keywords by a thesaurus file', async () => {
    writeFileSync(join(directory, 'thesaurus.txt'), 'label\treplace by\nspike timing\tNeurons\n');
    const args = ['--network', 'keywords', '--min-occurrences', '1', '--thesaurus', 'thesaurus.txt', '-o', 'k.json'];
    expect((await run('build', 'wos.txt', '-q', ...args)).code).toBe(0);
    expect((await run('export', 'k.json', '-f', 'csv', '-o', 'k.csv')).code).toBe(0);
    expect(readFileSync(join(directory, 'k-nodes.csv'), 'utf8')).not.toContain('spike timing');
    // A recipe of the explorer contains the entries, and gives the same map.
    const thesaurus = [['spike timing', 'Neurons']];
    const recipe = { papergraphRecipe: 1, options: { network: 'keywords', minOccurrences: 1, thesaurus }, edits: [] };
    writeFileSync(join(directory, 'recipe.json'), JSON.stringify(recipe));
    expect((await run('build', 'wos.txt', '-q', '--recipe', 'recipe.json', '-o', 'r.json')).code).toBe(0);
    const hashOf = async (file: string) => JSON.parse((await run('info', file, '--json')).stdout).hash;
    expect(await hashOf('r.json')).toBe(await hashOf('k.json'));
  });
});
