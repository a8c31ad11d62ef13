import { describe, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics, TEN_PAPERS } from '../support/papers.ts';
import { dropFiles, waitForMap } from '../support/steps.ts';

const explorer = useExplorer();

const ABSTRACT = 'Astrocytes raise calcium waves that modulate synapses in glial networks and sleep.';

/** A record without a title, and a paper that is in the other file with another year. */
const BIBTEX = `@article{a, title={Glia study first}, abstract={${ABSTRACT}}, author={Moor, Ada}, year={2016}, doi={10.1234/abc}}
@article{b, abstract={This record has no title.}, year={2016}}
`;
const RIS = `TY  - JOUR
TI  - Glia study first
AU  - Moor, Ada
AB  - ${ABSTRACT}
PY  - 2017
DO  - 10.1234/abc
ER  -
`;

const PDF = '%PDF-1.7\n%binary\n1 0 obj << /Type /Catalog >> endobj';

const files = [
  { name: 'three topics.csv', text: papersInThreeTopics(4) },
  { name: 'library.bib', text: BIBTEX },
  { name: 'export.ris', text: RIS },
  { name: 'scan.pdf', text: PDF },
];

describe('what was read', () => {
  test('is reported after opening files, with the files that cannot be read; the panel lists everything', async () => {
    const { page, errors } = await explorer.open();
    await dropFiles(page, files);
    await waitForMap(page);
    const report = page.locator('.toast');
    await report.getByText('merged · 2 problems · not read: scan.pdf').waitFor();
    await report.getByRole('button', { name: 'What was read' }).click();
    const panel = page.getByRole('article', { name: 'What was read' });
    await panel.getByRole('row', { name: /library\.bib BibTeX, BibLaTeX 2/ }).waitFor();
    await panel.getByRole('row', { name: /scan\.pdf not read/ }).waitFor();
    await panel.getByText('a PDF document').waitFor();
    await panel.getByText('library.bib, line 2 this record has no title').waitFor();
    await panel.getByRole('heading', { name: /merged paper/i }).waitFor();
    await panel.locator('summary').first().click();
    await panel.locator('.reading-values dd', { hasText: '2017' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const table = panel.locator('.reading-table');
    const getHiddenWidth = () => table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    for (const width of [390, 320, 1280]) {
      await page.setViewportSize({ width, height: 720 });
      await expect.poll(getHiddenWidth, { message: `in a window of ${width} pixels` }).toBe(0);
    }
    await panel.getByRole('searchbox', { name: 'Filter what was read' }).fill('export.ris');
    await expect.poll(() => panel.getByRole('row', { name: /scan/ }).count()).toBe(0);
    expect(await panel.getByRole('row', { name: /export\.ris/ }).count()).toBe(1);
    await panel.getByRole('searchbox', { name: 'Filter what was read' }).fill('no such thing');
    await panel.getByText('Nothing matches this filter.').waitFor();
    expect(errors).toEqual([]);
  });

  test('the panel of a map file that lists nothing has no filter', async () => {
    const address = await explorer.serveMapOf(papersInThreeTopics(4));
    const { page } = await explorer.openMap({ address, hash: '#read' });
    const panel = page.getByRole('article', { name: 'What was read' });
    await panel.getByText('This map was opened from a map file').waitFor();
    expect(await panel.getByRole('searchbox').count()).toBe(0);
  });

  test('the formats of dropped files are shown while they are read', async () => {
    const { page } = await explorer.open();
    // Keeps what the list of formats showed before it disappears.
    const seen = await page.evaluateHandle(() => {
      const texts: string[] = [];
      new MutationObserver(() => {
        for (const { textContent } of document.querySelectorAll('.loading-files li')) texts.push(textContent ?? '');
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
      return texts;
    });
    await dropFiles(page, files);
    await waitForMap(page);
    expect(await seen.jsonValue()).toEqual(
      expect.arrayContaining(['library.bibBibTeX, BibLaTeX', 'export.risRIS', 'scan.pdfcannot be read']),
    );
  });
});

describe('an empty map explains itself', () => {
  test('papers without abstracts', async () => {
    const { page } = await explorer.open();
    const text = 'title,year\nGlia study first,2019\nSpikes study second,2020\nSpeech study third,2021\n';
    await dropFiles(page, [{ name: 'titles.csv', text }]);
    await page.locator('.empty-map').getByText('none of these papers has one').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open the list' }).click();
    await page.getByRole('tab', { name: 'List', selected: true }).waitFor();
  });

  test('a minimum similarity that no link reaches, and filters that hide all papers', async () => {
    const { page } = await explorer.open();
    await dropFiles(page, [{ name: 'ten.csv', text: TEN_PAPERS }]);
    await waitForMap(page);
    await page.goto(`${explorer.address}#similarity=0.99`);
    await page.locator('.empty-map').getByText('No two papers have a similarity of 0.99 or more').waitFor();
    await page.getByRole('button', { name: 'Show all links' }).click();
    await expect.poll(() => page.locator('.empty-map').count()).toBe(0);
    await page.goto(`${explorer.address}#links=30`);
    await page.locator('.empty-map').getByRole('button', { name: 'Clear all filters' }).click();
    await expect.poll(() => page.locator('.empty-map').count()).toBe(0);
  });
});
