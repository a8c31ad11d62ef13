import { expect, test } from 'vitest';
import { weigh } from '../../../src/text/weighting/weigh.ts';

/** Papers that say these sentences. */
const papers = (sentences: string[]) =>
  sentences.flatMap((abstract, i) => [
    { id: `a${i}`, title: 'Untitled', abstract, sources: [] },
    { id: `b${i}`, title: 'Untitled', abstract, sources: [] },
  ]);

test('nouns end noun phrases; verbs, participles and adjectives do not', async () => {
  const { vocabulary, nounShares } = await weigh(
    papers([
      'We prune the synapses of the cortex. Networks can prune the synapses.',
      'The clinical cortex and its synapses, defined by clinical plasticity of the cortex.',
      'Query engines answer queries about plasticity. Query engines can answer queries.',
      'Neurons defined by plasticity indicate that clinical engines prune an axon.',
    ]),
    { stem: 'plurals', maxShare: 1 },
  );
  const share = (form: string) => {
    const term = vocabulary.forms.findIndex((written) => written.toLowerCase() === form);
    expect(term, form).toBeGreaterThanOrEqual(0);
    return nounShares![term]!;
  };
  for (const noun of ['synapses', 'cortex', 'plasticity']) expect(share(noun), noun).toBeGreaterThan(0.4);
  for (const other of ['prune', 'clinical', 'defined', 'indicate']) expect(share(other), other).toBeLessThan(0.28);
});
