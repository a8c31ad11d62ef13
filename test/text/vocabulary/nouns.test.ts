import { expect, test } from 'vitest';
import { weigh } from '../../../src/text/weighting/weigh.ts';

/** Returns two papers for each abstract, so that every word is a term. */
const papersWith = (abstracts: string[]) =>
  abstracts.flatMap((abstract, i) => [
    { id: `a${i}`, title: 'Untitled', abstract, sources: [] },
    { id: `b${i}`, title: 'Untitled', abstract, sources: [] },
  ]);

test('words that end noun phrases have a higher noun share than verbs, participles and adjectives', async () => {
  const { vocabulary, nounShares } = await weigh(
    papersWith([
      'We prune the synapses of the cortex. Networks can prune the synapses.',
      'The clinical cortex and its synapses, defined by clinical plasticity of the cortex.',
      'Query engines answer queries about plasticity. Query engines can answer queries.',
      'Neurons defined by plasticity indicate that clinical engines prune an axon.',
    ]),
    { stem: 'plurals', maxShare: 1, boilerplate: false },
  );
  const nounShareOf = (form: string) => {
    const term = vocabulary.forms.findIndex((termForm) => termForm.toLowerCase() === form);
    expect(term, form).toBeGreaterThanOrEqual(0);
    return nounShares![term]!;
  };
  for (const noun of ['synapses', 'cortex', 'plasticity']) expect(nounShareOf(noun), noun).toBeGreaterThan(0.4);
  for (const other of ['prune', 'clinical', 'defined', 'indicate'])
    expect(nounShareOf(other), other).toBeLessThan(0.28);
});
