import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Graph from 'graphology';
import gexf from 'graphology-gexf';
import type { Browser } from 'playwright-core';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { launch, open, serve } from '../support/page.ts';
import { HOSTILE_TITLE, TEN_PAPERS, writeMap } from '../support/papers.ts';
import { currentUrl, exportFile, openExportMenu, openPaper, waitForMap } from '../support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-export-'));
const file = join(folder, 'papers.csv');
let browser: Browser;
let site: { address: string; server: Server };

const PAPERS = `title,abstract,year
Glial calcium waves,Astrocytes raise calcium waves that spread through glial networks and modulate synapses.,2019
Calcium in astrocytes,Calcium transients in astrocytes modulate synapses and glial signalling.,2020
Synapses & glia <b>,Glial cells and astrocytes modulate synapses through calcium signalling.,2021
Chips and spikes,Spiking networks train with surrogate gradients on neuromorphic chips.,2021
Surrogate gradients,Training spiking networks with surrogate gradients saves energy on neuromorphic chips.,2022
Neuromorphic chips,Neuromorphic chips run spiking networks trained by surrogate gradients.,2023
`;

beforeAll(async () => {
  writeFileSync(file, PAPERS);
  browser = await launch();
  site = await serve();
});

afterAll(async () => {
  await browser?.close();
  site?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openPapers() {
  const opened = await open(browser, site.address, { permissions: ['clipboard-read', 'clipboard-write'] });
  await opened.page.locator('input[type=file]').first().setInputFiles(file);
  await opened.page.locator('.minimap').waitFor({ state: 'attached' });
  await opened.page.locator('.map-status', { hasText: 'links' }).waitFor();
  return opened;
}

/** Returns an XML parser that throws on errors. */
function strictParser(): SaxesParser {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  return parser;
}

test('exports all papers, the visible ones or a selection, with their number in the menu', async () => {
  const { page, errors } = await openPapers();
  const scopes = () => page.locator('.export-scopes label').allInnerTexts();
  await page.getByRole('tab', { name: 'Filters' }).click();
  await page.getByLabel('From year').fill('2021');
  await page.getByLabel('From year').blur();
  await openExportMenu(page);
  expect(await scopes()).toEqual(['All papers: 6', 'Visible papers: 4']);
  await page.getByLabel('Visible papers: 4').check();
  const shown = gexf.parse(Graph, (await exportFile(page, 'GEXF')).toString());
  expect(shown.mapNodes((_, { label }) => label).sort()).toEqual([
    'Chips and spikes',
    'Neuromorphic chips',
    'Surrogate gradients',
    'Synapses & glia',
  ]);

  await openPaper(page, 'Glial calcium');
  await openExportMenu(page);
  expect((await scopes())[2]).toBe('Open paper and neighbors: 3');
  await page.getByLabel('Open paper and neighbors').check();
  const table = (await exportFile(page, 'CSV (papers)')).toString();
  expect(table.trim().split('\n').length).toBe(4);
  expect(table).not.toContain('Surrogate');
  await openExportMenu(page);
  expect((await exportFile(page, 'BibTeX')).toString().match(/^@/gm)?.length).toBe(3);
  await openExportMenu(page);
  await page.getByLabel('All papers: 6').check();
  expect((await exportFile(page, 'RIS')).toString().match(/^ER {2}-/gm)?.length).toBe(6);
  await openExportMenu(page);
  expect((await exportFile(page, 'GraphML')).toString().match(/<node /g)?.length).toBe(6);
  await openExportMenu(page);
  expect(JSON.parse((await exportFile(page, 'JSON')).toString()).nodes.length).toBe(6);
  expect(errors).toEqual([]);
  await page.context().close();
});

test('the SVG image is well-formed and has a legend and labels; the PNG image has the size for print', async () => {
  const { page, errors } = await openPapers();
  const labels = await page.locator('.legend .legend-label').allInnerTexts();
  await openExportMenu(page);
  const svg = (await exportFile(page, 'SVG image with legend')).toString();
  const texts: string[] = [];
  const parser = strictParser();
  parser.on('text', (text) => texts.push(text));
  parser.write(svg).close();
  expect(texts).toEqual(expect.arrayContaining(['Synapses & glia']));
  expect(labels.length).toBeGreaterThan(1);
  for (const label of labels) expect(texts.join(' ').replace(/\s+/g, ' ')).toContain(label);
  await openExportMenu(page);
  const png = await exportFile(page, 'PNG image with legend');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(4500);
  expect(png.readUInt32BE(20)).toBeGreaterThan(3000);
  // An empty image would be much smaller.
  expect(png.length).toBeGreaterThan(50_000);
  expect(errors).toEqual([]);
  await page.context().close();
});

test('the HTML file contains the edited map and opens from disk without a network', async () => {
  const { page, errors } = await openPapers();
  const first = await page.locator('.legend-label').first().innerText();
  await page.getByRole('button', { name: `About topic ${first}` }).click();
  await page.getByRole('textbox', { name: 'Topic name' }).fill('Mine');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.locator('.legend-label', { hasText: 'Mine' }).waitFor();
  await openExportMenu(page);
  const path = join(folder, 'exported.html');
  writeFileSync(path, await exportFile(page, 'HTML file'));
  const { page: exported, errors: errorsOfExport } = await open(browser, `file://${path}`, { offline: true });
  await exported.getByText('6 of 6 papers').waitFor();
  await exported.locator('.legend-label', { hasText: 'Mine' }).waitFor();
  await openExportMenu(exported);
  expect(await exported.getByRole('button', { name: 'HTML file' }).count()).toBe(0);
  expect((await exportFile(exported, 'RIS')).toString().match(/^ER {2}-/gm)?.length).toBe(6);
  expect([...errors, ...errorsOfExport]).toEqual([]);
  await page.context().close();
  await exported.context().close();
});

test('copies a link to the view, including what has just changed', async () => {
  const { page } = await openPapers();
  await openPaper(page, 'Glial calcium');
  await openExportMenu(page);
  // The filter and the click in one task, so that the URL is not updated in between.
  await page.evaluate(() => {
    const slider = document.querySelector<HTMLInputElement>('.toolbar input[type=range]')!;
    slider.value = '0.05';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    const items = [...document.querySelectorAll<HTMLButtonElement>('.menu-list button')];
    items.find((item) => item.textContent === 'Copy link')!.click();
  });
  await page.locator('.toast', { hasText: 'Link copied' }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/paper=.*similarity=0\.05/);
  expect(link).not.toContain('search=');
  expect(link).toBe(await currentUrl(page));
  await page.context().close();
});

test('axe reports no violations in the menu with a selection', async () => {
  const { page } = await openPapers();
  await openPaper(page, 'Glial calcium');
  await openExportMenu(page);
  expect(await axeViolations(page)).toEqual([]);
  await page.context().close();
});

describe('a map from a server', () => {
  let served: { address: string; server: Server };

  beforeAll(async () => {
    const map = join(folder, 'map.json');
    await writeMap(map, TEN_PAPERS);
    served = await serve(map);
  });

  afterAll(() => served?.server.close());

  async function openMap() {
    const opened = await open(browser, served.address);
    await waitForMap(opened.page);
    return opened;
  }

  test('the exported GEXF file contains every paper and link', async () => {
    const { page } = await openMap();
    await openExportMenu(page);
    const text = (await exportFile(page, /^GEXF/)).toString();
    strictParser().write(text).close();
    const graph = gexf.parse(Graph, text);
    expect(graph.order).toBe(10);
    expect(graph.size).toBeGreaterThan(6);
    expect(graph.someNode((_, { label }) => label.startsWith(HOSTILE_TITLE))).toBe(true);
    await page.context().close();
  });

  test('the PNG image has three times the size of the view, plus a legend', async () => {
    const { page } = await openMap();
    await openExportMenu(page);
    const bytes = await exportFile(page, /^PNG image$/);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    const box = (await page.locator('.map').boundingBox())!;
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([3 * (box.width + 250), 3 * box.height]);
    expect(bytes.length).toBeGreaterThan(20_000);
    await page.context().close();
  });

  test('the URL restores the paper, the filters and the colors', async () => {
    const { page } = await openMap();
    await openPaper(page, 'surrogate');
    const title = await page.locator('.details-title').innerText();
    await page.getByLabel('Color').selectOption('year');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.locator('.toolbar').getByRole('slider').fill('0.05');
    await expect.poll(() => page.url()).toMatch(/paper=.*view=.*similarity=0.05.*color=year/);
    const { page: again } = await open(browser, await currentUrl(page));
    await waitForMap(again);
    await expect.poll(() => again.locator('.details-title').innerText()).toBe(title);
    expect(await again.getByLabel('Color').inputValue()).toBe('year');
    expect(await again.locator('.toolbar').getByRole('slider').inputValue()).toBe('0.05');
    await expect.poll(() => again.url()).toBe(page.url());
    await page.context().close();
    await again.context().close();
  });
});
