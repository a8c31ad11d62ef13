import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { TEN_PAPERS } from '../support/papers.ts';
import { settle } from '../support/steps.ts';

const explorer = useExplorer(TEN_PAPERS);

test('a link that is followed before the details of the map are loaded is not replaced by the first link', async () => {
  const { page, errors } = await explorer.open();
  // The worker gets the request for details when the test releases it.
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage as (this: Worker, message: { name?: string }) => void;
    Worker.prototype.postMessage = function (this: Worker, message: { name?: string }) {
      if (message.name === 'details') Object.assign(window, { release: () => post.call(this, message) });
      else post.call(this, message);
    };
  });
  await page.goto(`${explorer.address}?first#pane=filters&color=year`);
  await page.waitForFunction(() => 'release' in window);
  await page.evaluate(() => {
    location.hash = '#pane=ask&color=confidence&text=astrocytes';
  });
  await page.getByRole('tab', { name: 'Ask', selected: true }).waitFor();
  await page.evaluate(() => (window as unknown as { release(): void }).release());
  await settle(page);
  await page.getByRole('tab', { name: 'Ask', selected: true }).waitFor();
  expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('color')).toBe('confidence');
  expect(await page.locator('.pane .related .paper-link').count()).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});
