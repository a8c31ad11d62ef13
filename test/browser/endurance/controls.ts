import type { Page } from 'playwright-core';

/** What a user can reach on the page at a moment. */

/** A point of the page in CSS pixels. */
interface Point {
  x: number;
  y: number;
}

/**
 * Returns a point of one of the elements that match a selector; null if none of them can be clicked. The elements that are disabled, hidden, or covered by others
 * are left out.
 *
 * @param choice in [0, 1) chooses the element.
 */
const findPoint = (page: Page, selector: string, choice: number): Promise<Point | null> =>
  page.evaluate(
    ([elements, share]) => {
      const enabled = [...document.querySelectorAll<HTMLElement>(elements)].filter(
        (element) => element.checkVisibility() && !element.matches(':disabled'),
      );
      const element = enabled[Math.floor(share * enabled.length)];
      if (!element) return null;
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, top, width, height } = element.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const hit = document.elementFromPoint(x, y);
      return hit && element.contains(hit) ? { x, y } : null;
    },
    [selector, choice] as const,
  );

/** Clicks one of the elements that match a selector. Returns whether there was one. */
export async function clickOne(page: Page, selector: string, choice: number): Promise<boolean> {
  const point = await findPoint(page, selector, choice);
  if (point) await page.mouse.click(point.x, point.y);
  return point !== null;
}

/** Types a text into the first text field that matches a selector, in place of its content. Returns whether there was one. */
export async function typeInto(page: Page, selector: string, text: string): Promise<boolean> {
  if (!(await clickOne(page, selector, 0))) return false;
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
  return true;
}

/** Chooses one of the options of one of the lists that match a selector. Returns whether there was one. */
export async function chooseOption(page: Page, selector: string, choice: number): Promise<boolean> {
  if (!(await findPoint(page, selector, 0))) return false;
  const list = page.locator(selector).first();
  const values = await list
    .locator('option:not([value=""])')
    .evaluateAll((options) => options.map((option) => (option instanceof HTMLOptionElement ? option.value : '')));
  const value = values[Math.floor(choice * values.length)];
  if (value === undefined) return false;
  await list.selectOption(value);
  return true;
}
