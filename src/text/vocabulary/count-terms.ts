import { fillWith } from '../../util/pause.ts';
import { callAll, type WorkerPool } from '../../workers/worker-pool.ts';
import { sumArrays } from './count-documents.ts';
import type { Lexicon } from './lexicon.ts';
import type { Candidates } from './select-phrases.ts';

/** The document frequencies of the candidate terms. The term frequencies within each paper remain in the kernels. */
export interface TermCounts {
  /** Number of papers that contain each node of the candidates' trie. */
  documents: Int32Array;
  /** Number of papers that contain each node in their title. */
  titles: Int32Array;
  /**
   * For each worker: the distinct combinations of occurrences in a paper's title and in its abstract, by the kernel's
   * frequency ids.
   */
  frequencies: { inTitle: Int32Array; inAbstract: Int32Array }[];
}

/**
 * Has the kernels count the candidate terms of every paper.
 * @param ranks For each worker: the rank of each of its papers in the order of all papers' ids. Examples of phrases are
 * sampled by rank, so that the sample does not depend on the input order.
 */
export async function countTerms(
  lexicon: Lexicon,
  { trie, isTerm, nodeOfPair }: Candidates,
  ranks: readonly Int32Array[],
  pool: WorkerPool,
  signal?: AbortSignal,
): Promise<TermCounts> {
  const hasChildren = trie.hasChildren.slice(0, trie.size);
  const { forms } = lexicon;
  const hasForm = await fillWith(new Uint8Array(forms.length), (part) => (forms[part] ? 1 : 0), signal);
  const results = await callAll(
    pool,
    'countTerms',
    (worker) => [isTerm, hasChildren, trie.table, nodeOfPair[worker]!, hasForm, ranks[worker]!, trie.rootCount],
    signal,
  );
  return {
    documents: sumArrays(results.map(([documents]) => documents!)),
    titles: sumArrays(results.map(([, titles]) => titles!)),
    // The kernel returns four int32 arrays.
    frequencies: results.map(
      ([, , inTitle, inAbstract]) => ({ inTitle, inAbstract }) as TermCounts['frequencies'][number],
    ),
  };
}
