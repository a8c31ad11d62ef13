import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseRecipe } from '../../src/edit/recipe.ts';
import { buildCommand, papergraph } from '../cli/command.ts';
import { faults } from './axe.ts';
import { launch, open, serve } from './page.ts';
import { drop, labels, openPaper, openTopic, rename, saved, tab } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-shaping-'));
let browser: Browser;
let site: { address: string; server: Server };

const GROUPS: [title: string, words: string][] = [
  ['Glia', 'Astrocytes raise calcium waves that modulate synapses in glial networks'],
  ['Spikes', 'Spiking neurons train with surrogate gradients on neuromorphic chips'],
  ['Speech', 'Transformers translate speech with attention over long sequences'],
];

/** Twenty-four papers in three clear groups. */
const PAPERS = [
  'title,abstract,year',
  ...GROUPS.flatMap(([name, words]) =>
    ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'].map(
      (nth, at) => `${name} study ${nth},${words} as the ${nth} ${name} experiment shows.,${2015 + at}`,
    ),
  ),
].join('\n');

const file = join(folder, 'papers.csv');

beforeAll(async () => {
  writeFileSync(file, PAPERS);
  buildCommand();
  browser = await launch();
  site = await serve();
});

afterAll(async () => {
  await browser?.close();
  site?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openPapers(pane = '') {
  const opened = await open(browser, site.address);
  await opened.page.locator('input[type=file]').first().setInputFiles(file);
  await opened.page.locator('.legend-label').first().waitFor();
  await opened.page.locator('.overview').waitFor({ state: 'attached' });
  if (pane) await opened.page.getByRole('tab', { name: pane }).click();
  return opened;
}

const counts = async (page: Page) =>
  (await page.locator('.legend .number').allInnerTexts()).map((text) => Number.parseInt(text, 10));
const changes = (page: Page) => page.locator('.changes li span').allInnerTexts();

/** From now on, no build comes to an end: workers are not even told to begin. */
const endlessBuilds = (page: Page) =>
  page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { name: string }) {
      if (!message.name.startsWith('open')) Reflect.apply(post, this, [message]);
    };
  });

describe('topics and papers', () => {
  test('a topic is renamed everywhere, undone and done again, by buttons and by keys; the picture stays where it is', async () => {
    const { page, errors } = await openPapers();
    const before = await labels(page);
    expect(before.length).toBe(3);
    await openTopic(page, before[0]!);
    await expect.poll(() => page.url()).toContain('view=');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const place = () => /view=([^&]*)/.exec(page.url())?.[1];
    await page.waitForTimeout(600);
    const view = place();
    await page.getByRole('textbox', { name: 'Name of the topic' }).fill('<b>My own</b> name');
    await page.getByRole('button', { name: 'Rename' }).click();
    await expect.poll(() => labels(page)).toEqual(['<b>My own</b> name', ...before.slice(1)]);
    expect(await page.locator('.reading .paper-title').innerText()).toContain('<b>My own</b> name');
    expect(await page.locator('[role=status].sr').innerText()).toContain('renamed to');
    await page.locator('.map').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => labels(page)).toEqual(before);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(async () => (await labels(page))[0]).toBe('<b>My own</b> name');
    await tab(page, 'Shape');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => changes(page)).toEqual([]);
    await page.getByRole('button', { name: 'Do again' }).click();
    await expect.poll(() => changes(page)).toEqual([`${before[0]} renamed to <b>My own</b> name`]);
    await page.waitForTimeout(400);
    expect(place()).toBe(view);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('a name that another topic has is refused, and nothing is changed', async () => {
    const { page } = await openPapers();
    const before = await labels(page);
    await rename(page, before[0]!, before[1]!);
    await expect(page.getByRole('alert').innerText()).resolves.toContain('another topic is called');
    expect(await labels(page)).toEqual(before);
    await tab(page, 'Shape');
    expect(await changes(page)).toEqual([]);
    expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
    await page.context().close();
  });

  test('topics merge, papers move and hide; each change can be taken back by itself', async () => {
    const { page, errors } = await openPapers();
    const [first, second, third] = (await labels(page)) as [string, string, string];
    expect(await counts(page)).toEqual([8, 8, 8]);
    await openTopic(page, first);
    await page.getByLabel('Merge with …').selectOption({ label: second });
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect.poll(() => labels(page)).toEqual([second, third]);
    expect(await counts(page)).toEqual([16, 8]);
    expect(await page.locator('.reading .paper-title').innerText()).toContain(second);

    const inThird = (await page.locator('.legend li', { hasText: third }).count()) > 0;
    expect(inThird).toBe(true);
    await openTopic(page, third);
    const title = await page.locator('.reading .plain .paper-link').first().innerText();
    await openPaper(page, title);
    await page.getByLabel('Move to another topic …').selectOption({ label: second });
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await expect.poll(() => counts(page)).toEqual([17, 7]);

    const links = async () => Number(/(\d+) links?/.exec(await page.locator('.status').innerText())?.[1]);
    const linksBefore = await links();
    await page.getByRole('button', { name: 'Hide from the map' }).click();
    await page.getByText('You have hidden this paper from the map.').waitFor();
    expect(await links()).toBeLessThan(linksBefore);

    await tab(page, 'Shape');
    await expect
      .poll(() => changes(page))
      .toEqual([`${first} merged with ${second}`, `“${title}” moved to ${second}`, `“${title}” hidden`]);
    await page.getByRole('button', { name: `Remove: ${first} merged with ${second}` }).click();
    await expect.poll(async () => (await changes(page)).length).toBe(2);
    await page.getByRole('button', { name: 'Show on the map again' }).click();
    await expect.poll(async () => (await changes(page)).length).toBe(1);
    expect(await links()).toBe(linksBefore);
    await tab(page, 'Topics');
    expect((await counts(page)).sort()).toEqual([7, 8, 9]);
    for (let step = 0; step < 5; step++) await page.keyboard.press('Control+z');
    await expect.poll(() => counts(page)).toEqual([8, 8, 8]);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('building again', () => {
  test('words, resolution and neighbours change the map; the recipe replays to the same bytes here and on the command line', async () => {
    const { page, errors } = await openPapers('Shape');
    const terms = async () => {
      await page.getByRole('button', { name: 'About this map' }).click();
      return page.locator('.numbers > div', { hasText: 'Terms that count' }).locator('dd').innerText();
    };
    const before = await terms();
    const build = page.getByRole('button', { name: 'Build again', exact: true });
    expect(await build.isDisabled()).toBe(true);
    const words = page.locator('.section', { has: page.getByRole('heading', { name: 'Words to leave out' }) });
    await words.getByRole('textbox').fill('experiment');
    await words.getByRole('button', { name: 'Add' }).click();
    await page.getByLabel('Counts as').fill('speech');
    await page.locator('.synonym input').first().fill('attention');
    await page.locator('.synonym').getByRole('button', { name: 'Add' }).click();
    await page.getByLabel('Neighbours a paper').fill('4');
    await page.getByLabel('Resolution of topics').fill('1.5');
    await build.click();
    await expect.poll(() => page.getByLabel('Neighbours a paper').inputValue()).toBe('4');
    await expect.poll(terms).not.toBe(before);
    await expect.poll(() => build.isDisabled()).toBe(true);

    await tab(page, 'Topics');
    await page.locator('.legend-label').first().waitFor();
    const [first] = await labels(page);
    await rename(page, first!, 'Renamed after building');
    await expect.poll(() => labels(page)).toContain('Renamed after building');
    await tab(page, 'Shape');
    const recipe = await saved(page, () => page.getByRole('button', { name: 'Save recipe' }).click());
    const text = readFileSync(recipe, 'utf8');
    expect(parseRecipe(text).options).toEqual({
      stopWords: ['experiment'],
      synonyms: [['speech', 'attention']],
      neighbours: 4,
      resolution: 1.5,
    });
    await page.getByRole('button', { name: 'Take away' }).click();
    const map = readFileSync(await saved(page, () => page.getByRole('button', { name: /^Map/ }).click()));

    const output = join(folder, 'replayed.json');
    writeFileSync(join(folder, 'recipe.json'), text);
    const replay = ['build', 'papers.csv', '--recipe', 'recipe.json', '-o', output, '--quiet'];
    expect(await papergraph(replay, { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(output).equals(map)).toBe(true);

    // Undoing leads back over the build, and the recipe leads forth again.
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => changes(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(terms).toBe(before);
    await page.locator('.shape-head input[type=file]').setInputFiles(join(folder, 'recipe.json'));
    await expect.poll(async () => (await changes(page)).length).toBe(1);
    expect(await page.getByLabel('Neighbours a paper').inputValue()).toBe('4');
    await page.getByRole('button', { name: 'Take away' }).click();
    const again = readFileSync(await saved(page, () => page.getByRole('button', { name: /^Map/ }).click()));
    expect(again.equals(map)).toBe(true);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('Stop during a build leaves the map as it was, with nothing to undo', async () => {
    const { page, errors } = await openPapers('Shape');
    await openPaper(page, 'Glia study second');
    // The worker answers nothing more: the build would never end.
    await page.getByLabel('Neighbours a paper').fill('3');
    await endlessBuilds(page);
    await page.getByRole('button', { name: 'Build again', exact: true }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('.loading').waitFor({ state: 'detached' });
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.locator('.brand-count').innerText()).toBe('24 of 24 papers');
    expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
    expect(await page.locator('.reading .paper-title').innerText()).toBe('Glia study second');
    // The map that stayed still answers, and what was typed can be built after all.
    await openPaper(page, 'Speech study third');
    expect(await page.getByRole('button', { name: 'Build again', exact: true }).isEnabled()).toBe(true);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('a build is undone and done again, and renames hold over it', async () => {
    const { page, errors } = await openPapers('Topics');
    const [first] = await labels(page);
    await rename(page, first!, 'Kept name');
    await expect.poll(() => labels(page)).toContain('Kept name');
    await tab(page, 'Shape');
    const neighbours = page.getByLabel('Neighbours a paper');
    await neighbours.fill('3');
    await page.getByRole('button', { name: 'Build again', exact: true }).click();
    const undo = page.getByRole('button', { name: 'Undo' });
    const links = async () => Number(/(\d+) links?/.exec(await page.locator('.status').innerText())?.[1]);
    await expect.poll(() => page.getByRole('button', { name: 'Build again', exact: true }).isDisabled()).toBe(true);
    await expect.poll(links).toBeGreaterThan(0);
    const few = await links();
    await undo.click();
    await expect.poll(() => neighbours.inputValue()).toBe('');
    await expect.poll(links).toBeGreaterThan(few);
    expect((await changes(page)).length).toBe(1);
    await page.getByRole('button', { name: 'Do again' }).click();
    await expect.poll(() => neighbours.inputValue()).toBe('3');
    await expect.poll(links).toBe(few);
    await tab(page, 'Topics');
    expect(await labels(page)).toContain('Kept name');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('a map that a server offers is built again in the page', async () => {
    const map = join(folder, 'served.json');
    expect(await papergraph(['build', file, '-o', map, '--quiet'])).toMatchObject({ code: 0 });
    const served = await serve(map);
    const { page, errors } = await open(browser, served.address);
    await page.locator('.legend-label').first().waitFor();
    await tab(page, 'Shape');
    await page.getByLabel('Resolution of topics').fill('8');
    await page.getByRole('button', { name: 'Build again', exact: true }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isEnabled(), { timeout: 30_000 }).toBe(true);
    await page.getByText('this map has 8.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.getByLabel('Resolution of topics').inputValue()).toBe('');
    expect(errors).toEqual([]);
    await page.context().close();
    served.server.close();
  });

  test('a recipe that is dropped shapes the open map; without a map it says what to do', async () => {
    const text = JSON.stringify({ papergraphRecipe: 1, options: { neighbours: 4 }, edits: [] });
    const { page } = await open(browser, site.address);
    await drop(page, [{ name: 'recipe.json', text }]);
    await expect(page.getByRole('alert').innerText()).resolves.toContain('Open the papers or a map first');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.locator('input[type=file]').first().setInputFiles(file);
    await page.locator('.legend-label').first().waitFor();
    await drop(page, [{ name: 'recipe.json', text }]);
    await tab(page, 'Shape');
    await expect.poll(() => page.getByLabel('Neighbours a paper').inputValue()).toBe('4');
    expect(await page.locator('.brand-count').innerText()).toBe('24 of 24 papers');
    await page.context().close();
  });

  test('a file that is no recipe says what is wrong, and the map stays', async () => {
    const { page } = await openPapers('Shape');
    writeFileSync(join(folder, 'wrong.json'), '{"papergraphRecipe":1,"options":{"colour":"red"}}');
    await page.locator('.shape-head input[type=file]').setInputFiles(join(folder, 'wrong.json'));
    await expect(page.getByRole('alert').innerText()).resolves.toContain('there is no option "colour"');
    expect(await page.locator('.brand-count').innerText()).toBe('24 of 24 papers');
    await page.context().close();
  });
});

test.each(['light', 'dark'] as const)('axe finds nothing in the shaping states (%s)', async (colorScheme) => {
  const { page } = await open(browser, site.address, { colorScheme });
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.locator('.legend-label').first().waitFor();
  const [first] = await labels(page);
  await rename(page, first!, 'Another name');
  await expect.poll(() => labels(page)).toContain('Another name');
  expect(await faults(page)).toEqual([]);
  await tab(page, 'Shape');
  const words = page.locator('.section', { has: page.getByRole('heading', { name: 'Words to leave out' }) });
  await words.getByRole('textbox').fill('experiment');
  await words.getByRole('button', { name: 'Add' }).click();
  expect(await faults(page)).toEqual([]);
  await page.context().close();
});
