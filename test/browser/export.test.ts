import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Graph from 'graphology';
import gexf from 'graphology-gexf';
import type { Browser } from 'playwright-core';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from './axe.ts';
import { launch, open, serve } from './page.ts';
import { menu, openPaper, taken } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-taking-'));
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
  await opened.page.locator('.overview').waitFor({ state: 'attached' });
  await opened.page.locator('.status', { hasText: 'links' }).waitFor();
  return opened;
}

test('all papers, those shown, or those singled out: the menu says how many, and the file holds them', async () => {
  const { page, errors } = await openPapers();
  const scopes = () => page.locator('.scopes label').allInnerTexts();
  await page.getByRole('tab', { name: 'Filters' }).click();
  await page.getByLabel('From year').fill('2021');
  await page.getByLabel('From year').blur();
  await menu(page);
  expect(await scopes()).toEqual(['All 6', 'What is shown: 4']);
  await page.getByLabel('What is shown: 4').check();
  const shown = gexf.parse(Graph, (await taken(page, 'GEXF')).toString());
  expect(shown.mapNodes((_, { label }) => label).sort()).toEqual([
    'Chips and spikes',
    'Neuromorphic chips',
    'Surrogate gradients',
    'Synapses & glia',
  ]);

  await openPaper(page, 'Glial calcium');
  await menu(page);
  expect((await scopes())[2]).toBe('Open paper and its links: 3');
  await page.getByLabel('Open paper and its links').check();
  const table = (await taken(page, 'CSV — papers')).toString();
  expect(table.trim().split('\n').length).toBe(4);
  expect(table).not.toContain('Surrogate');
  await menu(page);
  expect((await taken(page, 'BibTeX')).toString().match(/^@/gm)?.length).toBe(3);
  await menu(page);
  await page.getByLabel('All 6').check();
  expect((await taken(page, 'RIS')).toString().match(/^ER {2}-/gm)?.length).toBe(6);
  await menu(page);
  expect((await taken(page, 'GraphML')).toString().match(/<node /g)?.length).toBe(6);
  await menu(page);
  expect(JSON.parse((await taken(page, 'JSON')).toString()).nodes.length).toBe(6);
  expect(errors).toEqual([]);
  await page.context().close();
});

test('the SVG is well-formed, with legend and names; the PNG of it has the size for print', async () => {
  const { page, errors } = await openPapers();
  const labels = await page.locator('.legend .legend-label').allInnerTexts();
  await menu(page);
  const drawn = (await taken(page, 'Picture with legend — SVG')).toString();
  const texts: string[] = [];
  const strict = new SaxesParser();
  strict.on('error', (error) => {
    throw error;
  });
  strict.on('text', (text) => texts.push(text));
  strict.write(drawn).close();
  expect(texts).toEqual(expect.arrayContaining(['Synapses & glia']));
  expect(labels.length).toBeGreaterThan(1);
  for (const label of labels) expect(texts.join(' ').replace(/\s+/g, ' ')).toContain(label);
  await menu(page);
  const png = await taken(page, 'Picture with legend — PNG for print');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(4500);
  expect(png.readUInt32BE(20)).toBeGreaterThan(3000);
  // A picture with nothing on it would be far smaller.
  expect(png.length).toBeGreaterThan(50_000);
  expect(errors).toEqual([]);
  await page.context().close();
});

test('one HTML file holds the map as it was shaped, and opens from the disk without a network', async () => {
  const { page, errors } = await openPapers();
  const first = await page.locator('.legend-label').first().innerText();
  await page.getByRole('button', { name: `About the topic ${first}` }).click();
  await page.getByRole('textbox', { name: 'Name of the topic' }).fill('Mine');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.locator('.legend-label', { hasText: 'Mine' }).waitFor();
  await menu(page);
  const path = join(folder, 'taken.html');
  writeFileSync(path, await taken(page, 'One HTML file'));
  const { page: alone, errors: faultsAlone } = await open(browser, `file://${path}`, { offline: true });
  await alone.getByText('6 of 6 papers').waitFor();
  await alone.locator('.legend-label', { hasText: 'Mine' }).waitFor();
  await menu(alone);
  expect(await alone.getByRole('button', { name: 'One HTML file' }).count()).toBe(0);
  expect((await taken(alone, 'RIS')).toString().match(/^ER {2}-/gm)?.length).toBe(6);
  expect([...errors, ...faultsAlone]).toEqual([]);
  await page.context().close();
  await alone.context().close();
});

test('a link to the view is copied', async () => {
  const { page } = await openPapers();
  await openPaper(page, 'Glial calcium');
  await expect.poll(() => page.url()).toContain('paper=');
  await menu(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.context().close();
});

test('axe finds nothing in the menu with a selection', async () => {
  const { page } = await openPapers();
  await openPaper(page, 'Glial calcium');
  await menu(page);
  expect(await faults(page)).toEqual([]);
  await page.context().close();
});
