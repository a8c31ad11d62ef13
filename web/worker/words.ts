import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

const known = new Map<string, string>();

/** The key under which a written word counts. */
export function keyOfWord(word: string): string {
  const lower = word.toLowerCase();
  const kept = known.get(lower);
  if (kept !== undefined) return kept;
  const key = stemmer.stem(lower);
  known.set(lower, key);
  return key;
}
