import { findConcepts } from '../graph/concepts/find.ts';
import { findInMap, type Proof } from '../graph/concepts/search.ts';
import { withMap } from './mapfile.ts';
import { print } from './output.ts';

/** The options of `papergraph find` as typed. */
export interface FindOptions {
  concept: string[];
  author?: string;
  hasCode?: true;
  json: boolean;
}

/** Sentences shown for each paper on the screen; `--json` has all. */
const SENTENCES_SHOWN = 2;

/** Lists the papers that mention concepts, with the sentences that prove it; by author and code too. */
export async function find(path: string, options: FindOptions): Promise<void> {
  const { concept: names, author, hasCode, json } = options;
  const { papers } = await withMap(path, (map) => map.whole());
  const concepts = findConcepts(papers);
  const query = { concepts: names, ...(author !== undefined && { author }), ...(hasCode && { hasCode }) };
  const found = findInMap(papers, concepts, query);
  const missing = names.filter((_, k) => found.concepts[k] === -1);
  if (missing.length > 0) process.stderr.write(`No paper of this map mentions ${missing.join(', ')}.\n`);
  const answer = {
    concepts: found.concepts.flatMap((index) => concepts.concepts[index] ?? []),
    counts: { all: found.papers.length, ...found.counts },
    papers: found.papers.map(({ paper, proofs }) => {
      const { id, title, authors = [], code = [] } = papers[paper]!;
      return {
        id,
        title,
        authors,
        code,
        proofs: proofs.map((proof) => proofOf(proof, concepts.concepts[proof.concept]!.name)),
      };
    }),
  };
  if (json) return print([`${JSON.stringify(answer, null, 2)}\n`]);
  const conditions = [
    ...answer.concepts.map(({ name, kind, documents }) => `${name} (${kind}): ${documents}`),
    ...(author !== undefined ? [`author ${author}: ${found.counts.author}`] : []),
    ...(hasCode ? [`with code: ${found.counts.hasCode}`] : []),
  ];
  await print([
    `${answer.papers.length} papers; ${conditions.join('; ')}\n`,
    ...answer.papers.map(({ id, title, proofs }) => {
      const shown = proofs.slice(0, SENTENCES_SHOWN).map(({ sentence }) => `       ${sentence}\n`);
      return `${title}\n       ${id}\n${shown.join('')}`;
    }),
  ]);
}

const proofOf = ({ field, from, to, sentence }: Proof, concept: string) => ({ concept, field, from, to, sentence });
