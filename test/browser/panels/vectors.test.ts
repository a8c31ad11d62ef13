import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { analyze, readPapers, readVectors, serializeMap } from '../../../src/index.ts';
import { BIBTEX, PAPERS, toVectors } from '../../vectors/papers.ts';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { openPaper, openTab } from '../support/steps.ts';

const explorer = useExplorer();
let address: string;

beforeAll(async () => {
  const toFile = (name: string, text: string) => ({ name, bytes: () => [new TextEncoder().encode(text)] });
  const collection = await readPapers([toFile('papers.bib', BIBTEX)]);
  const map = await analyze(collection, { vectors: await readVectors(toFile('vectors.jsonl', toVectors(12))) });
  const file = join(explorer.folder, 'vectors.json');
  writeFileSync(file, Buffer.concat([...serializeMap(map)]));
  address = await explorer.serve(file);
});

const RANKS = /\d(?:st|nd|rd|th) by terms \([01]\.\d\d\), \d(?:st|nd|rd|th) by vectors \(cosine [01]\.\d\d\)/;

test('a map with vectors shows both parts of each link and calls its weights fused scores; texts are compared by terms only', async () => {
  const { page, errors } = await explorer.openMap({ address });
  expect(await page.locator('.toolbar-slider').innerText()).toContain('Fused score');
  const slider = page.locator('.toolbar-slider input');
  expect(await slider.getAttribute('aria-label')).toContain('Minimum fused score');
  expect(Number(await slider.getAttribute('max'))).toBe(1);

  await openPaper(page, PAPERS[0]!.title);
  const related = page.locator('.details .related');
  await expect.poll(() => related.locator('.related-terms').first().innerText()).toMatch(RANKS);
  const why = await related.locator('.explain-button').first().getAttribute('aria-label');
  expect(why).toMatch(/^Fused score \d\.\d{3}: ranks by terms and by vectors/);

  await page.getByRole('button', { name: 'Compare with another paper' }).click();
  await related.locator('.paper-link').first().click();
  const comparison = page.locator('.compare');
  await expect.poll(() => comparison.innerText()).toMatch(/Similarity of texts\s+[01]\.\d+/);
  expect(await comparison.innerText()).toMatch(new RegExp(`By terms and by vectors: ${RANKS.source}`));

  await page.getByRole('button', { name: 'Show path between them' }).click();
  await expect.poll(() => page.locator('.path-step').first().innerText()).toMatch(RANKS);
  expect(await page.locator('.details').innerText()).toContain('by terms and by vectors');
  expect(await axeViolations(page)).toEqual([]);

  await openTab(page, 'Ask');
  await page.getByText('Texts and examples are compared by terms only').waitFor();
  await page.getByRole('textbox', { name: 'Your text' }).fill('bleaching of reefs');
  await page.keyboard.press('Enter');
  const found = page.locator('.pane .related');
  await expect.poll(() => found.locator('.related-terms').first().innerText()).toMatch(/reef/);
  expect(await found.innerText()).not.toContain('by vectors');
  const whyFound = await found.locator('.explain-button').first().getAttribute('aria-label');
  expect(whyFound).toMatch(/^Similarity 0\.\d{3}: terms shared/);
  expect(errors).toEqual([]);
});

test('a link without shared terms has an empty bar', async () => {
  const { page } = await explorer.openMap({ address });
  await openPaper(page, PAPERS[5]!.title);
  const link = page.locator('.details .related li', { hasText: 'no shared terms' }).first();
  await link.waitFor();
  expect(Number(await link.locator('.similarity').innerText())).toBeGreaterThan(0);
  expect(await link.locator('.term-strip .rest').getAttribute('width')).toBe('0');
});

test('in a narrow window, the parts of links are not cut', async () => {
  const viewport = { width: 390, height: 844 };
  const { page } = await explorer.openMap({ address, viewport, deviceScaleFactor: 2, colorScheme: 'dark' });
  await openPaper(page, PAPERS[0]!.title);
  const summary = page.locator('.details .related-terms').first();
  await expect.poll(() => summary.innerText()).toMatch(RANKS);
  const box = (await summary.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
  expect(await summary.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});

test('a map without vectors has similarities', async () => {
  const { page } = await explorer.openPapers(
    ['title,abstract', ...PAPERS.map(({ title, abstract }) => `"${title}","${abstract}"`)].join('\n'),
  );
  expect(await page.locator('.toolbar-slider').innerText()).toContain('Similarity');
  await openTab(page, 'Ask');
  await page.getByRole('textbox', { name: 'Your text' }).waitFor();
  expect(await page.getByText('compared by terms only').count()).toBe(0);
});
