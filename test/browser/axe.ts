import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe has against the page as it stands, one line each. */
export async function faults(page: Page): Promise<string[]> {
  // The page's policy lets no script in; evaluating one from outside is not the page's doing.
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
