import { describe, expect, test } from 'vitest';
import { estimateTextWidth, layOutLabels } from '../../src/export/figures/figure-labels.ts';
import { MAP_SIZE, THEMES, type TopicPapers } from '../../src/export/figures/figure-model.ts';
import { fitMap } from '../../src/export/figures/projection.ts';
import type { PaperMap } from '../../src/model/map.ts';

/** Returns positions of 25 papers in a square around a point. */
const cluster = (x: number, y: number) =>
  Array.from({ length: 25 }, (_, i) => [x + 25 * ((i % 5) - 2), y + 25 * (Math.floor(i / 5) - 2)]).flat();

/** Lays out the labels of clusters, and returns them with the positions of the papers, all in units of the figure. */
function layOut(clusters: { label: string; x: number; y: number }[]) {
  const positions = Float32Array.from(clusters.flatMap(({ x, y }) => cluster(x, y)));
  const edges = { sources: new Uint32Array(), targets: new Uint32Array(), weights: new Float64Array() };
  const map = {
    positions,
    edges,
    papers: Array.from({ length: positions.length / 2 }, () => ({})),
  } as unknown as PaperMap;
  const topics = clusters.map(({ label }, k): TopicPapers => {
    const topic = { id: k + 1, label, size: 25, terms: [], central: [] } as unknown as TopicPapers['topic'];
    return { topic, papers: Array.from({ length: 25 }, (_, i) => 25 * k + i) };
  });
  const projection = fitMap(map, Uint32Array.from(map.papers.keys()), 40);
  const labels = layOutLabels(map, projection, topics, THEMES.light, 1, estimateTextWidth);
  const papers = Array.from({ length: positions.length / 2 }, (_, i) => ({
    x: projection.toX(positions[2 * i]!),
    y: projection.toY(positions[2 * i + 1]!),
  }));
  return { labels, papers };
}

/** Returns the papers that the lines of the labels cover. */
const findCovered = ({ labels: { texts, size }, papers }: ReturnType<typeof layOut>) =>
  papers.filter((paper) =>
    texts.some(
      ({ text, x, y }) =>
        Math.abs(paper.x - x) < estimateTextWidth(text, size) / 2 &&
        paper.y > y - 0.8 * size &&
        paper.y < y + 0.2 * size,
    ),
  );

describe('the labels of a figure', () => {
  test('are next to their papers and cover none where there is space', () => {
    const result = layOut([
      { label: 'Spiking neural networks', x: -300, y: 200 },
      { label: 'Supervised learning and spike-timing-dependent plasticity', x: 250, y: -250 },
      { label: 'EEG', x: 250, y: 250 },
    ]);
    expect(findCovered(result)).toEqual([]);
    const { texts, size } = result.labels;
    expect(texts.map(({ text }) => text).join(' ')).toBe(
      'Spiking neural networks Supervised learning and spike-timing-dependent plasticity EEG',
    );
    expect(size).toBe(17);
    for (const { text, x } of texts) {
      const half = estimateTextWidth(text, size) / 2;
      expect(x - half).toBeGreaterThan(0);
      expect(x + half).toBeLessThan(MAP_SIZE);
    }
  });

  test('are smaller where large ones would cover many papers', () => {
    const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
    const crowded = Array.from({ length: 36 }, (_, k) => ({
      label: `Recommender systems and databases ${names[k % 12]}`,
      x: 150 * (k % 6),
      y: 150 * Math.floor(k / 6),
    }));
    const result = layOut(crowded);
    expect(result.labels.size).toBeLessThan(17);
    expect(result.labels.texts.length).toBeGreaterThan(36);
  });
});
