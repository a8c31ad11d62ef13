import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyze } from '../../../src/analyze.ts';
import { openMap } from '../../../src/map-file/open.ts';
import { serializeMap } from '../../../src/map-file/save.ts';
import { readPapers } from '../../../src/read/read.ts';
import { concatenateBytes } from '../../../src/util/bytes.ts';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { currentUrl, exportFile, openExportMenu, settle, waitForMap } from '../support/steps.ts';

const explorer = useExplorer();

/** Twelve papers of which each cites two works; the papers of a group share one of them. */
const PAPERS = [
  'title,abstract,year,authors,references,keywords',
  ...Array.from({ length: 12 }, (_, i) => {
    const group = Math.floor(i / 4);
    const text = ['Astrocytes modulate synapses', 'Spiking networks learn', 'Transformers translate speech'][group];
    return `Study ${i},${text} in experiment ${i}.,${2010 + i},Ada Moor ${group}; Bo Lind ${i},10.1000/shared.${group}; 10.1000/own.${i},topic ${group}; study`;
  }),
].join('\n');

const toolbar = '.toolbar select >> nth=0';

test('another network has its nodes, links, and words, and Back returns', async () => {
  const { page, errors } = await explorer.openPapers(PAPERS);
  await page.locator('.search input').fill('Study 3');
  await settle(page);
  await page.locator('.search-results .papers .paper-link').first().click();
  await page.locator('.details article[aria-busy=false]').waitFor();
  await page.locator(toolbar).selectOption('shared references');
  await expect.poll(() => page.locator('.details h3').allInnerTexts()).toContain('PAPERS WITH SHARED REFERENCES');
  await waitForMap(page);
  expect(await page.locator('.related-terms').first().innerText()).toMatch(/^1 shared reference · 10\.1000\/shared\.0/);
  expect(await page.locator('.toolbar-slider').innerText()).toContain('Link strength');
  expect(decodeURIComponent(await currentUrl(page))).toContain('recipe=');
  await page.getByRole('button', { name: 'Compare with another paper' }).click();
  await page.locator('.details .related .paper-link').first().click();
  await expect.poll(() => page.locator('.compare').innerText()).toMatch(/Link strength\s+0\.\d+\s+1 shared reference/);

  await page.locator(toolbar).selectOption('co-authors');
  await expect.poll(() => page.locator('.map-status').innerText()).toMatch(/^15 authors · 12 links$/);
  await settle(page);
  await page.locator('.search input').fill('Ada Moor 1');
  await settle(page);
  await page.locator('.search-results .papers .paper-link').first().click();
  await expect
    .poll(() => page.locator('.details').innerText())
    .toMatch(/WRITTEN TOGETHER WITH[\s\S]*1 joint paper · Study \d/);
  expect(await page.locator('.details .titles li').count()).toBe(4);
  await openExportMenu(page);
  const formats = await page.locator('.menu-list button').allInnerTexts();
  expect(formats).toEqual(expect.arrayContaining(['CSV (authors)', 'Excel workbook']));
  expect(formats.join()).not.toMatch(/BibTeX|RIS|CSL|Zotero|Atom/);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.goBack();
  await page.goBack();
  await expect.poll(() => page.locator('.map-status').innerText()).toMatch(/^12 papers · /);
  expect(errors).toEqual([]);
});

test('networks of the map file are shown as they are stored, without being computed again', async () => {
  const collection = await readPapers([{ name: 'p.csv', bytes: new TextEncoder().encode(PAPERS) }]);
  const networks = ['similarity', 'coupling', 'co-authorship'] as const;
  const maps = await Promise.all(networks.map((network) => analyze(collection, { network })));
  // A label that an analysis would not give.
  maps[1]!.topics[0]!.label = 'Stored topic';
  const path = join(explorer.folder, 'several.json');
  writeFileSync(path, concatenateBytes([...serializeMap(maps)]));
  const { page, errors } = await explorer.openMap({ address: await explorer.serve(path) });
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.locator(toolbar).selectOption('shared references');
  await expect.poll(() => page.locator('.legend').innerText()).toContain('Stored topic');
  await openExportMenu(page);
  const saved = await openMap(await exportFile(page, 'Map file'));
  expect(await saved.networks()).toEqual(networks);
  expect((await (await saved.openNetwork('coupling')).summary()).topics[0]!.label).toBe('Stored topic');
  await page.locator(toolbar).selectOption('co-authors');
  await expect.poll(() => page.locator('.map-status').innerText()).toMatch(/^15 authors · 12 links$/);
  await settle(page);
  // Authors have no neighbors with similar texts.
  await page.getByRole('tab', { name: 'Edit' }).click();
  await page.getByLabel('Topic resolution').waitFor();
  const neighbors = page.getByLabel('Neighbors per paper');
  expect(await neighbors.count()).toBe(0);
  await page.locator(toolbar).selectOption('similar texts');
  await expect.poll(() => page.locator('.map-status').innerText()).toMatch(/^12 papers · /);
  await neighbors.waitFor();
  expect(requested.filter((url) => /build-map/.test(url))).toEqual([]);

  // One that the file does not have is computed.
  await page.locator(toolbar).selectOption('texts and references');
  await expect.poll(() => requested.filter((url) => /build-map/.test(url)).length).toBeGreaterThan(0);
  await expect.poll(() => page.locator(toolbar).inputValue()).toBe('combination');
  expect(errors).toEqual([]);
});

test('a network that the papers cannot provide is refused with the reason, and the map stays', async () => {
  const { page } = await explorer.openPapers(
    'title,abstract\nA study,Astrocytes modulate.\nB study,Astrocytes learn.\n',
  );
  await page.locator(toolbar).selectOption('citations');
  await expect
    .poll(() => page.locator('.notice').innerText())
    .toMatch(/^The map stays as it is\s+The network “citations” needs references, which none of the 2 papers has/);
  await expect.poll(() => page.locator('.map-status').innerText()).toMatch(/^2 papers/);
  expect(await page.locator(toolbar).inputValue()).toBe('similarity');
});

test.each([
  ['co-authors', 'Ada Moor 1'],
  ['keywords', 'topic 1'],
])(
  'the papers of a node of the network of %s open in that of similar texts, and Back returns',
  async (network, node) => {
    const { page, errors } = await explorer.openPapers(PAPERS);
    await page.locator(toolbar).selectOption(network);
    await expect.poll(() => page.locator('.map-status').innerText()).not.toMatch(/papers/);
    await settle(page);
    await page.locator('.search input').fill(node);
    await settle(page);
    await page.locator('.search-results .papers .paper-link').first().click();
    const papers = page.locator('.details .titles button');
    await expect.poll(() => papers.count()).toBe(4);
    const [title, paper] = [await page.locator('.details-title').innerText(), await papers.nth(1).innerText()];
    await papers.nth(1).click();
    await expect.poll(() => page.locator(toolbar).inputValue()).toBe('similarity');
    await expect.poll(() => page.locator('.details-title').innerText()).toBe(paper);
    expect(await currentUrl(page)).toContain('paper=');
    await page.goBack();
    await expect.poll(() => page.locator('.map-status').innerText()).not.toMatch(/papers/);
    await expect.poll(() => page.locator('.details-title').innerText()).toBe(title);
    await settle(page);
    await page.goForward();
    await expect.poll(() => page.locator('.details-title').innerText()).toBe(paper);
    expect(errors).toEqual([]);
  },
);
