import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Graph from 'graphology';
import gexf from 'graphology-gexf';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { HOSTILE_TITLE, TEN_PAPERS } from '../support/papers.ts';
import { currentUrl, exportFile, openExportMenu, openPaper } from '../support/steps.ts';

const explorer = useExplorer();

const PAPERS = `title,abstract,year
Glial calcium waves,Astrocytes raise calcium waves that spread through glial networks and modulate synapses.,2019
Calcium in astrocytes,Calcium transients in astrocytes modulate synapses and glial signalling.,2020
Synapses & glia <b>,Glial cells and astrocytes modulate synapses through calcium signalling.,2021
Chips and spikes,Spiking networks train with surrogate gradients on neuromorphic chips.,2021
Surrogate gradients,Training spiking networks with surrogate gradients saves energy on neuromorphic chips.,2022
Neuromorphic chips,Neuromorphic chips run spiking networks trained by surrogate gradients.,2023
`;

const openPapers = () => explorer.openPapers(PAPERS, { permissions: ['clipboard-read', 'clipboard-write'] });

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
  await expect.poll(scopes).toEqual(['All papers: 6', 'Visible papers: 4']);
  await page.getByLabel('Visible papers: 4').check();
  const shown = gexf.parse(Graph, (await exportFile(page, 'GEXF')).toString());
  expect(shown.mapNodes((_, { label }) => label).sort()).toEqual([
    'Chips and spikes',
    'Neuromorphic chips',
    'Surrogate gradients',
    'Synapses & glia',
  ]);

  // Search lists the papers that the filters show.
  await page.getByLabel('From year').fill('');
  await page.getByLabel('From year').blur();
  await openPaper(page, 'Glial calcium');
  await openExportMenu(page);
  await expect.poll(scopes).toContain('Open paper and neighbors: 3');
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
  expect(JSON.parse((await exportFile(page, 'JSON (nodes')).toString()).nodes.length).toBe(6);
  // The list of topics has all of them, and its name does not claim otherwise.
  await openExportMenu(page);
  await page.getByLabel('Open paper and neighbors').check();
  const download = page.waitForEvent('download');
  await page.locator('.menu-list').getByRole('button', { name: 'CSV (topics)' }).click();
  expect((await download).suggestedFilename()).toBe('papers-topics.csv');
  expect(errors).toEqual([]);
});

test('exports for other programs contain all papers', async () => {
  const { page, errors } = await openPapers();
  const exportAs = async (item: string) => {
    await openExportMenu(page);
    return exportFile(page, item);
  };
  const readJson = async (item: string) => JSON.parse((await exportAs(item)).toString());
  expect((await readJson('VOSviewer')).network.items).toHaveLength(6);
  expect(await readJson('CSL-JSON')).toHaveLength(6);
  expect((await readJson('CX2')).flatMap(({ nodes = [] }: { nodes?: object[] }) => nodes)).toHaveLength(6);
  expect((await exportAs('DOT')).toString().match(/ fillcolor=/g)).toHaveLength(6);
  expect((await exportAs('CSV (topics)')).toString()).toContain('label');
  // A workbook is a zip archive.
  expect((await exportAs('Excel workbook')).subarray(0, 2).toString()).toBe('PK');
  expect(errors).toEqual([]);
});

test('the SVG image is well-formed and has a legend and labels; figures have the chosen size', async () => {
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
  expect(svg).toContain(' width="180mm" ');
  const choose = async (width: string, dpi: string) => {
    await openExportMenu(page);
    await page.getByLabel('Width in mm').fill(width);
    await page.getByLabel('Dots per inch of PNG').fill(dpi);
    await page.getByLabel('Dots per inch of PNG').blur();
  };
  await choose('381', '300');
  const png = await exportFile(page, 'PNG image with legend');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(4500);
  expect(png.readUInt32BE(20)).toBeGreaterThan(3000);
  expect(png.readUInt32BE(png.indexOf('pHYs') + 4)).toBe(Math.round(300 / 0.0254));
  await choose('90', '20');
  expect(await page.getByLabel('Dots per inch of PNG').inputValue()).toBe('50');
  const pdf = await exportFile(page, 'PDF with legend');
  expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7');
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 255\.1\d+ /);
  expect(pdf.toString('latin1').match(/\/FontFile2/g)).toHaveLength(2);
  await openExportMenu(page);
  expect((await exportFile(page, 'PDF with legend')).equals(pdf)).toBe(true);
  // An empty image would be much smaller.
  expect(png.length).toBeGreaterThan(50_000);
  expect(errors).toEqual([]);
});

test('the HTML file contains the edited map and opens from disk without a network', async () => {
  const { page, errors } = await openPapers();
  const first = await page.locator('.legend-label').first().innerText();
  await page.getByRole('button', { name: `About topic ${first}` }).click();
  await page.getByRole('textbox', { name: 'Topic name' }).fill('Mine');
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.locator('.legend-label', { hasText: 'Mine' }).waitFor();
  await openExportMenu(page);
  const path = join(explorer.folder, 'exported.html');
  writeFileSync(path, await exportFile(page, 'HTML file'));
  const { page: exported, errors: errorsOfExport } = await explorer.open({ address: `file://${path}`, offline: true });
  await exported.getByText('6 of 6 papers').waitFor();
  await exported.locator('.legend-label', { hasText: 'Mine' }).waitFor();
  await openExportMenu(exported);
  await expect.poll(() => exported.getByRole('button', { name: 'HTML file' }).count()).toBe(0);
  expect((await exportFile(exported, 'RIS')).toString().match(/^ER {2}-/gm)?.length).toBe(6);
  expect([...errors, ...errorsOfExport]).toEqual([]);
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
});

test('axe reports no violations in the menu with a selection', async () => {
  const { page } = await openPapers();
  await openPaper(page, 'Glial calcium');
  await openExportMenu(page);
  expect(await axeViolations(page)).toEqual([]);
});

describe('a map from a server', () => {
  let address: string;

  beforeAll(async () => {
    address = await explorer.serveMapOf(TEN_PAPERS);
  });

  test('the exported GEXF file contains every paper and link', async () => {
    const { page } = await explorer.openMap({ address });
    await openExportMenu(page);
    const text = (await exportFile(page, /^GEXF/)).toString();
    strictParser().write(text).close();
    const graph = gexf.parse(Graph, text);
    expect(graph.order).toBe(10);
    expect(graph.size).toBeGreaterThan(6);
    expect(graph.someNode((_, { label }) => label.startsWith(HOSTILE_TITLE))).toBe(true);
  });

  test('the PNG image has three times the size of the view, plus a legend', async () => {
    const { page } = await explorer.openMap({ address });
    await openExportMenu(page);
    const bytes = await exportFile(page, /^PNG image$/);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    const box = (await page.locator('.map').boundingBox())!;
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([3 * (box.width + 250), 3 * box.height]);
    expect(bytes.length).toBeGreaterThan(20_000);
  });

  test('the URL restores the paper, the filters and the colors', async () => {
    const { page } = await explorer.openMap({ address });
    await openPaper(page, 'surrogate');
    const title = await page.locator('.details-title').innerText();
    await page.getByLabel('Color').selectOption('year');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.locator('.toolbar').getByRole('slider').fill('0.05');
    await expect.poll(() => page.url()).toMatch(/paper=.*view=.*similarity=0.05.*color=year/);
    const { page: again } = await explorer.openMap({ address: await currentUrl(page) });
    await expect.poll(() => again.locator('.details-title').innerText()).toBe(title);
    await expect.poll(() => again.getByLabel('Color').inputValue()).toBe('year');
    await expect.poll(() => again.locator('.toolbar').getByRole('slider').inputValue()).toBe('0.05');
    await expect.poll(() => again.url()).toBe(page.url());
  });
});
