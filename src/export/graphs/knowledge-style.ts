import { type KnowledgeNode, knowledgeEdges, type NodeType } from '../../concepts/knowledge-graph.ts';
import { describeMap } from '../../graph/attributes.ts';
import { topicColor } from '../../graph/colors.ts';
import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import type { NodeStyle } from '../columns.ts';

/** Colors that are told apart also with color blindness (Okabe and Ito), and grays. */
const TYPE_COLORS: Record<Exclude<NodeType, 'paper' | 'topic'>, string> = {
  concept: '#999999',
  author: '#0072b2',
  venue: '#009e73',
  organization: '#d55e00',
  repository: '#cc79a7',
  listing: '#666666',
  reference: '#bbbbbb',
};

/**
 * Creates a function that returns the style of a node. The position of a node other than a paper is the mean of its papers, absent if none
 * has a position; the color is that of the topic for papers and topics, else that of the type.
 */
export function createStyler(map: PaperMap, concepts: Concepts): (node: KnowledgeNode) => NodeStyle {
  const describer = describeMap(map, { terms: 0 });
  const papers = new Map(map.papers.map(({ id }, i) => [`paper:${id}`, i]));
  const topicColors = new Map(map.topics.map(({ id, parent }) => [`topic:${id}`, topicColor(parent ?? id)]));
  const centers = sumPositions(map, concepts, papers);
  const unit = map.papers.reduce((least, _, i) => Math.min(least, describer.paper(i).size), Number.POSITIVE_INFINITY);
  return ({ id, type }) => {
    if (type === 'paper') {
      const { x, y, size, color } = describer.paper(papers.get(id)!);
      return { ...(x !== undefined && y !== undefined && { x, y }), size, color };
    }
    const center = centers.get(id);
    return {
      ...(center && center.positions > 0 && { x: center.x / center.positions, y: center.y / center.positions }),
      // The area is proportional to the number of papers.
      size: unit * Math.sqrt(center?.papers ?? 1),
      color: type === 'topic' ? topicColors.get(id)! : TYPE_COLORS[type],
    };
  };
}

interface Sum {
  x: number;
  y: number;
  papers: number;
  /** Number of papers with a position. */
  positions: number;
  /** The last paper that was counted. */
  last: number;
}

/**
 * Sums the positions of the papers that link to each other node. Several edges between a paper and a node count once: those of
 * introductions and definitions accompany a mention, and all others of a paper are consecutive.
 */
function sumPositions(map: PaperMap, concepts: Concepts, papers: ReadonlyMap<string, number>): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { source, target, type } of knowledgeEdges(map, concepts, { evidence: false })) {
    const paper = papers.get(source);
    if (paper === undefined || papers.has(target) || type === 'introduces' || type === 'defines') continue;
    const sum = sums.get(target) ?? { x: 0, y: 0, papers: 0, positions: 0, last: -1 };
    sums.set(target, sum);
    if (sum.last === paper) continue;
    sum.last = paper;
    sum.papers++;
    const [x, y] = map.positions.subarray(2 * paper, 2 * paper + 2);
    if (Number.isNaN(x)) continue;
    sum.x += x!;
    sum.y += y!;
    sum.positions++;
  }
  return sums;
}
