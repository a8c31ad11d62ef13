import { measureNodes, strongestBurst } from '../../src/graph/measures/measures.ts';
import type { OpenMap } from './open-map.ts';
import type { MeasureValues } from './protocol.ts';

/** Computes the measures of the nodes of a map. */
export async function measureMap(map: OpenMap): Promise<MeasureValues> {
  const { weightedDegrees, pageRanks, betweenness, bursts } = await measureNodes(await map.readAll());
  return {
    weightedDegree: weightedDegrees,
    pageRank: pageRanks,
    betweenness,
    burst: bursts ? Float64Array.from(bursts, (list) => strongestBurst(list)?.weight ?? 0) : null,
  };
}
