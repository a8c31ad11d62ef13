import fc from 'fast-check';
import type { Paper } from '../../../src/model/paper.ts';
import type { WeighedText } from '../../../src/model/vocabulary.ts';

/** Creates a paper without sources. */
export const createPaper = (id: number, title: string, abstract: string): Paper => ({
  id: `p${id}`,
  title,
  abstract,
  sources: [],
});

/** Returns row i of the weighed papers as a map from keys to values. */
export const rowOf = ({ vocabulary, rows }: WeighedText, i: number): Map<string, number> =>
  new Map(
    Array.from(rows.ids.subarray(rows.starts[i], rows.starts[i + 1]), (term, k) => [
      vocabulary.keys[term]!,
      rows.values[rows.starts[i]! + k]!,
    ]),
  );

const WORDS =
  'spiking neural networks network large Larger block SNN SNNs learning Learning colour color multi-agent multiagent GPT-2 the of retina model modelling k-means ins in-s multi-agent-networks non-multiagent-like'.split(
    ' ',
  );
const text = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ' ', ' ', ', ', '. ')), {
    minLength: 3,
    maxLength: 25,
  })
  .map((pairs) => pairs.flat().join(''));
const abstract = fc
  .tuple(text, fc.boolean())
  .map(([text, definesSnn]) => (definesSnn ? `${text}. Spiking neural networks (SNNs) learn.` : text));
const authors = fc.subarray(['Ada Lovelace', 'Émilie du Châtelet', 'EMILIE DU CHATELET', 'S. Ramón y Cajal']);

/** Arbitrary papers with phrases, abbreviations, compounds, names and shared authors. */
export const arbitraryPapers = fc
  .array(fc.tuple(text, abstract, authors), { minLength: 4, maxLength: 12 })
  .map((list) => list.map(([title, abstract, authors], i) => ({ ...createPaper(i, title, abstract), authors })));

/** Papers that define and use the abbreviation SNN; the last has no abstract. */
export const SNN_PAPERS = [
  createPaper(
    1,
    'Training spiking neural networks',
    'Spiking neural networks (SNNs) are trained. Our SNN uses colour.',
  ),
  createPaper(2, 'An SNN chip', 'A chip for SNNs, that is spiking neural networks (SNNs), and color vision.'),
  createPaper(3, 'Retinas', 'An SNN of the retina uses a chip.'),
  createPaper(4, 'Cats', 'Cats are trained in the retina.'),
  createPaper(5, 'Nothing', ''),
];
