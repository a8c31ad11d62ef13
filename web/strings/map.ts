import { count, plural } from './counts.ts';
import { countNodes, getNoun } from './nouns.ts';

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
