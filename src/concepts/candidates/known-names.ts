import { PhraseTrie } from '../../text/vocabulary/phrase-trie.ts';
import { forEachRange } from '../../util/pause.ts';
import { stemOfForm, WordForms } from './word-forms.ts';
import { ABSTRACT, BREAK, TITLE, type WordSpan, type Words } from './words.ts';

/** Number of word forms, and of papers, that are processed between two checks whether a pause is due. */
const ITEMS_PER_RANGE = 1 << 11;

/**
 * Finds the places where given names occur, in singular or plural. Where several start at a word, only the longest is found.
 * @param formStems The stem of each word form: see `stemOfForm`.
 * @throws the reason of the signal if it is aborted
 */
export async function findKnownNames(
  words: Words,
  formStems: readonly string[],
  names: readonly string[],
  signal?: AbortSignal,
): Promise<(WordSpan & { paper: number })[]> {
  const spans: (WordSpan & { paper: number })[] = [];
  const sequences = names.map(splitIntoStems).filter((stems) => stems.length > 0);
  if (sequences.length === 0) return spans;
  const stemIds = new Map([...new Set(sequences.flat())].map((stem, id) => [stem, id]));
  const trie = new PhraseTrie(stemIds.size);
  const ends = new Set(
    sequences.map(([first = '', ...rest]) =>
      rest.reduce((node, stem) => trie.findOrAdd(node, stemIds.get(stem)!), stemIds.get(first)!),
    ),
  );
  const { ids, flags, forms, fieldStarts } = words;
  const stemOf = new Int32Array(forms.length);
  await forEachRange(forms.length, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let id = start; id < end; id++) stemOf[id] = stemIds.get(formStems[id]!) ?? -1;
  });
  /** Returns the end of the longest name that starts at word k, or -1. */
  const findEnd = (k: number, fieldEnd: number): number => {
    let node = stemOf[ids[k]!]!;
    let found = ends.has(node) ? k + 1 : -1;
    for (let next = k + 1; next < fieldEnd && !(flags[next]! & BREAK) && stemOf[ids[next]!]! >= 0; next++) {
      node = trie.find(node, stemOf[ids[next]!]!);
      if (node < 0) break;
      if (ends.has(node)) found = next + 1;
    }
    return found;
  };
  await forEachRange((fieldStarts.length - 1) / 2, ITEMS_PER_RANGE, signal, (first, last) => {
    for (let paper = first; paper < last; paper++)
      for (const field of [TITLE, ABSTRACT]) {
        const fieldEnd = fieldStarts[2 * paper + field + 1]!;
        for (let k = fieldStarts[2 * paper + field]!; k < fieldEnd; k++) {
          const end = stemOf[ids[k]!]! < 0 ? -1 : findEnd(k, fieldEnd);
          if (end >= 0) spans.push({ paper, field, start: k, end });
        }
      }
  });
  return spans;
}

function splitIntoStems(name: string): string[] {
  const forms = new WordForms();
  return forms.split(name).map(({ form }) => stemOfForm(forms.list[form]!));
}
