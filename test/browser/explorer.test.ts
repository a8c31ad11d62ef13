import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Graph from 'graphology';
import gexf from 'graphology-gexf';
import type { Browser, Page } from 'playwright-core';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyze, mapChunks, readPapers } from '../../src/index.ts';
import { launch, open, serve } from './page.ts';
import { drawn, drop, sum } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-explorer-'));
let browser: Browser;
let plain: { address: string; server: Server };
let served: { address: string; server: Server };

const HOSTILE = '<img src=x onerror="window.hacked=1">';

/** Nine papers in three groups, with years, venues and one title that would like to be markup. */
const PAPERS = `title,abstract,year,venue,authors,url
Glial calcium waves,Astrocytes raise calcium waves that spread through glial networks and modulate synapses.,2019,Glia,"Ada Moor; Bo Lind",https://example.org/a
Calcium in astrocytes,Calcium transients in astrocytes modulate synapses and glial signalling.,2020,Glia,Ada Moor,javascript:alert(1)
Synapses and glia,Glial cells and astrocytes modulate synapses through calcium signalling.,2021,Neuron,Bo Lind,
Hostile spiking networks,Spiking networks train with surrogate gradients on neuromorphic chips.,2021,Chips,Cy Ode,
Surrogate gradients,Training spiking networks with surrogate gradients saves energy on neuromorphic chips.,2022,Chips,Cy Ode,
Neuromorphic chips,Neuromorphic chips run spiking networks trained by surrogate gradients.,2023,Chips,Di Pau,
Speech with transformers,Transformers translate speech with attention over long sequences.,2020,Speech,Di Pau,
Attention for speech,Attention over long sequences helps transformers translate speech.,2022,Speech,Eve Ray,
Long sequences,Transformers with attention read long sequences of speech.,2024,Speech,Eve Ray,
No abstract here,,2024,Speech,Eve Ray,
`;

beforeAll(async () => {
  const map = join(folder, 'map.json');
  const collection = await readPapers([{ name: 'papers.csv', bytes: () => [new TextEncoder().encode(PAPERS)] }]);
  // Reading takes markup out of titles; the page must stand it all the same.
  for (const paper of collection.papers) paper.title = paper.title.replace('Hostile', HOSTILE);
  writeFileSync(map, Buffer.concat([...mapChunks(await analyze(collection))]));
  browser = await launch();
  plain = await serve();
  served = await serve(map);
});

afterAll(async () => {
  await browser?.close();
  plain?.server.close();
  served?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openMap(hash = '') {
  const opened = await open(browser, served.address + hash);
  await drawn(opened.page);
  return opened;
}

async function openPaperBySearch(page: Page, query: string): Promise<void> {
  await page.getByRole('searchbox').fill(query);
  await page.locator('.results .papers button').first().click();
  await page.locator('.reading .related li').first().waitFor();
}

const title = (page: Page) => page.locator('.paper-title').innerText();

describe('opening', () => {
  test('an empty page invites; the sample becomes a map whose topics hold all its papers', async () => {
    const { page, errors } = await open(browser, plain.address);
    await expect(page.getByRole('heading', { level: 1 }).innerText()).resolves.toContain('map');
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await drawn(page);
    expect(await page.locator('.brand-count').innerText()).toBe('257 of 257 papers');
    const counts = await page.locator('.legend .number').allInnerTexts();
    expect(counts.length).toBeGreaterThan(3);
    expect(sum(counts)).toBe(257);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('Stop ends the work and leaves the page as it was', async () => {
    const { page } = await open(browser, plain.address);
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Try the sample' }).waitFor();
    expect(await page.locator('[role=alert]').count()).toBe(0);
    await page.context().close();
  });

  test('dropped files become a map, and nothing leaves the machine', async () => {
    const { page, errors } = await open(browser, plain.address);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).origin}`));
    await drop(page, [{ name: 'papers.csv', text: PAPERS }]);
    await drawn(page);
    expect(await page.locator('.brand-count').innerText()).toBe('10 of 10 papers');
    expect(
      asked.filter((request) => request !== `GET ${new URL(plain.address).origin}` && !request.includes('blob')),
    ).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('a paper that the camera moves away from under the pointer is pointed at no longer', async () => {
    const { page } = await open(browser, plain.address);
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await drawn(page);
    const pointing = page.locator('.pointing');
    const pane = (await page.locator('.map').boundingBox())!;
    const middle = pane.y + pane.height / 2;
    // The first place from the left where a paper is in reach is at the edge of its reach.
    for (let x = pane.x; x < pane.x + pane.width; x += 4) {
      await page.mouse.move(x, middle);
      if ((await pointing.count()) > 0) break;
    }
    expect(await pointing.count()).toBe(1);
    for (let turn = 0; turn < 4; turn++) await page.mouse.wheel(0, -300);
    await expect.poll(() => pointing.count()).toBe(0);
    await page.context().close();
  });

  test('a file that holds no papers says so, and the map that was open stays', async () => {
    const { page } = await openMap();
    await drop(page, [{ name: 'holiday.bin', text: '\u0000\u0001\u0002 nothing of use' }]);
    await expect(page.getByRole('alert').innerText()).resolves.toContain('That did not work');
    expect(await page.locator('.brand-count').innerText()).toBe('10 of 10 papers');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await page.getByRole('alert').count()).toBe(0);
    await openPaperBySearch(page, 'glia');
    await page.context().close();
  });

  test('a map of a newer papergraph says what to do', async () => {
    const { page } = await open(browser, plain.address);
    await drop(page, [{ name: 'map.json', text: '{"format":"papergraph map","version":99,\n"index":{}}\n' }]);
    await expect(page.getByRole('alert').innerText()).resolves.toContain('update papergraph');
    await page.context().close();
  });
});

describe('finding and reading', () => {
  test('search groups what it finds, marks it, and the arrow keys walk it', async () => {
    const { page } = await openMap();
    await page.getByRole('searchbox').fill('astro');
    await page.locator('.results .papers').waitFor();
    expect(await page.locator('.results h3').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^TERMS/), expect.stringMatching(/^TITLES/)]),
    );
    expect(await page.locator('.results .papers b').first().innerText()).toMatch(/^astro/i);
    await page.getByRole('searchbox').fill('moor');
    await page.getByText('Ada Moor', { exact: false }).waitFor();
    await page.getByRole('searchbox').fill('calcium');
    await page.locator('.results .papers').waitFor();
    await page.keyboard.press('ArrowDown');
    const first = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
    await page.context().close();
  });

  test('a paper opens with its facts, marked abstract and related papers whose shares add up', async () => {
    const { page } = await openMap();
    await openPaperBySearch(page, 'glial calcium');
    expect(await title(page)).toBe('Glial calcium waves');
    expect(await page.locator('.facts').first().innerText()).toContain('Ada Moor, Bo Lind');
    expect(await page.locator('.abstract mark.strong, .abstract mark.middle').count()).toBeGreaterThan(0);
    const why = page.locator('.related .why').first();
    const similarity = Number(await why.innerText());
    await why.click();
    const shares = await page.locator('.related li').first().locator('.share-value').allInnerTexts();
    expect(sum(shares)).toBeCloseTo(similarity, 2);
    expect(similarity).toBeGreaterThan(0.1);
    await page.context().close();
  });

  test('a related paper can be followed', async () => {
    const { page } = await openMap();
    await openPaperBySearch(page, 'glial calcium');
    const next = page.locator('.related .paper-link').first();
    const expected = await next.innerText();
    await next.click();
    await expect.poll(() => title(page)).toBe(expected);
    await page.context().close();
  });

  test('links out are http or https only and tell nothing about where they come from', async () => {
    const { page } = await openMap();
    await openPaperBySearch(page, 'glial calcium');
    const link = page.locator('.links a');
    expect(await link.getAttribute('href')).toBe('https://example.org/a');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    await openPaperBySearch(page, 'calcium in astrocytes');
    await expect.poll(() => title(page)).toBe('Calcium in astrocytes');
    expect(await page.locator('[href^="javascript"]').count()).toBe(0);
    await page.context().close();
  });

  test('two papers are compared side by side, and the bars add up to the number', async () => {
    const { page } = await openMap();
    await openPaperBySearch(page, 'glial calcium');
    await page.getByRole('button', { name: 'Compare with another paper' }).click();
    await page.locator('.related .paper-link').first().click();
    await page.locator('.compare-papers').waitFor();
    const number = Number(await page.locator('.compare-number b').innerText());
    const shares = await page.locator('.compare .share-value').allInnerTexts();
    expect(sum(shares)).toBeCloseTo(number, 2);
    expect(await page.locator('.compare-papers .abstract mark.strong').count()).toBeGreaterThan(1);
    await page.context().close();
  });

  test('a topic has a page with its terms and its central papers', async () => {
    const { page } = await openMap();
    const label = await page.locator('.legend-label').first().innerText();
    await page.getByRole('button', { name: `About the topic ${label}` }).click();
    await page.locator('.chip.still').first().waitFor();
    expect((await title(page)).trim()).toBe(label);
    expect(await page.locator('.reading .plain .paper-link').count()).toBeGreaterThan(1);
    await page.context().close();
  });
});

describe('asking', () => {
  test('a text of one’s own finds the nearest papers with reasons', async () => {
    const { page } = await openMap();
    await page.getByRole('tab', { name: 'Ask' }).click();
    await page.getByRole('textbox', { name: 'Your text' }).fill('How do spiking networks learn on neuromorphic chips?');
    await page.getByRole('button', { name: 'Find nearest papers' }).click();
    const found = page.locator('.pane .related .paper-link');
    await found.first().waitFor();
    expect(await found.first().innerText()).toMatch(/spiking|chips|gradients/i);
    expect(await page.locator('.pane .related-terms').first().innerText()).toMatch(/spiking|chip|neuromorphic/i);
    await page.getByRole('textbox', { name: 'Your text' }).fill('zyzzyva');
    await page.getByRole('button', { name: 'Find nearest papers' }).click();
    await page.locator('.pane .hint', { hasText: 'None of these words counts' }).waitFor();
    await page.context().close();
  });

  test('a pinned paper is an example: others like it are listed', async () => {
    const { page } = await openMap();
    await openPaperBySearch(page, 'attention for speech');
    await page.getByRole('button', { name: 'More like this' }).click();
    await page.getByRole('searchbox').fill('');
    const found = page.locator('.pane .related .paper-link');
    await found.first().waitFor();
    expect(await found.first().innerText()).toMatch(/speech|sequences/i);
    await page.context().close();
  });
});

describe('filters', () => {
  test('choosing a topic shows only its papers; all can be cleared', async () => {
    const { page } = await openMap();
    const count = Number.parseInt(await page.locator('.legend .number').first().innerText(), 10);
    await page.locator('.legend-topic').first().click();
    await expect.poll(() => page.locator('.brand-count').innerText()).toBe(`${count} of 10 papers`);
    await page.getByRole('tab', { name: 'Filters' }).click();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await expect.poll(() => page.locator('.brand-count').innerText()).toBe('10 of 10 papers');
    await page.context().close();
  });

  test('years, venues and abstracts combine, and counts follow', async () => {
    const { page } = await openMap();
    await page.getByRole('tab', { name: 'Filters' }).click();
    await page.getByLabel('From year').fill('2022');
    await page.getByLabel('From year').blur();
    await expect.poll(() => page.locator('.brand-count').innerText()).toBe('5 of 10 papers');
    const venue = page.locator('.facet li', { hasText: 'Speech' });
    expect(await venue.locator('.number').innerText()).toBe('3');
    await venue.locator('input').check();
    await expect.poll(() => page.locator('.brand-count').innerText()).toBe('3 of 10 papers');
    await page.getByLabel('Only papers with an abstract').check();
    await expect.poll(() => page.locator('.brand-count').innerText()).toBe('2 of 10 papers');
    await page.getByRole('button', { name: 'Clear years' }).click();
    await expect.poll(() => page.locator('.brand-count').innerText()).toBe('3 of 10 papers');
    await page.context().close();
  });

  test('dragging over the years brushes a span of them', async () => {
    const { page } = await openMap();
    await page.getByRole('tab', { name: 'Filters' }).click();
    const box = (await page.locator('.years svg').boundingBox())!;
    await page.mouse.move(box.x + 2, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
    await page.mouse.up();
    await expect.poll(() => page.getByLabel('To year').inputValue()).toBe('2020');
    expect(await page.locator('.brand-count').innerText()).toBe('3 of 10 papers');
    await page.context().close();
  });

  test('links are drawn as arcs when asked, and a link to the view keeps that', async () => {
    const { page, errors } = await openMap();
    const box = (await page.locator('.map').boundingBox())!;
    // Below the strip, whose button changes too.
    const clip = { x: 300, y: box.y + 80, width: box.width - 320, height: box.height - 160 };
    await page.waitForTimeout(1000);
    const straight = await page.screenshot({ clip });
    expect((await page.screenshot({ clip })).equals(straight)).toBe(true);
    await page.getByRole('button', { name: 'Curved links' }).click();
    expect(await page.getByRole('button', { name: 'Curved links' }).getAttribute('aria-pressed')).toBe('true');
    await expect.poll(async () => (await page.screenshot({ clip })).equals(straight)).toBe(false);
    await expect.poll(() => page.url()).toContain('curved');
    await page.reload();
    await drawn(page);
    await expect
      .poll(() => page.getByRole('button', { name: 'Curved links' }).getAttribute('aria-pressed'))
      .toBe('true');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('the slider leaves out weak links', async () => {
    const { page } = await openMap();
    const links = async () => Number(/(\d+) links?/.exec(await page.locator('.status').innerText())?.[1]);
    await expect.poll(links).toBeGreaterThan(6);
    const before = await links();
    await page.locator('.strip').getByRole('slider').fill('0.3');
    await expect.poll(links).toBeLessThan(before);
    await page.context().close();
  });
});

describe('taking away', () => {
  test('the GEXF that is downloaded reads back with every paper and link', async () => {
    const { page } = await openMap();
    await page.getByRole('button', { name: 'Take away' }).click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: /^GEXF/ }).click();
    const text = readFileSync(await (await waiting).path(), 'utf8');
    const strict = new SaxesParser();
    strict.on('error', (error) => {
      throw error;
    });
    strict.write(text).close();
    const graph = gexf.parse(Graph, text);
    expect(graph.order).toBe(10);
    expect(graph.size).toBeGreaterThan(6);
    expect(graph.someNode((_, { label }) => label.startsWith(HOSTILE))).toBe(true);
    await page.context().close();
  });

  test('the picture is a PNG of three times the size of the view, with a legend beside it', async () => {
    const { page } = await openMap();
    await page.getByRole('button', { name: 'Take away' }).click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'As seen — PNG' }).click();
    const bytes = readFileSync(await (await waiting).path());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    const box = (await page.locator('.map').boundingBox())!;
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([3 * (box.width + 250), 3 * box.height]);
    expect(bytes.length).toBeGreaterThan(20_000);
    await page.context().close();
  });

  test('a link reopens the paper, the filter and the colours', async () => {
    const { page } = await openMap();
    await openPaperBySearch(page, 'surrogate');
    const expected = await title(page);
    await page.getByLabel('Colour').selectOption('year');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.locator('.strip').getByRole('slider').fill('0.05');
    await expect.poll(() => page.url()).toMatch(/paper=.*view=.*similarity=0.05.*colour=year/);
    const { page: again } = await open(browser, page.url());
    await drawn(again);
    await expect.poll(() => title(again)).toBe(expected);
    expect(await again.getByLabel('Colour').inputValue()).toBe('year');
    expect(await again.locator('.strip').getByRole('slider').inputValue()).toBe('0.05');
    await expect.poll(() => again.url()).toBe(page.url());
    await page.context().close();
    await again.context().close();
  });
});

describe('hostile titles', () => {
  test('are shown as text and never run', async () => {
    const { page, errors } = await openMap();
    await openPaperBySearch(page, 'onerror');
    expect(await title(page)).toBe(`${HOSTILE} spiking networks`);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
