import type { Phrases } from '../mentions/phrases.ts';

/** Which concept each phrase belongs to. */
export interface Groups {
  /** By the phrase's number: index of the concept, -1 for phrases that are none. */
  conceptOf: Int32Array;
  /** Ids of the concepts, sorted. */
  ids: string[];
}

/**
 * Puts variants of one name into one group: stems run together ("data set", "data-set", "dataset"), and abbreviations with
 * the long form that `longOf` gives. A group takes its id from its commonest phrase that is no abbreviation.
 */
export function groupPhrases(phrases: Phrases, chosen: Iterable<number>, longOf: ReadonlyMap<number, number>): Groups {
  const stems = new Map<number, string[]>();
  for (const phrase of [...chosen, ...longOf.keys(), ...longOf.values()])
    if (!stems.has(phrase)) stems.set(phrase, stemsOf(phrases, phrase));
  const byLetters = new Map<string, number[]>();
  for (const [phrase, parts] of stems) {
    const long = longOf.get(phrase);
    const letters = (long === undefined ? parts : stems.get(long)!).join('');
    const group = byLetters.get(letters);
    if (group) group.push(phrase);
    else byLetters.set(letters, [phrase]);
  }
  const groups = [...byLetters.values()].map((group) => {
    const names = group.filter((phrase) => !longOf.has(phrase));
    const id = (phrase: number) => stems.get(phrase)!.join('-');
    const uses = (phrase: number) => phrases.tree.counts[phrase]!;
    const named = names.length > 0 ? names : group;
    named.sort((a, b) => uses(b) - uses(a) || (id(a) < id(b) ? -1 : 1));
    return { id: id(named[0]!), group };
  });
  groups.sort((a, b) => (a.id < b.id ? -1 : 1));
  const conceptOf = new Int32Array(phrases.tree.size).fill(-1);
  groups.forEach(({ group }, concept) => {
    for (const phrase of group) conceptOf[phrase] = concept;
  });
  return { conceptOf, ids: groups.map(({ id }) => id) };
}

function stemsOf(phrases: Phrases, phrase: number): string[] {
  return phrases.tree.path(phrase).map((stem) => phrases.stems[stem]!);
}
