import { createFilled, isPauseDue, mapItems, pause } from '../../util/pause.ts';
import { sortItems } from '../../util/sort.ts';
import type { PhraseTable } from '../candidates/phrase-table.ts';
import { SAME_NAMES } from './known-names.ts';
import type { LongForms } from './long-forms.ts';

/** The assignment of phrases to concepts. */
export interface VariantGroups {
  /** Index of the concept of each phrase, -1 for phrases without a concept. */
  conceptOf: Int32Array;
  /** By paper, the concepts of the abbreviations that mean something else there than elsewhere. */
  localConcepts: Map<number, Map<number, number>>;
  /** Ids of the concepts, sorted. */
  ids: string[];
}

/**
 * Groups the variants of each name: phrases whose concatenated stems are equal ("data set", "data-set", "dataset"), names
 * with the same meaning, and abbreviations with their long forms. The id of a group is made of the stems of its most frequent phrase that is not an
 * abbreviation.
 * @throws the reason of the signal if it is aborted
 */
export async function groupVariants(
  phrases: PhraseTable,
  chosen: Iterable<number>,
  { longFormOf, local, ambiguous }: LongForms,
  signal?: AbortSignal,
): Promise<VariantGroups> {
  const stems = new Map<number, string[]>();
  const localLongForms = [...local.values()].flatMap((longForms) => [...longForms.values()]);
  for (const some of [chosen, longFormOf.keys(), longFormOf.values(), localLongForms])
    for (const phrase of some) {
      if (isPauseDue()) await pause(signal);
      if (!stems.has(phrase) && !ambiguous.has(phrase)) stems.set(phrase, phrases.stemsOf(phrase));
    }
  const byLetters = new Map<string, number[]>();
  for (const [phrase, ownStems] of stems) {
    if (isPauseDue()) await pause(signal);
    const longForm = longFormOf.get(phrase);
    const ownLetters = (longForm === undefined ? ownStems : stems.get(longForm)!).join('');
    const letters = SAME_NAMES.get(ownLetters) ?? ownLetters;
    const group = byLetters.get(letters);
    if (group) group.push(phrase);
    else byLetters.set(letters, [phrase]);
  }
  const idOf = (phrase: number) => stems.get(phrase)!.join('-');
  const unsorted = await mapItems(byLetters.values(), signal, (group) => {
    const names = group.filter((phrase) => !longFormOf.has(phrase));
    const candidates = names.length > 0 ? names : group;
    const { documents } = phrases;
    candidates.sort((a, b) => documents[b]! - documents[a]! || (idOf(a) < idOf(b) ? -1 : 1));
    return { id: idOf(candidates[0]!), group };
  });
  const groups = await sortItems(unsorted, (a, b) => (a.id < b.id ? -1 : 1), signal);
  const conceptOf = await createFilled(phrases.size, -1, signal);
  for (const [concept, { group }] of groups.entries()) {
    if (isPauseDue()) await pause(signal);
    for (const phrase of group) conceptOf[phrase] = concept;
  }
  const localConcepts = new Map<number, Map<number, number>>();
  for (const [paper, longForms] of local)
    localConcepts.set(paper, new Map([...longForms].map(([short, long]) => [short, conceptOf[long]!])));
  return { conceptOf, localConcepts, ids: groups.map(({ id }) => id) };
}
