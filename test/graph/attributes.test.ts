import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/graph/build.ts';
import { topicColor } from '../../src/graph/colors.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { mapWithTitles } from '../export/hostile-titles.ts';

const map = await mapWithTitles(Array.from({ length: 18 }, (_, i) => `Paper ${i}`));

describe('buildGraph', () => {
  const graph = buildGraph(map);

  it('has a node per paper and an edge per pair of neighbors, in the order of the map', () => {
    expect(graph.nodes()).toEqual(map.papers.map((paper) => paper.id));
    expect(graph.type).toBe('undirected');
    expect(graph.mapEdges((_, { weight }) => weight)).toEqual([...map.edges.weights]);
  });

  it('describes each paper by its metadata, topic, degree and position', () => {
    map.papers.forEach((paper, i) => {
      const node = graph.getNodeAttributes(paper.id);
      expect(node).toMatchObject({ label: paper.title, year: paper.year, date: paper.date, url: paper.url });
      expect(node.neighbors).toBe(graph.degree(paper.id));
      expect(node.color).toBe(topicColor(map.topicOf[i]!));
      expect(node.topicLabel).toBe(map.topics.find((topic) => topic.id === node.topic)?.label);
      if (paper.abstract) expect([node.x, node.y]).toEqual([map.positions[2 * i], map.positions[2 * i + 1]]);
      else expect(node).not.toHaveProperty('x');
    });
    expect(map.papers.some((paper) => !paper.abstract)).toBe(true);
  });

  it('lists the terms of each edge, largest share first, which add up to the similarity', () => {
    buildGraph(map, { terms: 100 }).forEachEdge((_, { weight, terms }) => {
      expect(terms.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(weight, 12);
      expect(terms.map(({ share }) => share)).toEqual(terms.map(({ share }) => share).sort((a, b) => b - a));
    });
    graph.forEachEdge((_, { terms }) => expect(terms.length).toBeLessThanOrEqual(5));
  });

  it('uses the address of the DOI, then of the arXiv id, for a paper without URL', () => {
    const getUrl = (identifiers: { doi?: string; arxiv?: string }) => {
      const [{ url: _url, doi: _doi, ...paper }] = map.papers as [PaperMap['papers'][0]];
      const modified = { ...map, papers: [{ ...paper, ...identifiers }, ...map.papers.slice(1)] };
      return buildGraph(modified, { terms: 0 }).getNodeAttribute(paper.id, 'url');
    };
    expect(getUrl({ doi: '10.1/a<b>' })).toBe('https://doi.org/10.1/a%3Cb%3E');
    expect(getUrl({ arxiv: '2101.00001' })).toBe('https://arxiv.org/abs/2101.00001');
    expect(getUrl({ doi: '10.1/\ud800' })).toBe('https://doi.org/10.1/%EF%BF%BD');
    expect(getUrl({})).toBeUndefined();
  });
});
