import type { WorkerPool } from '../../workers/worker-pool.ts';
import { type Lexicon, summed } from './lexicon.ts';
import type { Candidates } from './select-phrases.ts';

/** In how many papers the candidates stand. How often each paper holds them, the kernels know. */
export interface Counts {
  /** By node of the candidates' tree. */
  documents: Int32Array;
  /** Of each kernel: the different numbers of times that a term stands in a paper's title and in its abstract. */
  times: { inTitle: Int32Array; inAbstract: Int32Array }[];
}

/**
 * Has the kernels count the terms of every paper. `ranks` are the places of each kernel's papers among all, whatever their order: they
 * choose which examples of a phrase are kept.
 */
export async function countTerms(
  lexicon: Lexicon,
  { tree, isTerm, nodeOfPair, beginsOther }: Candidates,
  ranks: readonly Int32Array[],
  crew: WorkerPool,
): Promise<Counts> {
  const opens = tree.opens.slice(0, tree.size);
  // Where an abbreviation stands for a word nobody wrote it.
  const written = Uint8Array.from(lexicon.forms, (form) => (form ? 1 : 0));
  const given = await Promise.all(
    ranks.map((own, member) =>
      crew.call(member, 'countTerms', [
        isTerm,
        opens,
        tree.table,
        nodeOfPair[member]!,
        beginsOther,
        written,
        own,
        tree.roots,
      ]),
    ),
  );
  return {
    documents: summed(given.map(([documents]) => documents!)),
    // The kernel's counts are int32.
    times: given.map(([, inTitle, inAbstract]) => ({ inTitle, inAbstract }) as Counts['times'][number]),
  };
}
