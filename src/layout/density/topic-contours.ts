import { contours } from 'd3-contour';
import { MAP_RADIUS } from '../../model/map.ts';
import { pow } from '../../util/portable-math.ts';
import { densityAt, estimateDensity, type GridExtent, KERNEL_REACH } from './kernel-density.ts';
import { isInside, type Ring } from './ring.ts';

/** Share of the papers of a topic that its contour holds, at least. */
export const CONTOUR_SHARE = 0.8;

/** Shares of the papers of a topic above the level of its contour; the first one at which the larger islands hold enough is chosen. */
const LEVEL_SHARES = [CONTOUR_SHARE, 0.85, 0.9, 0.95];

/** Islands with a smaller share of the papers of their topic are left out, if the others hold enough papers. */
const MIN_ISLAND_SHARE = 0.06;

/** Fewer papers have no contour, and are no island. */
const MIN_PAPERS = 3;

/** Factor on the bandwidth of Scott's rule, which is meant for a single normal distribution and hides structure in others. */
const BANDWIDTH_FACTOR = 0.75;

/** Level in relation to the density of the paper at the border, so that its disc is inside. */
const MARGIN = 0.65;

/** Cells of the grid per bandwidth. */
const CELLS_PER_BANDWIDTH = 3;

/** Largest number of cells of a grid in each direction. */
const MAX_CELLS = 512;

/** The region of a topic: islands, each with its outer ring and then its holes, in map units. The largest island is first. */
export interface TopicContour {
  topic: number;
  islands: Ring[][];
}

/**
 * Computes the regions in which the papers of each topic are dense, one after the other, by ascending ids: the density of the papers of a topic is estimated with a
 * Gaussian kernel, and cut at the highest of a few levels at which it holds at least 80% of them (Other is left out).
 * @param positions x and y of each paper; papers without a position are skipped.
 * @param topicOf topic of each paper; 0 for none.
 * @param isIncluded which papers count. Default all.
 */
export function* computeTopicContours(
  positions: ArrayLike<number>,
  topicOf: ArrayLike<number>,
  isIncluded: (paper: number) => boolean = () => true,
): Generator<TopicContour> {
  const groups = new Map<number, number[]>();
  let papers = 0;
  for (let paper = 0; paper < topicOf.length; paper++) {
    if (Number.isNaN(positions[2 * paper]!) || !isIncluded(paper)) continue;
    papers++;
    const topic = topicOf[paper]!;
    const group = groups.get(topic);
    if (group) group.push(positions[2 * paper]!, positions[2 * paper + 1]!);
    else groups.set(topic, [positions[2 * paper]!, positions[2 * paper + 1]!]);
  }
  groups.delete(0);
  for (const [topic, points] of [...groups].sort(([a], [b]) => a - b)) {
    const islands = points.length < 2 * MIN_PAPERS ? [] : findIslands(points, chooseBandwidth(points, papers));
    if (islands.length > 0) yield { topic, islands };
  }
}

/** Share of the area of the map that a kernel covers on maps of few papers; discs cover about as much. */
const MIN_COVERAGE = 0.25;

/** Returns the bandwidth by Scott's rule (1992), with a spread that outliers do not change; at least about the radius of a disc. */
function chooseBandwidth(points: readonly number[], papers: number): number {
  const spreads = [0, 1].map((axis) => {
    const values = Float64Array.from({ length: points.length / 2 }, (_, i) => points[2 * i + axis]!).sort();
    // The interquartile range of a normal distribution is 1.349 standard deviations.
    return (values[Math.floor(0.75 * (values.length - 1))]! - values[Math.floor(0.25 * (values.length - 1))]!) / 1.349;
  });
  const scott = Math.sqrt(spreads[0]! * spreads[1]!) * pow(points.length / 2, -1 / 6);
  return Math.max(BANDWIDTH_FACTOR * scott, MAP_RADIUS * Math.sqrt(MIN_COVERAGE / Math.max(100, papers)));
}

/** Finds the islands of a topic. */
function findIslands(points: readonly number[], bandwidth: number): Ring[][] {
  const grid = estimateDensity(points, bandwidth, chooseExtent(points, bandwidth));
  const papers = points.length / 2;
  const densities = Float64Array.from({ length: papers }, (_, i) =>
    densityAt(grid, points[2 * i]!, points[2 * i + 1]!),
  );
  densities.sort();
  // The library takes arrays only.
  const values = Array.from(grid.values);
  const [enough, minPapers] = [CONTOUR_SHARE * papers, Math.max(MIN_PAPERS, MIN_ISLAND_SHARE * papers)];
  let islands: Island[] = [];
  for (const share of LEVEL_SHARES) {
    const level = densities[Math.floor((1 - share) * papers)]! * MARGIN;
    islands = cutAt(grid, values, level, points);
    const large = islands.filter(({ papers }) => papers >= minPapers);
    if (sum(large) >= enough) return large.map(({ rings }) => rings);
  }
  // The topic is scattered over small islands.
  const kept: Island[] = [];
  for (const island of islands) if (sum(kept) < enough) kept.push(island);
  return kept.map(({ rings }) => rings);
}

interface Island {
  rings: Ring[];
  /** Number of papers in it. */
  papers: number;
}

const sum = (islands: readonly Island[]) => islands.reduce((total, { papers }) => total + papers, 0);

/** Returns the grid around points on which their density is estimated. */
function chooseExtent(points: readonly number[], bandwidth: number): GridExtent {
  const margin = (KERNEL_REACH + 1) * bandwidth;
  const [min, max] = [
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ];
  for (let i = 0; i < points.length; i++) {
    min[i % 2] = Math.min(min[i % 2]!, points[i]!);
    max[i % 2] = Math.max(max[i % 2]!, points[i]!);
  }
  const [width, height] = [max[0]! - min[0]! + 2 * margin, max[1]! - min[1]! + 2 * margin];
  const cell = Math.max(bandwidth / CELLS_PER_BANDWIDTH, Math.max(width, height) / MAX_CELLS);
  return {
    columns: Math.ceil(width / cell),
    rows: Math.ceil(height / cell),
    cell,
    x: min[0]! - margin,
    y: min[1]! - margin,
  };
}

/** Returns the islands of a grid above a level, the one with most papers first. */
function cutAt(
  { columns, rows, cell, x, y }: GridExtent,
  values: number[],
  level: number,
  points: readonly number[],
): Island[] {
  const { coordinates } = contours().size([columns, rows]).contour(values, level);
  const islands = coordinates.map((rings) => {
    const scaled = rings.map((ring) =>
      // Rings of d3-contour end with their first vertex.
      Float64Array.from(ring.slice(0, -1).flat(), (value, i) => value * cell + (i % 2 === 0 ? x : y)),
    );
    return { rings: scaled, papers: countInside(scaled, points) };
  });
  return islands.sort((a, b) => b.papers - a.papers);
}

/** Counts the points inside the outer ring of an island, but in none of its holes. */
function countInside(rings: readonly Ring[], points: readonly number[]): number {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const outer = rings[0]!;
  for (let i = 0; i < outer.length; i += 2) {
    [minX, maxX] = [Math.min(minX, outer[i]!), Math.max(maxX, outer[i]!)];
    [minY, maxY] = [Math.min(minY, outer[i + 1]!), Math.max(maxY, outer[i + 1]!)];
  }
  let count = 0;
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    if (x >= minX && x <= maxX && y >= minY && y <= maxY && isInside(rings, x, y)) count++;
  }
  return count;
}
