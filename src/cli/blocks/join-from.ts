import type { Paper } from '../../model/paper.ts';
import { findEqualRows } from '../../similarity/join/equal-rows.ts';
import type { Join } from '../../similarity/join/join.ts';
import type { JoinOptions } from '../../similarity/join/join-options.ts';
import type { WeighOptions } from '../../text/weigh-options.ts';
import { describeCollection } from './collection-key.ts';
import { readNeighbors } from './read-neighbors.ts';

/**
 * Returns a join that reads the neighbors which a join on several machines has found.
 * @param path A Parquet file, or a directory of such files.
 * @param papers The papers of the map.
 * @param options Those of the map; the files must have been written with the same.
 */
export function joinFrom(path: string, papers: readonly Paper[], options: WeighOptions & JoinOptions): Join {
  const read: Join = async (rows, _, hooks = {}) => {
    const key = describeCollection(papers, rows, options);
    const copies = await findEqualRows(rows, key.neighbors + 1, hooks.signal);
    return readNeighbors(path, key, copies);
  };
  read.isExact = true;
  return read;
}
