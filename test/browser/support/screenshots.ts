import type { JSHandle, Page } from 'playwright-core';

/** What tests measure in screenshots of the map. */

/** The canvas with the labels, and everything else that covers the map. */
const LABELS = '.sigma-overlay-labels';
const CONTROLS = '.sidebar, .minimap, .toolbar, .map-status, .zoom-controls';

/** The position of a topic in a screenshot, in CSS pixels of the page. */
export interface TopicPosition {
  topic: string;
  /** Median position of the pixels of its nodes. */
  x: number;
  y: number;
  /** Bounding box of the label of the topic and those of its subtopics. */
  label: { left: number; right: number; top: number; bottom: number };
}

/** Takes a screenshot as base64. Unlike `page.screenshot`, this keeps an emulated screen. */
async function takeScreenshot(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'png' });
  await devtools.detach();
  return data;
}

/** Decodes a PNG in the page. */
export const decodePng = (page: Page, base64: string): Promise<JSHandle<ImageData>> =>
  page.evaluateHandle(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const { width, height } = image;
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!;
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height);
  }, base64);

async function takeScreenshotWithout(page: Page, selector: string): Promise<string> {
  const setVisibility = (visibility: string) =>
    page.locator(selector).evaluateAll((elements, value) => {
      for (const element of elements) if (element instanceof HTMLElement) element.style.visibility = value;
    }, visibility);
  await setVisibility('hidden');
  const screenshot = await takeScreenshot(page);
  await setVisibility('');
  return screenshot;
}

/**
 * Locates each topic of the map: its nodes by their color in a screenshot without labels, and its labels in a screenshot with
 * nothing else.
 */
export async function locateTopics(page: Page): Promise<TopicPosition[]> {
  const topics = await page.locator('.legend li').evaluateAll((rows) =>
    rows.map((row) => ({
      topic: row.querySelector('.legend-label')?.textContent ?? '',
      color: getComputedStyle(row.querySelector('.dot circle')!).fill.match(/\d+/g)!.map(Number),
    })),
  );
  const nodes = await takeScreenshotWithout(page, `${CONTROLS}, ${LABELS}`);
  const labels = await takeScreenshotWithout(page, `${CONTROLS}, .map canvas:not(${LABELS})`);
  return page.evaluate(locateInImages, {
    topics,
    nodeImage: await decodePng(page, nodes),
    labelImage: await decodePng(page, labels),
  });
}

/** Runs in the page, so it cannot use other functions of this file. */
function locateInImages({
  topics,
  nodeImage,
  labelImage,
}: {
  topics: { topic: string; color: number[] }[];
  nodeImage: ImageData;
  labelImage: ImageData;
}): TopicPosition[] {
  /** Returns the positions of the pixels of the map whose maximum channel difference from a color is accepted. */
  const findPixels = (image: ImageData, color: ArrayLike<number>, accepts: (difference: number) => boolean) => {
    const { data, width, height } = image;
    const cssPixels = innerWidth / width;
    const mapStart = Math.ceil(document.querySelector('.map')!.getBoundingClientRect().left / cssPixels);
    const positions: { x: number; y: number; color: ArrayLike<number> }[] = [];
    for (let row = 0; row < height; row++)
      for (let column = mapStart; column < width; column++) {
        const offset = 4 * (row * width + column);
        const difference = Math.max(...[0, 1, 2].map((channel) => Math.abs(data[offset + channel]! - color[channel]!)));
        if (!accepts(difference)) continue;
        const pixel = data.subarray(offset, offset + 3);
        positions.push({ x: (column + 0.5) * cssPixels, y: (row + 0.5) * cssPixels, color: pixel });
      }
    return positions;
  };
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const located = topics.map(({ topic, color }) => {
    const pixels = findPixels(nodeImage, color, (difference) => difference === 0);
    const label = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    // Labels have the color of their topic, mixed with that of other text.
    const labelColor = color.map((channel, i) => channel + ([30, 37, 48][i]! - channel) * 0.45);
    return { topic, x: median(pixels.map(({ x }) => x)), y: median(pixels.map(({ y }) => y)), label, labelColor };
  });
  // The pixel in the lower right corner has the color of the background.
  const background = labelImage.data.slice(-4);
  /** Returns the cosine of the angle between a color and that of a label, both relative to the background. */
  const similarityTo = (color: ArrayLike<number>, labelColor: number[]) => {
    const [a, b] = [color, labelColor].map((rgb) => [0, 1, 2].map((i) => rgb[i]! - background[i]!));
    const dot = (u: number[], v: number[]) => u.reduce((sum, value, i) => sum + value * v[i]!, 0);
    return dot(a!, b!) / Math.sqrt(dot(a!, a!) * dot(b!, b!));
  };
  for (const { x, y, color } of findPixels(labelImage, background, (difference) => difference > 40)) {
    const { label } = located.reduce((best, topic) =>
      similarityTo(color, topic.labelColor) > similarityTo(color, best.labelColor) ? topic : best,
    );
    label.left = Math.min(label.left, x);
    label.right = Math.max(label.right, x);
    label.top = Math.min(label.top, y);
    label.bottom = Math.max(label.bottom, y);
  }
  return located.map(({ labelColor: _, ...topic }) => topic);
}

/** Returns the largest difference between two results of {@link locateTopics}, in CSS pixels. */
export function getMaxShift(a: TopicPosition[], b: TopicPosition[]): number {
  const coordinatesOf = (topics: TopicPosition[]) =>
    topics.flatMap(({ x, y, label }) => [x, y, label.left, label.right, label.top, label.bottom]);
  const expected = coordinatesOf(b);
  return Math.max(...coordinatesOf(a).map((coordinate, i) => Math.abs(coordinate - expected[i]!)));
}

/** Returns the fraction of pixels that differ visibly between two PNGs; 1 if their sizes differ. */
export async function getDifferingFraction(page: Page, pngs: [Buffer, Buffer]): Promise<number> {
  const [a, b] = await Promise.all(pngs.map((png) => decodePng(page, png.toString('base64'))));
  return page.evaluate(
    ({ a, b }) => {
      if (a.width !== b.width || a.height !== b.height) return 1;
      let count = 0;
      for (let offset = 0; offset < a.data.length; offset += 4)
        if ([0, 1, 2].some((channel) => Math.abs(a.data[offset + channel]! - b.data[offset + channel]!) > 64)) count++;
      return (4 * count) / a.data.length;
    },
    { a: a!, b: b! },
  );
}
