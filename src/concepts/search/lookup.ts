import type { Concept } from '../../model/concepts.ts';
import { porter } from '../../text/tokenize/porter.ts';
import { foldSpelling } from '../../text/tokenize/spelling.ts';

/** Finds a concept by its id or by any way of writing it, whatever its case, number, spelling and hyphens; -1 for none. */
export function conceptLookup(concepts: readonly Concept[]): (name: string) => number {
  const byVariant = new Map<string, number>();
  const byLetters = new Map<string, number>();
  concepts.forEach(({ id, variants }, concept) => {
    byLetters.set(id.replaceAll('-', '').toLowerCase(), concept);
    for (const variant of variants) {
      const known = byVariant.get(variant.toLowerCase());
      if (known === undefined || concepts[known]!.documents < concepts[concept]!.documents)
        byVariant.set(variant.toLowerCase(), concept);
    }
  });
  return (name) => {
    const lower = name.trim().toLowerCase();
    const letters = (lower.match(/[\p{L}\p{N}\p{M}+#]+/gu) ?? []).map((word) => porter(foldSpelling(word))).join('');
    return byVariant.get(lower) ?? byLetters.get(letters) ?? byLetters.get(lower.replaceAll('-', '')) ?? -1;
  };
}

/** Variants that share less of their letters with what was typed are no slip of the pen. */
const LEAST_ALIKE = 0.4;

/**
 * Concepts that somebody may mean who has typed a part of a name, or a name with a slip: see {@link nearest}; among equals
 * those first that more papers mention. Indexes, at most `count`.
 */
export function suggestConcepts(concepts: readonly Concept[], typed: string, count = 5): number[] {
  return nearest(
    concepts.length,
    (concept) => concepts[concept]!.variants,
    typed,
    count,
    (concept) => concepts[concept]!.documents,
  );
}

/**
 * Which of `length` things somebody may mean: first those with a name that begins with what was typed, then those with a
 * word that does, then those whose letters are most alike, by Dice's coefficient (1945) of the sets of three letters in a
 * row. Equals stand by `weight`, the largest first, and by number. Nothing for nothing typed.
 */
export function nearest(
  length: number,
  namesOf: (index: number) => readonly string[],
  typed: string,
  count: number,
  weight: (index: number) => number = () => 0,
): number[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  const triples = triplesOf(wanted);
  const found: { index: number; alike: number }[] = [];
  for (let index = 0; index < length; index++) {
    let alike = 0;
    for (const name of namesOf(index)) alike = Math.max(alike, likeness(name.toLowerCase(), wanted, triples));
    if (alike >= LEAST_ALIKE) found.push({ index, alike });
  }
  found.sort((a, b) => b.alike - a.alike || weight(b.index) - weight(a.index) || a.index - b.index);
  return found.slice(0, count).map(({ index }) => index);
}

const BEGINS = 3;
const HAS_WORD = 2;

function likeness(name: string, wanted: string, triples: ReadonlySet<string>): number {
  if (name.startsWith(wanted)) return BEGINS;
  if (name.includes(` ${wanted}`)) return HAS_WORD;
  // At most twice the shorter one's threes are shared: most names need no closer look.
  const sizes = name.length + 2 + triples.size;
  if (2 * Math.min(name.length + 2, triples.size) < LEAST_ALIKE * sizes) return 0;
  const own = triplesOf(name);
  let shared = 0;
  for (const triple of own) if (triples.has(triple)) shared++;
  return (2 * shared) / (own.size + triples.size);
}

/** All threes of letters in a row, two blanks before the first and one behind the last. */
function triplesOf(text: string): Set<string> {
  const padded = `  ${text} `;
  const triples = new Set<string>();
  for (let k = 0; k + 3 <= padded.length; k++) triples.add(padded.slice(k, k + 3));
  return triples;
}
