import type { PaperMap } from '../model/map.ts';

/** Returns the papers on the map that fit no topic (indexes, ascending): the group Other. */
export function listOtherPapers({ topicOf, positions }: Pick<PaperMap, 'topicOf' | 'positions'>): number[] {
  return [...topicOf.keys()].filter((paper) => topicOf[paper] === 0 && !Number.isNaN(positions[2 * paper]!));
}
