import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { openPaper, settle } from '../support/steps.ts';

const PAPERS = `title,abstract
Astrocytes modulated by calcium,Calcium waves modulated glial networks and synapses.
Astrocytes modulate synapses,Astrocytes modulate calcium waves in glial networks.
Spiking networks on chips,Spiking networks train with surrogate gradients on neuromorphic chips.
Surrogate gradients,Training spiking networks with surrogate gradients on neuromorphic chips.
`;

const explorer = useExplorer(PAPERS);

test('shared terms show how each of the two papers writes them, in the paper panel and in a comparison', async () => {
  const { page, errors } = await explorer.openMap();
  await openPaper(page, 'Astrocytes modulated by calcium');
  const related = page.locator('.details .related li').filter({ hasText: 'Astrocytes modulate synapses' });
  await expect.poll(() => related.locator('.related-terms').innerText()).toContain('modulated / modulate');
  await related.locator('.explain-button').click();
  await expect
    .poll(() => related.locator('.term-name').allInnerTexts())
    .toContainEqual(expect.stringContaining('“modulated” in one paper, “modulate” in the other'));
  // Words that both papers contain are named once.
  expect((await related.locator('.term-name').allInnerTexts()).join()).not.toContain('calcium /');
  await page.getByRole('button', { name: 'Compare with another paper' }).click();
  await related.locator('.paper-link').click();
  await settle(page);
  expect(await page.locator('.compare .term-name').allInnerTexts()).toContainEqual(
    expect.stringContaining('modulated / modulate'),
  );
  expect(errors).toEqual([]);
});
