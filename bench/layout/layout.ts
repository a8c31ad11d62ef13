/**
 * Question: how fast is the layout, how does its time grow, and how well does it keep neighbors together? Compares it with
 * ForceAtlas2 alone (graphology's, 100 iterations from random positions, Barnes-Hut) on maps of up to 3,000 papers.
 *
 *     npx tsx bench/layout/layout.ts PAPERS... [--sizes 1000,3000,10000]
 *
 * "recall" is the share of a paper's neighbors that are among its 10 (50) nearest papers on the map, "purity" the share of
 * papers whose nearest paper on the map is of the same topic; all are means over 500 evenly spaced papers. Seconds are user
 * CPU time of this process.
 */
import { parseArgs } from 'node:util';
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { listInputFiles } from '../../src/cli/read-inputs.ts';
import { analyze, type Paper, type PaperMap, readPapers } from '../../src/index.ts';
import { computeLayout } from '../../src/layout/layout.ts';
import { createRandom } from '../../src/util/random.ts';

/** Number of papers whose neighborhood is measured. */
const SAMPLE_SIZE = 500;

/** Numbers of nearest papers on the map that count for the recall. */
const NEAREST = [10, 50] as const;

/** Largest map for ForceAtlas2, whose time is quadratic. */
const MAX_PAPERS_FORCE_ATLAS = 3000;

/** Smaller maps have more iterations, which would make the growth look slower than it is. */
const MIN_PAPERS_GROWTH = 1000;

const { values: options, positionals: inputs } = parseArgs({
  allowPositionals: true,
  options: { sizes: { type: 'string', default: '1000,3000,10000' } },
});

async function measureSeconds<T>(task: () => T | Promise<T>): Promise<[result: T, seconds: number]> {
  const start = process.cpuUsage().user;
  const result = await task();
  return [result, (process.cpuUsage().user - start) / 1e6];
}

function measureQuality(map: PaperMap, positions: Float32Array): { recall: number[]; purity: number } {
  const papers = map.papers.length;
  const { starts, ids } = map.neighbors;
  const recall = NEAREST.map(() => 0);
  let [purity, sampled] = [0, 0];
  for (let i = 0; i < papers; i += Math.max(1, Math.floor(papers / SAMPLE_SIZE))) {
    if (starts[i] === starts[i + 1]) continue;
    const distances = Float64Array.from({ length: papers }, (_, j) => {
      const squaredDistance =
        (positions[2 * j]! - positions[2 * i]!) ** 2 + (positions[2 * j + 1]! - positions[2 * i + 1]!) ** 2;
      return j === i || Number.isNaN(squaredDistance) ? Number.POSITIVE_INFINITY : squaredDistance;
    });
    const sorted = distances.toSorted();
    const neighbors = ids.subarray(starts[i], starts[i + 1]);
    NEAREST.forEach((count, k) => {
      recall[k]! += neighbors.filter((j) => distances[j]! <= sorted[count - 1]!).length / neighbors.length;
    });
    if (map.topicOf[distances.indexOf(sorted[0]!)] === map.topicOf[i]) purity++;
    sampled++;
  }
  return { recall: recall.map((sum) => sum / sampled), purity: purity / sampled };
}

function runForceAtlas2({ papers, edges }: PaperMap): Float32Array {
  const random = createRandom(1);
  const graph = new Graph({ type: 'undirected' });
  for (const i of papers.keys()) graph.addNode(i, { x: random(), y: random() });
  for (let k = 0; k < edges.weights.length; k++)
    graph.addUndirectedEdge(edges.sources[k]!, edges.targets[k]!, { weight: edges.weights[k] });
  const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: true };
  const positions = forceAtlas2(graph, { iterations: 100, settings });
  return Float32Array.from([...papers.keys()].flatMap((i) => [positions[i]!.x, positions[i]!.y]));
}

const printRow = (name: string, cells: (string | number)[]) =>
  console.log([name.padEnd(12), ...cells.map((cell) => String(cell).padStart(9))].join(''));

function printResult(name: string, map: PaperMap, positions: Float32Array, seconds: number): void {
  const { recall, purity } = measureQuality(map, positions);
  const { papers, edges } = map;
  const figures = [...recall, purity].map((value) => value.toFixed(3));
  printRow(name, [papers.length, edges.weights.length, seconds.toFixed(2), ...figures]);
}

const collection = await readPapers(await listInputFiles(inputs));
const allPapers = collection.papers.filter((paper) => paper.abstract);
printRow('method', ['papers', 'edges', 'seconds', 'rec. 10', 'rec. 50', 'purity']);
const points: [papers: number, seconds: number][] = [];
for (const size of options.sizes.split(',').map(Number)) {
  const step = Math.max(1, allPapers.length / size);
  const papers: Paper[] = Array.from(
    { length: Math.min(size, allPapers.length) },
    (_, i) => allPapers[Math.floor(i * step)]!,
  );
  const map = await analyze({ ...collection, papers });
  const [positions, seconds] = await measureSeconds(() => computeLayout(map, map.edges, map));
  printResult('papergraph', map, positions, seconds);
  if (papers.length > MIN_PAPERS_GROWTH) points.push([papers.length, seconds]);
  if (papers.length > MAX_PAPERS_FORCE_ATLAS) continue;
  const [forceAtlas2Positions, forceAtlas2Seconds] = await measureSeconds(() => runForceAtlas2(map));
  printResult('ForceAtlas2', map, forceAtlas2Positions, forceAtlas2Seconds);
}
const [first, last] = [points[0], points.at(-1)];
if (first && last && last[0] > first[0])
  console.log(`growth: seconds ~ papers^${(Math.log(last[1] / first[1]) / Math.log(last[0] / first[0])).toFixed(2)}`);
