import { type WorkerPool, callAll } from '../../workers/worker-pool.ts';
import { type Lexicon, summed } from './lexicon.ts';
import { classesOf } from './word-classes.ts';

/** How the papers use each part, in numbers of mentions. */
export interface Tallies {
  /** Each part as written, in lower case. */
  words: string[];
  anywhere: Int32Array;
  /** Inside sentences of abstracts, where capitals mean something. */
  inside: Int32Array;
  /** As a noun, and as a verb; see nouns.ts. */
  nouns: Int32Array;
  verbs: Int32Array;
}

/** Has the kernels tally all mentions of all parts. */
export async function tallyParts({ forms }: Lexicon, crew: WorkerPool): Promise<Tallies> {
  const words = forms.map((form) => form.toLowerCase());
  const classes = classesOf(words);
  const given = await callAll(crew, 'tally', () => [classes]);
  const [anywhere, inside, nouns, verbs] = [0, 1, 2, 3].map((k) => summed(given.map((tallies) => tallies[k]!)));
  return { words, anywhere: anywhere!, inside: inside!, nouns: nouns!, verbs: verbs! };
}
