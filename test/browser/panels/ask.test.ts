import { expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { paintedTexts, recordLabels } from '../support/painted-labels.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import { currentUrl, openExportMenu, openPaper, openTab, search, waitForMap } from '../support/steps.ts';

const explorer = useExplorer(papersInThreeTopics(6));

async function openAsk() {
  const opened = await explorer.openMap({ permissions: ['clipboard-read', 'clipboard-write'] });
  await openTab(opened.page, 'Ask');
  return { ...opened, text: opened.page.getByRole('textbox', { name: 'Your text' }) };
}

test('Enter finds related papers, Shift+Enter starts a new line, and an edited text marks the answer as outdated', async () => {
  const { page, text } = await openAsk();
  const outdated = page.getByText('You have changed the text.');
  const related = page.locator('.pane .related .paper-link');
  await text.fill('calcium waves');
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => text.inputValue()).toBe('calcium waves\n');
  await expect.poll(() => related.count()).toBe(0);
  await page.keyboard.press('Enter');
  await related.first().waitFor();
  await expect.poll(() => related.first().innerText()).toContain('Glia');
  await expect.poll(() => outdated.count()).toBe(0);
  await text.fill('speech');
  await outdated.waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => related.first().innerText()).toContain('Speech');
  await expect.poll(() => outdated.count()).toBe(0);
});

test('explains that negative examples need a positive one', async () => {
  const { page } = await openAsk();
  await openPaper(page, 'Glia study first');
  await page.getByRole('button', { name: 'Less like this' }).click();
  const hint = page.getByText('Negative examples take effect only together with a positive one.');
  await hint.waitFor();
  await openPaper(page, 'Speech study first');
  await page.getByRole('button', { name: 'More like this' }).click();
  await page.locator('.pane .related .paper-link').first().waitFor();
  await expect.poll(() => hint.count()).toBe(0);
});

test('"More like this" shows the answer in place of search results, and the open paper stays in view', async () => {
  const { page } = await explorer.open({ address: 'about:blank' });
  await recordLabels(page);
  await page.goto(explorer.address);
  await waitForMap(page);
  await search(page, 'Glia study first');
  await page.locator('.search-results .papers .paper-link').first().click();
  await page.getByRole('button', { name: 'More like this' }).click();
  await page.locator('.pane .related .paper-link').first().waitFor();
  expect(await page.locator('.search-results').count()).toBe(0);
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  // The answer is far away from this paper.
  await openPaper(page, 'Speech study first');
  await page.getByRole('button', { name: 'Less like this' }).click();
  await page.locator('.pane .related .paper-link').first().waitFor();
  await currentUrl(page);
  const map = (await page.locator('.map').boundingBox())!;
  const panel = (await page.locator('.details').boundingBox())!;
  const isInView = async () => {
    const label = (await paintedTexts(page)).find(({ text }) => text === 'Speech study first');
    return label !== undefined && label.x > 0 && label.x < panel.x - map.x && label.y > 0 && label.y < map.height;
  };
  await expect.poll(isInView).toBe(true);
});

test('a long text is not part of the URL, survives a reload, and Copy link says what is missing', async () => {
  const { page, text } = await openAsk();
  const long = 'Transformers translate speech with attention over long sequences. '.repeat(2000).trim();
  await text.fill(long);
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name: /papers related to your text/ });
  await heading.waitFor();
  await expect.poll(() => page.url()).toContain('pane=ask');
  expect((await currentUrl(page)).length).toBeLessThan(1000);
  await openExportMenu(page);
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  await page.getByRole('alert').getByText('without your text').waitFor();
  await page.reload();
  await heading.waitFor();
  await expect.poll(() => text.inputValue()).toBe(long);
});
