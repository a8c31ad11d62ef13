import { fillWith, mapItems } from '../../util/pause.ts';
import { callAll, type WorkerPool } from '../../workers/worker-pool.ts';
import { sumArrays } from './count-documents.ts';
import type { Lexicon } from './lexicon.ts';
import { wordClassOf } from './word-classes.ts';

/** How the papers use each word part, in numbers of mentions. All arrays are indexed by part. */
export interface PartStatistics {
  /** Surface forms in lower case. */
  forms: string[];
  /** All mentions. */
  mentions: Int32Array;
  /** Mentions in abstracts, except at the start of a sentence: those whose capitalization is informative. */
  midSentence: Int32Array;
  /** Mentions as a noun; see nouns.ts. */
  nouns: Int32Array;
  /** Mentions as a verb; see nouns.ts. */
  verbs: Int32Array;
}

/** Has the kernels count the mentions of all parts. */
export async function computePartStatistics(
  lexicon: Lexicon,
  pool: WorkerPool,
  signal?: AbortSignal,
): Promise<PartStatistics> {
  const forms = await mapItems(lexicon.forms, signal, (form) => form.toLowerCase());
  const classes = await fillWith(new Uint8Array(forms.length), (part) => wordClassOf(forms[part]!), signal);
  const results = await callAll(pool, 'countMentions', () => [classes], signal);
  const total = (k: number) => sumArrays(results.map((counts) => counts[k]!));
  return { forms, mentions: total(0), midSentence: total(1), nouns: total(2), verbs: total(3) };
}
