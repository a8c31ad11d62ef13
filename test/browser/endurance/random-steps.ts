import type { Page } from 'playwright-core';
import { chooseOption, clickOne, typeInto } from './controls.ts';

/** A step of a user. Returns false if the page does not offer it at the moment. */
type Step = (page: Page, random: () => number) => Promise<boolean | undefined>;

/** Sizes of the window, from wide to narrow. They are small, because without a graphics card the time of a step depends on the number of pixels. */
const WINDOWS = [
  { width: 1000, height: 600 },
  { width: 800, height: 600 },
  { width: 640, height: 400 },
  { width: 390, height: 600 },
];

const QUERIES = ['astro', 'spiking neural network', 'learning', 'glia', 'z', 'energy-efficient “vision”', '20', 'zzzz'];

const TEXTS = ['astrocytes and calcium waves', 'training spiking networks on chips', 'of the', 'robots that see'];

/** Number of edits above which a step undoes one, because the link of a map with more would lack them. */
const MAX_EDITS = 8;

const pick = <T>(values: readonly T[], random: () => number): T => values[Math.floor(random() * values.length)]!;

const click =
  (selector: string): Step =>
  (page, random) =>
    clickOne(page, selector, random());

const tab =
  (name: string, step: Step): Step =>
  async (page, random) => {
    if (!(await page.locator(`#tab-${name}[aria-selected=true]`).count())) await clickOne(page, `#tab-${name}`, 0);
    return step(page, random);
  };

const press =
  (key: string): Step =>
  async (page) => {
    await page.keyboard.press(key);
    return true;
  };

/** Presses keys as if no text field had the focus. */
const pressOutside =
  (key: string): Step =>
  async (page) => {
    await page.locator('.map').focus();
    await page.keyboard.press(key);
    return true;
  };

/** Goes to an earlier or later history entry of the page, but does not leave it. */
const travel =
  (by: -1 | 1): Step =>
  (page) =>
    page.evaluate(async (distance) => {
      // TypeScript does not know the interface of this version.
      const { navigation } = window as unknown as {
        navigation: { currentEntry: { index: number }; entries(): { url: string }[] };
      };
      const target = navigation.entries()[navigation.currentEntry.index + distance];
      if (!target || target.url.split('#')[0] !== location.href.split('#')[0]) return false;
      const arrived = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
      history.go(distance);
      await arrived;
      return true;
    }, by);

/** Makes an edit, or undoes one if there are many. */
const edit =
  (step: Step): Step =>
  async (page, random) => {
    const edits = /[?#&]recipe=([^&]*)/.exec(page.url())?.[1]?.length ?? 0;
    return edits > 100 * MAX_EDITS ? pressOutside('Control+z')(page, random) : step(page, random);
  };

const rename: Step = async (page, random) =>
  (await typeInto(page, '.details [aria-label="Topic name"]', `Renamed ${Math.floor(random() * 1e6)}`)) &&
  clickOne(page, '.details .inline-form:has([aria-label="Topic name"]) button', 0);

const submitList =
  (label: string): Step =>
  async (page, random) =>
    (await chooseOption(page, `.details select[aria-label="${label}"]`, random())) &&
    clickOne(page, `.details .inline-form:has(select[aria-label="${label}"]) button`, 0);

const zoomOnMap: Step = async (page, random) => {
  const box = await page.locator('.map').boundingBox();
  if (!box) return false;
  await page.mouse.move(box.x + random() * box.width, box.y + random() * box.height);
  await page.mouse.wheel(0, random() < 0.5 ? -240 : 240);
  return true;
};

const clickOnMap: Step = async (page, random) => {
  const box = await page.locator('.map').boundingBox();
  if (!box) return false;
  await page.mouse.click(box.x + random() * box.width, box.y + random() * box.height);
  return true;
};

/** The steps by name, each with how often it is taken in relation to the others. */
const STEPS: Record<string, [weight: number, Step]> = {
  search: [3, (page, random) => typeInto(page, '.search input', pick(QUERIES, random))],
  'clear the search': [3, click('[aria-label="Clear search"]')],
  'open a found paper': [3, click('.search-results .paper-link')],
  'open a found group': [3, click('.search-results .groups button, .search-results .concepts button')],
  'change tabs': [2, click('[role=tab]')],
  'filter by topic': [2, tab('topics', click('.legend-topic'))],
  'open a topic': [3, tab('topics', click('.legend .icon-button'))],
  'filter by year': [
    1,
    tab('filters', async (page, random) => {
      if (!(await typeInto(page, '[aria-label="From year"]', String(2000 + Math.floor(random() * 26))))) return false;
      await page.keyboard.press('Tab');
      return true;
    }),
  ],
  'filter by a box': [2, tab('filters', click('.pane input[type=checkbox]'))],
  'clear filters': [2, click('.pane .pane-header .text-button')],
  'set the slider': [
    1,
    async (page, random) => {
      const slider = page.locator('.toolbar input[type=range]');
      if (!(await slider.isVisible())) return false;
      await slider.fill(pick(['0', '0.05', '0.1', '0.3'], random));
      return true;
    },
  ],
  ask: [
    2,
    tab(
      'ask',
      async (page, random) =>
        (await typeInto(page, '.pane textarea', pick(TEXTS, random))) && clickOne(page, '.pane .primary', 0),
    ),
  ],
  'open an item of the tab': [3, click('.pane .paper-link, .pane [role=treeitem]')],
  'open an item of the panel': [6, click('.details .paper-link')],
  'explain a similarity': [2, click('.details .explain-button')],
  'use a chip of the panel': [3, click('.details .chip')],
  'use an action of the panel': [5, click('.details .icon-button')],
  'use a button of the panel': [2, click('.details .text-button, .details .button-row button')],
  'about the map': [1, click('[aria-label="About this map"]')],
  'use a button of the toolbar': [2, click('.toolbar .icon-button')],
  'sort the table': [2, click('.table-panel th button')],
  'use the table': [2, click('.table-panel tbody button, .table-panel tbody input')],
  'cancel a comparison': [2, click('.compare-banner button')],
  'open or close the export menu': [1, click('[aria-label="Export"]')],
  export: [1, click('.menu-list button')],
  'list the shortcuts': [1, pressOutside('?')],
  'rename a topic': [2, edit(rename)],
  'merge topics': [1, edit(submitList('Merge into…'))],
  'move a paper': [2, edit(submitList('Move to another topic…'))],
  'hide a paper': [1, edit(click('.details .section:last-of-type > button.secondary'))],
  undo: [4, pressOutside('Control+z')],
  redo: [2, pressOutside('Control+Shift+z')],
  'change the network': [1, (page, random) => chooseOption(page, '.toolbar > .select:nth-child(1) select', random())],
  'change colors': [2, (page, random) => chooseOption(page, '.toolbar > .select:nth-child(2) select', random())],
  'change sizes': [1, (page, random) => chooseOption(page, '.toolbar > .select:nth-child(3) select', random())],
  'zoom with the wheel': [3, zoomOnMap],
  'click on the map': [3, clickOnMap],
  'zoom with buttons': [2, click('.zoom-controls button')],
  'next paper on the map': [1, pressOutside('ArrowRight')],
  'another window': [
    1,
    async (page, random) => {
      await page.setViewportSize(pick(WINDOWS, random));
      // The page learns its new width together with the next frame.
      return page.evaluate(() => new Promise<boolean>((resolve) => requestAnimationFrame(() => resolve(true))));
    },
  ],
  'another theme': [2, click('.sidebar-header > .icon-button:last-child')],
  back: [5, travel(-1)],
  forward: [3, travel(1)],
  'dismiss a message': [4, click('.notice button, .toast button')],
  escape: [2, press('Escape')],
};

const NAMES = Object.entries(STEPS).flatMap(([name, [weight]]) => Array<string>(weight).fill(name));

/** Takes one random step that the page offers. Returns its name. */
export async function takeRandomStep(page: Page, random: () => number): Promise<string> {
  for (;;) {
    const name = pick(NAMES, random);
    if ((await STEPS[name]![1](page, random)) !== false) return name;
  }
}
