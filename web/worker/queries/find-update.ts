import type { MapUpdate } from '../../../src/model/map.ts';
import type { OpenMap } from '../open-map.ts';

/**
 * Returns how the shown map differs from the one that it was updated from; null if it was built anew. Only the first network of a file has this. In another
 * network of the same papers, the same papers are new; nobody knows where the others were before, so they stay where they are.
 * @param file The file as it was opened.
 * @param shown One of its networks, or another one of the same papers, with the edits applied.
 */
export async function findUpdate(file: OpenMap, shown: OpenMap): Promise<MapUpdate | null> {
  const own = await shown.update();
  if (own) return own;
  const [update, network] = await Promise.all([file.update(), shown.network()]);
  if (!update || (network && network.nodes !== 'papers')) return null;
  const [{ ids: fileIds }, { ids, positions }] = await Promise.all([file.nodes(), shown.nodes()]);
  const indexOf = new Map(ids.map((id, i) => [id, i]));
  const locate = (papers: number[]) =>
    papers.flatMap((paper) => indexOf.get(fileIds[paper]!) ?? []).sort((a, b) => a - b);
  const added = locate(update.added);
  const earlier = positions.slice();
  for (const paper of added) earlier.fill(Number.NaN, 2 * paper, 2 * paper + 2);
  return { ...update, added, changed: locate(update.changed), topics: [], positions: earlier };
}
