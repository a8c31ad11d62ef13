import type { Share } from '../model/sparse.ts';
import type { Vocabulary } from '../model/vocabulary.ts';

/** What `mergeParts` needs to know about terms. */
export type TermNames = Pick<Vocabulary, 'keys' | 'forms' | 'authors'>;

/** A term that is listed, and the share that it had by itself. */
interface ListedTerm {
  share: Share;
  own: number;
}

/**
 * Lists a phrase and its parts as one term: "neural network" without "neural" and "network" beside it. Its share is the sum
 * of their shares, so that the shares still add up exactly.
 *
 * Terms of the two papers themselves take precedence over added ones, then longer terms over shorter ones. A part
 * of several terms counts for the one with the largest share of its own. Authors are not merged.
 * @param shares The shares of different terms.
 * @returns The merged shares, largest absolute value first, ties by term.
 */
export function mergeParts(shares: readonly Share[], vocabulary: TermNames): Share[] {
  const firstAuthor = vocabulary.keys.length - (vocabulary.authors ?? 0);
  const terms = shares.map((share) => ({
    share,
    names: share.term < firstAuthor ? getNames(vocabulary, share.term) : [],
  }));
  terms.sort(
    (a, b) =>
      Number(a.share.added ?? false) - Number(b.share.added ?? false) ||
      countWords(b.names) - countWords(a.names) ||
      Math.abs(b.share.share) - Math.abs(a.share.share) ||
      a.share.term - b.share.term,
  );
  const listed: ListedTerm[] = [];
  const byName = new Map<string, ListedTerm[]>();
  const byPart = new Map<string, ListedTerm[]>();
  for (const { share, names } of terms) {
    const parts = new Set(names.flatMap(getParts));
    const related = [
      ...names.flatMap((name) => byPart.get(name) ?? []),
      ...[...parts].flatMap((part) => byName.get(part) ?? []),
    ];
    const target = related.reduce<ListedTerm | undefined>(
      (best, term) => (best && !isStronger(term, best) ? best : term),
      undefined,
    );
    if (target) {
      target.share.share += share.share;
      continue;
    }
    const term = { share: { ...share }, own: share.share };
    listed.push(term);
    for (const name of names) append(byName, name, term);
    for (const part of parts) append(byPart, part, term);
  }
  return listed.map(({ share }) => share).sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || a.term - b.term);
}

const isStronger = (a: ListedTerm, b: ListedTerm): boolean =>
  Math.abs(a.own) > Math.abs(b.own) || (Math.abs(a.own) === Math.abs(b.own) && a.share.term < b.share.term);

/** Returns the key of a term and the words of its surface form, which differ for inflected words and compounds. */
function getNames({ keys, forms }: TermNames, term: number): string[] {
  const words = forms[term]!.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set([keys[term]!, words.join(' ')])];
}

const countWords = (names: readonly string[]): number => Math.max(0, ...names.map((name) => name.split(' ').length));

/** Number of words above which a name has no parts. Terms are shorter; the number of parts of a forged one could be any. */
const MAX_WORDS = 16;

/** Returns all runs of words of a name, including itself. */
function getParts(name: string): string[] {
  const words = name.split(' ');
  if (words.length > MAX_WORDS) return [name];
  return words.flatMap((_, start) => words.slice(start).map((_, k) => words.slice(start, start + k + 1).join(' ')));
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
