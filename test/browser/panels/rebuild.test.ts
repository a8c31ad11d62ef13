import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { parseRecipe } from '../../../src/edit/recipe.ts';
import { runCli } from '../../cli/run-cli.ts';
import { chooseFile, useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import {
  dropFiles,
  openPaper,
  openTab,
  renameTopic,
  topicLabels,
  waitForDownload,
  waitForMap,
} from '../support/steps.ts';

const explorer = useExplorer();
const PAPERS = papersInThreeTopics(8);

const editList = (page: Page) => page.locator('.edit-list li span').allInnerTexts();

/** Makes all later builds hang by not sending their requests to the workers. */
const blockBuilds = (page: Page) =>
  page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { name: string }) {
      if (!message.name.startsWith('open')) Reflect.apply(post, this, [message]);
    };
  });

/** Opens the papers, and a tab of the sidebar. */
async function openPapers(tab = 'Topics') {
  const opened = await explorer.openPapers(PAPERS);
  await openTab(opened.page, tab);
  return opened;
}

describe('rebuilding', () => {
  test('options change the map, and the recipe gives the same map in the page and in the CLI', async () => {
    const { page, errors } = await openPapers('Edit');
    const terms = async () => {
      await page.getByRole('button', { name: 'About this map' }).click();
      return page.locator('.statistics > div', { hasText: 'Terms used' }).locator('dd').innerText();
    };
    const before = await terms();
    const build = page.getByRole('button', { name: 'Rebuild', exact: true });
    await expect.poll(() => build.isDisabled()).toBe(true);
    const words = page.locator('.section', { has: page.getByRole('heading', { name: 'Stop words' }) });
    await words.getByRole('textbox').fill('experiment');
    await words.getByRole('button', { name: 'Add' }).click();
    await page.getByLabel('Synonym of').fill('speech');
    await page.locator('.synonym-form input').first().fill('attention');
    await page.locator('.synonym-form').getByRole('button', { name: 'Add' }).click();
    await page.getByLabel('Neighbors per paper').fill('4');
    await page.getByLabel('Topic resolution').fill('1.5');
    await build.click();
    await expect.poll(() => page.getByLabel('Neighbors per paper').inputValue()).toBe('4');
    await expect.poll(terms).not.toBe(before);
    await expect.poll(() => build.isDisabled()).toBe(true);

    await openTab(page, 'Topics');
    await page.locator('.legend-label').first().waitFor();
    const [first] = await topicLabels(page);
    await renameTopic(page, first!, 'Renamed after building');
    await expect.poll(() => topicLabels(page)).toContain('Renamed after building');
    await openTab(page, 'Edit');
    const recipe = await waitForDownload(page, () => page.getByRole('button', { name: 'Save recipe' }).click());
    const text = readFileSync(recipe, 'utf8');
    expect(parseRecipe(text).options).toEqual({
      stopWords: ['experiment'],
      synonyms: [['speech', 'attention']],
      neighbors: 4,
      resolution: 1.5,
    });
    await page.getByRole('button', { name: 'Export' }).click();
    const map = readFileSync(await waitForDownload(page, () => page.getByRole('button', { name: /^Map/ }).click()));

    const output = join(explorer.folder, 'replayed.json');
    writeFileSync(join(explorer.folder, 'papers.csv'), PAPERS);
    writeFileSync(join(explorer.folder, 'recipe.json'), text);
    const replay = ['build', 'papers.csv', '--recipe', 'recipe.json', '-o', output, '--quiet'];
    expect(await runCli(replay, { cwd: explorer.folder })).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(output).equals(map)).toBe(true);

    // Undo works across a rebuild, and loading the recipe restores everything.
    await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
    await expect.poll(() => editList(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
    await expect.poll(terms).toBe(before);
    await page.locator('.edit-toolbar input[type=file]').setInputFiles(join(explorer.folder, 'recipe.json'));
    await expect.poll(async () => (await editList(page)).length).toBe(1);
    await expect.poll(() => page.getByLabel('Neighbors per paper').inputValue()).toBe('4');
    await page.getByRole('button', { name: 'Export' }).click();
    const again = readFileSync(await waitForDownload(page, () => page.getByRole('button', { name: /^Map/ }).click()));
    expect(again.equals(map)).toBe(true);
    expect(errors).toEqual([]);
  });

  test('stopping a rebuild leaves the map unchanged, with nothing to undo', async () => {
    const { page, errors } = await openPapers('Edit');
    await openPaper(page, 'Glia study second');
    // The rebuild would never finish.
    await page.getByLabel('Neighbors per paper').fill('3');
    await blockBuilds(page);
    await page.getByRole('button', { name: 'Rebuild', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.locator('.loading').waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('24 of 24 papers');
    await expect.poll(() => page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).isDisabled()).toBe(true);
    await expect.poll(() => page.locator('.details .details-title').innerText()).toBe('Glia study second');
    // The map still works, and the chosen options are still there.
    await openPaper(page, 'Speech study third');
    await expect.poll(() => page.getByRole('button', { name: 'Rebuild', exact: true }).isEnabled()).toBe(true);
    expect(errors).toEqual([]);
  });

  test('undoes and redoes a rebuild and keeps renamed topics', async () => {
    const { page, errors } = await openPapers('Topics');
    const [first] = await topicLabels(page);
    await renameTopic(page, first!, 'Kept name');
    await expect.poll(() => topicLabels(page)).toContain('Kept name');
    await openTab(page, 'Edit');
    const neighbors = page.getByLabel('Neighbors per paper');
    await neighbors.fill('3');
    await page.getByRole('button', { name: 'Rebuild', exact: true }).click();
    const undo = page.getByRole('button', { name: 'Undo (Ctrl+Z)' });
    const links = async () => Number(/(\d+) links?/.exec(await page.locator('.map-status').innerText())?.[1]);
    await expect.poll(() => page.getByRole('button', { name: 'Rebuild', exact: true }).isDisabled()).toBe(true);
    await expect.poll(links).toBeGreaterThan(0);
    const linksAfterRebuild = await links();
    await undo.click();
    await expect.poll(() => neighbors.inputValue()).toBe('');
    await expect.poll(links).toBeGreaterThan(linksAfterRebuild);
    expect((await editList(page)).length).toBe(1);
    await page.getByRole('button', { name: 'Redo (Ctrl+Y)' }).click();
    await expect.poll(() => neighbors.inputValue()).toBe('3');
    await expect.poll(links).toBe(linksAfterRebuild);
    await openTab(page, 'Topics');
    await expect.poll(() => topicLabels(page)).toContain('Kept name');
    expect(errors).toEqual([]);
  });

  test('rebuilds a map loaded from a server', async () => {
    const map = join(explorer.folder, 'served.json');
    writeFileSync(join(explorer.folder, 'papers.csv'), PAPERS);
    expect(await runCli(['build', 'papers.csv', '-o', map, '--quiet'], { cwd: explorer.folder })).toMatchObject({
      code: 0,
    });
    const { page, errors } = await explorer.openMap({ address: await explorer.serve(map) });
    await openTab(page, 'Edit');
    await page.getByLabel('Topic resolution').fill('8');
    await page.getByRole('button', { name: 'Rebuild', exact: true }).click();
    await expect
      .poll(() => page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).isEnabled(), { timeout: 30_000 })
      .toBe(true);
    await page.getByText('This map uses 8.').waitFor();
    await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
    await expect.poll(() => page.getByLabel('Topic resolution').inputValue()).toBe('');
    expect(errors).toEqual([]);
  });

  test('applies a dropped recipe to the open map; without a map, shows what to do', async () => {
    const text = JSON.stringify({ papergraphRecipe: 1, options: { neighbors: 4 }, edits: [] });
    const { page } = await explorer.open();
    await dropFiles(page, [{ name: 'recipe.json', text }]);
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Open papers or a map first');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await chooseFile(page, 'papers.csv', PAPERS);
    await waitForMap(page);
    await dropFiles(page, [{ name: 'recipe.json', text }]);
    await openTab(page, 'Edit');
    await expect.poll(() => page.getByLabel('Neighbors per paper').inputValue()).toBe('4');
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('24 of 24 papers');
  });

  test('shows what is wrong with an invalid recipe and keeps the map', async () => {
    const { page } = await openPapers('Edit');
    writeFileSync(join(explorer.folder, 'wrong.json'), '{"papergraphRecipe":1,"options":{"colour":"red"}}');
    await page.locator('.edit-toolbar input[type=file]').setInputFiles(join(explorer.folder, 'wrong.json'));
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('a recipe has no option "colour"');
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('24 of 24 papers');
  });
});
