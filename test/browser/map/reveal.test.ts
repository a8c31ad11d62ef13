import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { paintedTexts, recordLabels } from '../support/painted-labels.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import { currentUrl, openPaper, waitForMap } from '../support/steps.ts';

const explorer = useExplorer(papersInThreeTopics(6));

/** One paper of each topic; the topics are on different sides of the map. */
const TITLES = ['Glia study first', 'Spikes study first', 'Speech study first'];

test.each([
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])('a paper opened by a link is beside the details panel, not below it ($width px)', async (viewport) => {
  const { page: other } = await explorer.openMap();
  for (const title of TITLES) {
    await openPaper(other, title);
    const id = new URLSearchParams(new URL(await currentUrl(other)).hash.slice(1)).get('paper');
    const { page } = await explorer.open({ address: 'about:blank', viewport });
    await recordLabels(page);
    await page.goto(`${explorer.address}#paper=${id}`);
    await waitForMap(page);
    await page.locator('.details .related li').first().waitFor();
    const map = (await page.locator('.map').boundingBox())!;
    const panel = (await page.locator('.details').boundingBox())!;
    // The panel is at the right of the map, or below it in a narrow window.
    const isBelow = panel.y > map.y + 100;
    const right = isBelow ? map.width : panel.x - map.x;
    const bottom = isBelow ? panel.y - map.y : map.height;
    const isFree = async () => {
      const label = (await paintedTexts(page)).find(({ text }) => text === title);
      return label && label.x > 0 && label.x < right && label.y > 0 && label.y < bottom;
    };
    await expect.poll(isFree, { message: title }).toBe(true);
    await page.context().close();
  }
});
