import { count, plural } from './counts.ts';
import { countNodes, getNoun, isSimilarity } from './nouns.ts';

const MEASURES = {
  weightedDegree: 'link total',
  pageRank: 'PageRank',
  betweenness: 'betweenness',
  burst: 'burst',
};

/** Strings of the map, its toolbar and the information about it. */
export const mapStrings = {
  display: {
    colorBy: 'Color',
    sizeBy: 'Size',
    colors: {
      topic: 'topic',
      subtopic: 'subtopic',
      year: 'year',
      venue: 'venue',
      source: 'source',
      confidence: 'confidence',
      links: 'links',
      citations: 'citations',
      ...MEASURES,
    },
    sizes: { links: 'links', citations: 'citations', uniform: 'uniform', ...MEASURES },
    number: (value: number) =>
      Number.isInteger(value) ? count(value) : value.toLocaleString('en', { maximumSignificantDigits: 2 }),
    curved: 'Curved links',
    density: 'Density',
    contours: 'Topic contours',
    noDensity: 'This browser cannot draw the density: it has no WebGL 2 with floating-point textures.',
    sparse: 'few papers',
    dense: 'many papers',
    tooManyToCurve: (max: number) => `Curved links are available for maps that draw at most ${count(max)} links`,
    atLeast: (value: number) => `≥ ${value.toFixed(2)}`,
    other: 'other',
    unknown: 'unknown',
  },
  map: {
    get label() {
      return `Map of ${getNoun().many}. The arrow keys go to the next ${getNoun().one}, Enter opens it, Shift with an arrow key pans, plus and minus zoom, and 0 shows the whole map.`;
    },
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show whole map',
    minimap: 'Minimap',
    yourText: 'your text',
    examples: 'your examples',
  },
  status: {
    shown: (papers: number, links: number, drawn: number) =>
      drawn < links
        ? `${countNodes(papers)} · ${count(drawn)} of ${plural(links, 'link', 'links')} drawn`
        : `${countNodes(papers)} · ${plural(links, 'link', 'links')}`,
    zoomIn: 'Zoom in to see more links',
  },
  about: {
    heading: 'About this map',
    quality: 'Quality',
    /** What each figure means, what is typical, and what to change. */
    meanings: {
      get modularity() {
        const advice = isSimilarity()
          ? 'fewer neighbors per paper, or a higher minimum similarity'
          : 'another topic resolution';
        return `Share of the links that is inside topics, beyond chance. Typical: 0.4 to 0.6 for texts, up to 0.9 for co-authors. If lower: ${advice}.`;
      },
      silhouette:
        'How much closer texts are to their own topic than to the next one. Typical: 0.01 to 0.05, since texts overlap. If lower: more stop words, or another topic resolution.',
      stability:
        'How far runs with other seeds find the same topics. Typical: 0.6 to 0.9. If lower: another topic resolution; such topics have no sharp borders.',
      get trustworthiness() {
        const advice = isSimilarity() ? 'fewer neighbors per paper; ' : '';
        return `Whether what is close on the map is alike. Typical: 0.85 to 0.95, in networks 0.7 to 0.9. If lower: ${advice}links and lists say more than distances.`;
      },
    },
    modularity: 'Modularity',
    silhouette: 'Silhouette',
    stability: 'Stability',
    trustworthiness: 'Layout trustworthiness',
    records: 'Records read',
    terms: 'Terms used',
    topics: 'Topics',
    get papers() {
      return getNoun().Many;
    },
    withoutAbstract: 'Papers without an abstract',
    languages: 'Languages',
    links: 'Links',
    rebuild: 'Change options and rebuild',
  },
};
