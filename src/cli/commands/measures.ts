import type { Burst } from '../../graph/measures/bursts.ts';
import {
  type MEASURE_NAMES,
  type MeasureOptions,
  measureNodes,
  strongestBurst,
} from '../../graph/measures/measures.ts';
import type { NetworkName } from '../../model/network.ts';
import { openStdout } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { withMap } from '../read-map.ts';
import { formatJson } from '../terminal/escape.ts';
import { printLine, printText } from '../terminal/messages.ts';

/** Options of `papergraph measures`. */
export interface MeasuresOptions extends MeasureOptions {
  network?: NetworkName;
  sort: (typeof MEASURE_NAMES)[number];
  limit?: number;
  json: boolean;
}

/** A node, as `--json` prints it. */
interface MeasuredNode {
  id: string;
  title: string;
  degree: number;
  weightedDegree: number;
  betweenness: number;
  pageRank: number;
  /** Absent if no years or citations are known. */
  bursts?: Burst[];
}

/** Lists the nodes of a map with their measures, those with the largest value first, ties by id. */
export async function listMeasures(path: string, options: MeasuresOptions): Promise<void> {
  const stdout = await openStdout([path]);
  const { samples, seed, sort, limit, json } = options;
  const { papers, measures } = await withMap(
    path,
    async (file) => {
      const map = await file.readAll();
      const measured = await measureNodes(map, {
        ...(samples !== undefined && { samples }),
        ...(seed !== undefined && { seed }),
      });
      return { papers: map.papers, measures: measured };
    },
    options.network,
  );
  const nodes = papers.map(({ id, title }, i): MeasuredNode => {
    const bursts = measures.bursts?.[i];
    return {
      id,
      title,
      degree: measures.degrees[i]!,
      weightedDegree: measures.weightedDegrees[i]!,
      betweenness: measures.betweenness[i]!,
      pageRank: measures.pageRanks[i]!,
      ...(bursts && { bursts }),
    };
  });
  if (sort === 'burst' && !nodes.some(({ bursts }) => strongestBurst(bursts)))
    printLine(
      'No node has a burst: years or citations are not known, or none was cited or used much more often in some years.',
    );
  const getValue = VALUES[sort];
  const listed = nodes.sort((a, b) => getValue(b) - getValue(a) || (a.id < b.id ? -1 : 1)).slice(0, limit);
  if (json) await writeOutput(stdout, [formatJson(listed)]);
  else await printText(stdout, [HEADER, ...listed.map(formatNode)]);
}

const VALUES: Record<MeasuresOptions['sort'], (node: MeasuredNode) => number> = {
  'page-rank': ({ pageRank }) => pageRank,
  betweenness: ({ betweenness }) => betweenness,
  degree: ({ degree }) => degree,
  'weighted-degree': ({ weightedDegree }) => weightedDegree,
  burst: ({ bursts }) => strongestBurst(bursts)?.weight ?? 0,
};

const HEADER = 'PageRank  betweenness  links  weighted  burst            title\n';

function formatNode({ title, degree, weightedDegree, betweenness, pageRank, bursts }: MeasuredNode): string {
  const burst = strongestBurst(bursts);
  const years = burst ? (burst.from === burst.to ? `${burst.from}` : `${burst.from}-${burst.to}`) : '';
  const cells = [
    pageRank.toFixed(6).padStart(8),
    betweenness.toFixed(5).padStart(11),
    String(degree).padStart(5),
    weightedDegree.toFixed(1).padStart(8),
    (burst ? `${years} (${burst.weight.toFixed(1)})` : '').padEnd(15),
    title,
  ];
  return `${cells.join('  ')}\n`;
}
