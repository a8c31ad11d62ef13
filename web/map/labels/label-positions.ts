/** Returns the average distance between neighboring papers in map units, assuming that they fill their bounding box evenly. */
export function getMeanSpacing(positions: Float32Array): number {
  let [minX, maxX, minY, maxY, count] = [Infinity, -Infinity, Infinity, -Infinity, 0];
  for (let i = 0; i < positions.length; i += 2) {
    if (Number.isNaN(positions[i]!)) continue;
    count++;
    minX = Math.min(minX, positions[i]!);
    maxX = Math.max(maxX, positions[i]!);
    minY = Math.min(minY, positions[i + 1]!);
    maxY = Math.max(maxY, positions[i + 1]!);
  }
  const area = (maxX - minX) * (maxY - minY);
  return area > 0 ? Math.sqrt(area / count) : 1;
}

/** The center of a topic. */
export interface TopicCenter {
  /** Medians of the coordinates of the topic's papers. */
  x: number;
  y: number;
  /** A paper of the topic. */
  paper: number;
}

/** Returns the center of each topic that has papers on the map, by topic id. */
export function getTopicCenters(topicOf: Uint32Array, positions: Float32Array): Map<number, TopicCenter> {
  const papersOf = new Map<number, number[]>();
  for (let paper = 0; paper < topicOf.length; paper++) {
    if (topicOf[paper] === 0 || Number.isNaN(positions[2 * paper]!)) continue;
    const papers = papersOf.get(topicOf[paper]!);
    if (papers) papers.push(paper);
    else papersOf.set(topicOf[paper]!, [paper]);
  }
  const median = (papers: number[], axis: 0 | 1) => {
    const values = new Float32Array(papers.length);
    for (let i = 0; i < papers.length; i++) values[i] = positions[2 * papers[i]! + axis]!;
    return values.sort()[values.length >> 1]!;
  };
  return new Map(
    [...papersOf].map(([topic, papers]) => [topic, { x: median(papers, 0), y: median(papers, 1), paper: papers[0]! }]),
  );
}
