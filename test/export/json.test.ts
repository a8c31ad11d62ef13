import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeInvalidCharacters } from '../../src/export/escape.ts';
import { writeNodeLinkJson } from '../../src/export/graphs/node-link-json.ts';
import { buildGraph } from '../../src/graph/build.ts';
import { anyTitle, HOSTILE, mapWithTitles, retitled, textOf } from './hostile-titles.ts';

const map = await mapWithTitles(HOSTILE);

describe('writeNodeLinkJson', () => {
  it('preserves papers, attributes, edges, topics and options', () => {
    const { nodes, edges, graph, directed } = JSON.parse(textOf(writeNodeLinkJson(map)));
    const expected = buildGraph(map);
    expect(directed).toBe(false);
    nodes.forEach((node: object, i: number) => {
      const { title, ...paper } = map.papers[i]!;
      const { label, authors, topicLabel, subtopicLabel, secondTopic, secondTopicLabel, ...attributes } =
        expected.getNodeAttributes(paper.id);
      expect(node).toEqual({
        ...attributes,
        ...paper,
        ...(topicLabel !== undefined && { topic_label: topicLabel }),
        ...(secondTopic !== undefined && { second_topic: secondTopic, second_topic_label: secondTopicLabel }),
        ...(subtopicLabel !== undefined && { subtopic_label: subtopicLabel }),
        label: removeInvalidCharacters(label),
        title: removeInvalidCharacters(title),
      });
      expect(authors).toBe(paper.authors!.join('; '));
    });
    expect(edges).toEqual(expected.mapEdges((_, attributes, source, target) => ({ source, target, ...attributes })));
    expect(graph.topics.map((topic: { label: string }) => topic.label)).toEqual(map.topics.map((topic) => topic.label));
    expect(graph.options).toEqual(map.options);
  });

  it('names fields as tables do, and leaves out all abstracts on request', () => {
    const fields = { structuredNames: ['García Márquez, Gabriel'], otherAbstracts: ['Eine Zusammenfassung.'] };
    const named = { ...map, papers: map.papers.map((paper) => ({ ...paper, ...fields })) };
    const [node] = JSON.parse(textOf(writeNodeLinkJson(named))).nodes;
    expect(Object.keys(node).filter((key) => key.toLowerCase() !== key)).toEqual([]);
    expect(node).toMatchObject({
      structured_names: fields.structuredNames,
      other_abstracts: fields.otherAbstracts,
    });
    const [short] = JSON.parse(textOf(writeNodeLinkJson(named, { abstracts: false }))).nodes;
    expect(Object.keys(short).filter((key) => key.includes('abstract'))).toEqual([]);
  });

  it('preserves arbitrary titles when encoded as UTF-8', () => {
    fc.assert(
      fc.property(fc.array(anyTitle, { minLength: 1, maxLength: HOSTILE.length }), (titles) => {
        const hostile = retitled(map, titles);
        const bytes = new TextEncoder().encode(textOf(writeNodeLinkJson(hostile, { terms: 0 })));
        const { nodes } = JSON.parse(new TextDecoder().decode(bytes));
        expect(nodes.map((node: { title: string }) => node.title)).toEqual(
          hostile.papers.map((paper) => removeInvalidCharacters(paper.title)),
        );
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  it('writes a valid file for an empty selection', () => {
    expect(JSON.parse(textOf(writeNodeLinkJson(map, { papers: [] })))).toMatchObject({ nodes: [], edges: [] });
  });
});
