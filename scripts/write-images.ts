/**
 * Writes the images of README.md and the guide, from the sample papers: `npm run docs:images`. The window and the steps are
 * fixed, so that images change only if the explorer does. CHROMIUM is the path of the browser.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { launch, open, serve } from '../test/browser/support/page.ts';
import {
  openExportMenu,
  openPaper,
  openTab,
  settle,
  waitForLabels,
  waitForMap,
} from '../test/browser/support/steps.ts';

/** What an image shows: the steps from the open map of the sample papers, and the theme. */
interface Image {
  name: string;
  theme: 'light' | 'dark';
  steps(page: Page): Promise<unknown>;
}

const PAPER = 'Astrocyte-Enabled Advancements';
const QUESTION = 'How do astrocytes change what spiking neural networks can learn?';

const IMAGES: Image[] = [
  { name: 'map', theme: 'light', steps: async () => {} },
  {
    name: 'paper',
    theme: 'dark',
    async steps(page) {
      await openPaper(page, PAPER);
      await page.locator('.related .explain-button').first().click();
      await page.locator('.related .term-value').first().waitFor();
      await page.locator('.related li').first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'ask',
    theme: 'light',
    async steps(page) {
      await openTab(page, 'Ask');
      await page.getByRole('textbox', { name: 'Your text' }).fill(QUESTION);
      await page.keyboard.press('Enter');
      await page.locator('.pane .related li').first().waitFor();
    },
  },
  {
    name: 'export',
    theme: 'light',
    async steps(page) {
      await openPaper(page, PAPER);
      await openExportMenu(page);
    },
  },
];

const WINDOW: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 };

/** Quality of the WebP images, from 0 to 1: text stays sharp. */
const QUALITY = 0.85;

/** Encodes a PNG as WebP, with the encoder of the browser. */
async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const encode = async ({ source, quality }: { source: string; quality: number }) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d')!.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', quality).split(',')[1]!;
  };
  const source = png.toString('base64');
  return Buffer.from(await page.evaluate(encode, { source, quality: QUALITY }), 'base64');
}

mkdirSync('docs/images', { recursive: true });
const browser = await launch();
const { address, server } = await serve();
try {
  for (const { name, theme, steps } of IMAGES) {
    const { page } = await open(browser, `${address}#sample`, { ...WINDOW, colorScheme: theme });
    await waitForMap(page);
    await waitForLabels(page);
    await steps(page);
    await settle(page);
    // Messages disappear by themselves.
    await page.locator('.toast').waitFor({ state: 'detached' });
    const path = `docs/images/${name}.webp`;
    const webp = await toWebp(page, await page.screenshot());
    writeFileSync(path, webp);
    console.error(`${path}: ${Math.round(webp.length / 1000)} kB`);
    await page.context().close();
  }
} finally {
  await browser.close();
  server.close();
}
