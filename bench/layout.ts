/**
 * How fast is the layout, how does its time grow, and how many neighbours does it keep near? Beside it, in the same run,
 * ForceAtlas2 alone (graphology's, 100 iterations from random places, Barnes-Hut) on maps of up to 3,000 papers.
 *
 *     npx tsx bench/layout.ts PAPERS... [--sizes 1000,3000,10000]
 *
 * "kept" is the share of each paper's neighbours (of up to 500 papers, evenly drawn) that are among its 10 nearest in the
 * picture; "apart" the share whose nearest paper in the picture is of their own topic. Seconds are of processor time, in
 * user mode, of this process.
 */
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { analyze, type Paper, type PaperMap, readPapers } from '../src/index.ts';
import { layOut } from '../src/layout/layout.ts';
import { generator } from '../src/util/random.ts';

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { sizes: { type: 'string', default: '1000,3000,10000' } },
});

function timed<T>(work: () => T): [result: T, seconds: number] {
  const start = process.cpuUsage().user;
  const result = work();
  return [result, (process.cpuUsage().user - start) / 1e6];
}

function measure(map: PaperMap, positions: Float32Array): { kept: number; apart: number } {
  const papers = map.papers.length;
  const { starts, ids } = map.neighbours;
  let [kept, apart, sampled] = [0, 0, 0];
  for (let i = 0; i < papers; i += Math.max(1, Math.floor(papers / 500))) {
    if (starts[i] === starts[i + 1]) continue;
    const distances = Float64Array.from({ length: papers }, (_, j) => {
      const square =
        (positions[2 * j]! - positions[2 * i]!) ** 2 + (positions[2 * j + 1]! - positions[2 * i + 1]!) ** 2;
      return j === i || Number.isNaN(square) ? Infinity : square;
    });
    const sorted = distances.toSorted();
    const own = ids.subarray(starts[i], starts[i + 1]);
    kept += own.filter((j) => distances[j]! <= sorted[9]!).length / own.length;
    if (map.topicOf[distances.indexOf(sorted[0]!)] === map.topicOf[i]) apart++;
    sampled++;
  }
  return { kept: kept / sampled, apart: apart / sampled };
}

function forceAtlas2Alone({ papers, edges }: PaperMap): Float32Array {
  const random = generator(1);
  const graph = new Graph({ type: 'undirected' });
  for (const i of papers.keys()) graph.addNode(i, { x: random(), y: random() });
  for (let k = 0; k < edges.weights.length; k++)
    graph.addUndirectedEdge(edges.sources[k]!, edges.targets[k]!, { weight: edges.weights[k] });
  const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: true };
  const places = forceAtlas2(graph, { iterations: 100, settings });
  return Float32Array.from([...papers.keys()].flatMap((i) => [places[i]!.x, places[i]!.y]));
}

function report(what: string, map: PaperMap, positions: Float32Array, seconds: number) {
  const { kept, apart } = measure(map, positions);
  const figures = [map.papers.length, map.edges.weights.length, seconds.toFixed(2), kept.toFixed(3), apart.toFixed(3)];
  console.log([what.padEnd(12), ...figures.map((figure) => String(figure).padStart(9))].join(''));
}

const collection = await readPapers(files.map((name) => ({ name, bytes: () => createReadStream(name) })));
const whole = collection.papers.filter((paper) => paper.abstract);
const sizes = options.sizes.split(',').map(Number);
console.log(['method      ', ...['papers', 'edges', 'seconds', 'kept', 'apart'].map((h) => h.padStart(9))].join(''));
const points: [papers: number, seconds: number][] = [];
for (const size of sizes) {
  const step = Math.max(1, whole.length / size);
  const papers: Paper[] = Array.from({ length: Math.min(size, whole.length) }, (_, i) => whole[Math.floor(i * step)]!);
  const map = await analyze({ ...collection, papers });
  const [positions, seconds] = timed(() => layOut(map, map.edges, map));
  report('papergraph', map, positions, seconds);
  // Smaller maps are settled by ForceAtlas2 as well, in quadratic time: with them the growth would look slower than it is.
  if (papers.length > 1000) points.push([papers.length, seconds]);
  if (papers.length > 3000) continue;
  const [alone, secondsAlone] = timed(() => forceAtlas2Alone(map));
  report('ForceAtlas2', map, alone, secondsAlone);
}
const [first, last] = [points[0], points.at(-1)];
if (first && last && last[0] > first[0])
  console.log(`growth: seconds ~ papers^${(Math.log(last[1] / first[1]) / Math.log(last[0] / first[0])).toFixed(2)}`);
