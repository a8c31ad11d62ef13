import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics, TEN_PAPERS } from '../support/papers.ts';
import { dropFiles, settle, waitForMap } from '../support/steps.ts';

const explorer = useExplorer();

declare global {
  interface Window {
    /** Draws the frames that were held back. */
    drawFrames(): void;
  }
}

test('a smaller map replaces an open one without errors, also when the browser is slow to draw', async () => {
  const { page, errors } = await explorer.openPapers(papersInThreeTopics(8));
  // The view of the old map lives until the next frame, while the links of the new map arrive.
  await page.evaluate(() => {
    const { requestAnimationFrame } = window;
    const waiting: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (callback) => waiting.push(callback);
    window.drawFrames = () => {
      window.requestAnimationFrame = requestAnimationFrame;
      for (const callback of waiting) requestAnimationFrame(callback);
    };
  });
  await dropFiles(page, [{ name: 'few.csv', text: TEN_PAPERS }]);
  await page.getByText('10 of 10 papers').waitFor();
  await settle(page);
  await page.evaluate(() => window.drawFrames());
  await waitForMap(page);
  expect(errors).toEqual([]);
});
