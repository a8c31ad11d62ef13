import { expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import {
  dropFiles,
  openExportMenu,
  openPaper,
  openTab,
  openTopic,
  renameTopic,
  topicLabels,
  waitForMap,
} from '../support/steps.ts';

const explorer = useExplorer();

async function openMap() {
  const opened = await explorer.open();
  await dropFiles(opened.page, [{ name: 'My Library.csv', text: papersInThreeTopics(8) }]);
  await waitForMap(opened.page);
  return opened;
}

test('a topic lists all its papers, its key terms list theirs, and its name is edited at the top', async () => {
  const { page, errors } = await openMap();
  const [topic] = await topicLabels(page);
  await openTopic(page, topic!);
  const panel = page.locator('.details');
  const top = async (name: string) => (await panel.getByRole('heading', { name }).boundingBox())!.y;
  expect(await top('Edit topic')).toBeLessThan(await top('Key terms'));
  await panel.getByRole('button', { name: 'Show all 8 papers' }).click();
  await expect.poll(() => panel.locator('.item-list .paper-link').count()).toBeGreaterThanOrEqual(8);
  await panel.getByLabel('Sort by').selectOption('oldest first');
  expect(await panel.locator('.item-list .paper-link').first().innerText()).toContain('first');
  expect(await axeViolations(page)).toEqual([]);
  const term = panel.locator('.chips .chip').first();
  const name = await term.innerText();
  await term.click();
  await panel.getByText(/^Term · \d+ papers$/).waitFor();
  expect(await panel.locator('.details-title').innerText()).toBe(name);
  expect(errors).toEqual([]);
});

test('topics over time: a band of the stream shows only the papers of its topic', async () => {
  const { page } = await openMap();
  await page.getByText('Topics over time').click();
  const bands = page.locator('.topic-stream path');
  await expect.poll(() => bands.count()).toBe(3);
  expect(await page.locator('.topic-stream svg').getAttribute('aria-label')).toMatch(/: 2015: 1 paper; /);
  await bands.nth(1).click({ position: { x: 30, y: 20 }, force: true });
  await expect.poll(() => page.locator('.topic-stream path.inactive').count()).toBe(2);
  await expect.poll(() => page.locator('.visible-count').innerText()).toBe('8 of 24 papers');
  expect(await axeViolations(page)).toEqual([]);
});

test('a long name of a topic wraps', async () => {
  const { page } = await openMap();
  const [topic] = await topicLabels(page);
  await renameTopic(page, topic!, 'x'.repeat(80));
  await page.locator('.details-title', { hasText: 'xxx' }).waitFor();
  const overflow = await page.evaluate(() =>
    [...document.querySelectorAll('.details, .sidebar .pane')].map((panel) => panel.scrollWidth - panel.clientWidth),
  );
  expect(Math.max(...overflow)).toBeLessThanOrEqual(0);
});

test('related papers are all linked papers, as many as the export contains', async () => {
  const { page } = await openMap();
  await openPaper(page, 'Glia study first');
  await openExportMenu(page);
  const option = await page.getByText(/^Open paper and neighbors: \d+$/).innerText();
  const exported = Number(/\d+/.exec(option)?.[0]);
  await page.keyboard.press('Escape');
  expect(await page.locator('.details .related > li').count()).toBeGreaterThanOrEqual(exported - 1);
});

test('downloaded files are named after the map, the papers, and the kind of content', async () => {
  const { page } = await openMap();
  const [topic] = await topicLabels(page);
  await renameTopic(page, topic!, 'Glia & “waves”');
  const saved = async (scope: RegExp | null, button: string) => {
    await openExportMenu(page);
    if (scope) await page.getByLabel(scope).check();
    const waiting = page.waitForEvent('download');
    await page.locator('.menu-list').getByRole('button', { name: button }).click();
    const name = (await waiting).suggestedFilename();
    if (await page.locator('.menu-sheet').count()) await page.keyboard.press('Escape');
    return name;
  };
  expect(await saved(/^All papers/, 'RIS (Zotero, EndNote)')).toBe('my-library-papers.ris');
  expect(await saved(/^All papers/, 'CSV (links)')).toBe('my-library-links.csv');
  expect(await saved(/^Open topic/, 'BibTeX')).toBe('my-library-glia-waves-papers.bib');
});

test('an invalid rebuild option says why, and an empty one shows the default', async () => {
  const { page } = await openMap();
  await openTab(page, 'Edit');
  const neighbors = page.getByLabel('Neighbors per paper');
  expect(await neighbors.getAttribute('placeholder')).toBe('10');
  await neighbors.fill('0');
  await page.getByRole('alert').getByText('Enter a whole number from 1 to 100.').waitFor();
  expect(await page.getByRole('button', { name: 'Rebuild' }).isDisabled()).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
  await neighbors.fill('5');
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Rebuild' }).isDisabled()).toBe(false);
});

test('a paper that fits no topic is in the group Other, with its nearest topics', async () => {
  const opened = await explorer.open();
  const { page, errors } = opened;
  const odd = 'Cooking study,"Dinner of rice: chips, and long attention to waves.",2020';
  await dropFiles(page, [{ name: 'My Library.csv', text: `${papersInThreeTopics(8)}\n${odd}` }]);
  await waitForMap(page);
  expect((await topicLabels(page)).at(-1)).toBe('Other');
  await page.getByRole('button', { name: 'About topic Other', exact: true }).click();
  const panel = page.locator('.details');
  expect(await panel.locator('.item-list .paper-link').first().innerText()).toContain('Cooking study');
  await panel.getByRole('heading', { name: 'Nearest topics' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await panel.getByText('Papers that fit no topic').waitFor();
  await expect.poll(() => page.url()).toContain('topic=0');
  await panel.locator('.item-list .paper-link').first().click();
  await panel.getByText('Nearest topics:').getByRole('button').first().click();
  await panel.getByRole('heading', { name: 'Key terms' }).waitFor();
  expect(errors).toEqual([]);
});
