import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { settle } from './steps.ts';

/** Returns the accessibility violations that axe finds on the page, one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  await settle(page);
  // Colors and positions count as they are at the end of transitions.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
        .map(({ finished }) => finished),
    ),
  );
  // The content security policy blocks injected scripts, but not code that Playwright evaluates.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
