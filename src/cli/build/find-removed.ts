import { InputError } from '../../model/errors.ts';
import type { Paper } from '../../model/paper.ts';
import { readQuery } from '../../similarity/query/read-query.ts';
import { escapeLine, shorten } from '../terminal/escape.ts';

/**
 * Returns the ids of the papers that are to be removed from a map.
 * @param names Their ids, other identifiers, citation keys, or titles.
 * @throws {InputError} if the map has no such paper
 */
export async function findRemoved(names: readonly string[], papers: readonly Paper[]): Promise<string[]> {
  const named = {
    ids: papers.map(({ id }) => id),
    titles: papers.map(({ title }) => title),
    load: async () => papers,
  };
  const ids = new Set<string>();
  for (const name of names) {
    const { paper } = await readQuery(name, named);
    if (paper === undefined)
      throw new InputError(
        `there is no paper "${escapeLine(shorten(name))}" in the map, so it cannot be removed: give its id, DOI, citation key, or whole title`,
      );
    ids.add(papers[paper]!.id);
  }
  return [...ids];
}
