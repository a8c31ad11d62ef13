import type { Concepts, TextSpan } from '../model/concepts.ts';
import type { MapConcepts, MentionLine } from './format.ts';

/** Parses the concepts of a map file. */
export function parseConcepts(columns: MapConcepts): Concepts['concepts'] {
  return columns.ids.map((id, k) => ({
    id,
    name: columns.names[k]!,
    // Older maps have the kind "abbreviation", which is a spelling.
    kind: (columns.kinds[k] as string) === 'abbreviation' ? 'keyphrase' : columns.kinds[k]!,
    variants: columns.variants[k]!,
    abbreviations: columns.abbreviations[k]!,
    documents: columns.documents[k]!,
    ...(columns.firsts[k] !== 0 && { first: columns.firsts[k]! }),
  }));
}

/** Parses one entry of a {@link MentionLine}. */
export function parseSpans([titleCount = 0, ...numbers]: readonly number[]): TextSpan[] {
  return Array.from({ length: numbers.length / 2 }, (_, k) => ({
    field: k < titleCount ? 'title' : 'abstract',
    from: numbers[2 * k]!,
    to: numbers[2 * k]! + numbers[2 * k + 1]!,
  }));
}

/** Converts all lines to the arrays of {@link Concepts}. */
export function joinMentions(lines: readonly MentionLine[]): Concepts['mentions'] {
  const entries = lines.flat();
  const starts = new Uint32Array(entries.length + 1);
  entries.forEach((numbers, entry) => {
    starts[entry + 1] = starts[entry]! + (numbers.length - 1) / 2;
  });
  const count = starts.at(-1)!;
  const mentions = { starts, fields: new Uint8Array(count), from: new Uint32Array(count), to: new Uint32Array(count) };
  entries.forEach((numbers, entry) => {
    for (let k = 1, m = starts[entry]!; k < numbers.length; k += 2, m++) {
      mentions.fields[m] = k < 1 + 2 * numbers[0]! ? 0 : 1;
      mentions.from[m] = numbers[k]!;
      mentions.to[m] = numbers[k]! + numbers[k + 1]!;
    }
  });
  return mentions;
}
