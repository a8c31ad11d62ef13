import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import { currentUrl, openPaper, openTab, openTopic, renameTopic, topicLabels, waitForMap } from '../support/steps.ts';

const explorer = useExplorer(papersInThreeTopics(6));

/** Opens another page first, so that leaving the explorer is visible. */
async function openMap(hash = '') {
  const opened = await explorer.open({ address: `${explorer.address}icon.svg` });
  await opened.page.goto(explorer.address + hash);
  await waitForMap(opened.page);
  await currentUrl(opened.page);
  return opened;
}

/** Describes what the details panel and the Ask tab show. */
async function shown(page: Page): Promise<string> {
  const details = page.locator('.details article');
  const panel = (await details.count()) > 0 ? await details.getAttribute('aria-label') : 'closed';
  const answer = page.locator('.pane h3', { hasText: /related to your text|similar to your examples/ });
  return (await answer.count()) > 0 ? `${panel}; ${(await answer.innerText()).toLowerCase()}` : String(panel);
}

test('Back and Forward walk through everything that was opened and asked, and keep what was collected', async () => {
  const { page, errors } = await openMap();
  const [topic] = await topicLabels(page);
  const steps: [expected: string | RegExp, step: () => Promise<unknown>][] = [
    ['Glia study first', () => openPaper(page, 'Glia study first')],
    [topic!, () => openTopic(page, topic!)],
    ['Speech study third', () => openPaper(page, 'Speech study third')],
    [
      'Compare two papers',
      async () => {
        await page.getByRole('button', { name: 'Compare with another paper' }).click();
        await page.locator('.details .related .paper-link').first().click();
      },
    ],
    ['Path between papers', () => page.getByRole('button', { name: 'Show path between them' }).click()],
    ['closed', () => page.getByRole('button', { name: 'Close' }).click()],
    [
      /^closed; \d+ papers related to your text$/,
      async () => {
        await openTab(page, 'Ask');
        await page.getByRole('textbox', { name: 'Your text' }).fill('astrocytes and calcium');
        await page.getByRole('button', { name: 'Find related papers' }).click();
      },
    ],
    [/^Spikes study second; \d+ papers related to your text$/, () => openPaper(page, 'Spikes study second')],
    [
      /^Spikes study second; \d+ papers similar to your examples$/,
      () => page.getByRole('button', { name: 'More like this' }).click(),
    ],
  ];
  const urls: string[] = [];
  for (const [expected, step] of steps) {
    await step();
    await expect.poll(() => shown(page)).toMatch(expected);
    urls.push((await currentUrl(page)).replace(/view=[^&]*&?/, ''));
  }
  await page.getByRole('button', { name: 'Add to reading list' }).click();
  for (const [expected] of steps.slice(0, -1).reverse()) {
    await page.goBack();
    await expect.poll(() => shown(page)).toMatch(expected);
  }
  await page.goBack();
  await expect.poll(() => shown(page)).toBe('closed');
  for (const [expected] of steps) {
    await page.goForward();
    await expect.poll(() => shown(page)).toMatch(expected);
  }
  await openTab(page, 'List');
  await expect.poll(() => page.locator('.reading-list li').count()).toBe(1);
  expect(new Set(urls).size).toBe(urls.length);
  expect(errors).toEqual([]);
});

test('opening a link adds no step, and Back from it leaves the page', async () => {
  const { page } = await openMap('#topic=1');
  await expect.poll(() => shown(page)).not.toBe('closed');
  await currentUrl(page);
  await page.goBack();
  await expect.poll(() => page.url()).toContain('icon.svg');
  await page.goForward();
  await waitForMap(page);
  await expect.poll(() => shown(page)).not.toBe('closed');
});

test('Back over edits keeps them, Back over a followed link restores the recipe before it', async () => {
  const { page } = await openMap();
  const [first] = await topicLabels(page);
  await openPaper(page, 'Glia study first');
  await renameTopic(page, first!, 'Mine');
  await expect.poll(() => topicLabels(page)).toContain('Mine');
  await page.goBack();
  await expect.poll(() => shown(page)).toBe('Glia study first');
  await expect.poll(() => topicLabels(page)).toContain('Mine');
  await expect.poll(() => page.url()).toContain('recipe=');
  await page.evaluate(() => {
    location.hash = '#topic=2';
  });
  await expect.poll(() => topicLabels(page)).not.toContain('Mine');
  await page.goBack();
  await expect.poll(() => topicLabels(page)).toContain('Mine');
});

test.each([
  ['topic=999', 'Topic not found', 'This map has no topic 999.'],
  ['paper=nope', 'Paper not found', 'This map does not contain the paper'],
  ['concept=zzz', 'Concept not found', 'This map has no concept “zzz”.'],
  ['concept=zzz&highlight=concept:zzz', 'Concept not found', 'This map has no concept “zzz”.'],
  ['group=author:Nobody', 'Author not found', 'This map has no author “Nobody”.'],
  ['group=venue:Nowhere', 'Venue not found', 'This map has no venue “Nowhere”.'],
])('a link to what the map does not have opens no panel and says so: %s', async (hash, heading, text) => {
  const { page, errors } = await openMap(`#${hash}`);
  const alert = page.getByRole('alert');
  await alert.getByText(text).waitFor();
  expect(await alert.locator('.notice-heading').innerText()).toBe(heading);
  await expect.poll(() => shown(page)).toBe('closed');
  await expect.poll(() => page.locator('.details').count()).toBe(0);
  await openPaper(page, 'Glia study first');
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  await page.goBack();
  await expect.poll(() => shown(page)).toBe('closed');
  await page.goBack();
  await expect.poll(() => page.url()).toContain('icon.svg');
  expect(errors).toEqual([]);
});
