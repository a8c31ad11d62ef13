import { count, plural } from './counts.ts';

/** The map and what steers it. */
export const mapTexts = {
  look: {
    colourBy: 'Colour',
    sizeBy: 'Size',
    colours: {
      topic: 'topic',
      subtopic: 'subtopic',
      year: 'year',
      venue: 'venue',
      source: 'source',
      confidence: 'confidence',
    },
    sizes: { links: 'links', citations: 'citations', even: 'even' },
    curved: 'Curved links',
    tooManyToCurve: (most: number) => `Links are curved on maps that draw at most ${count(most)} of them`,
    similarity: 'Similarity',
    atLeast: (value: number) => `≥ ${value.toFixed(2)}`,
    other: 'others',
    unknown: 'not known',
  },
  map: {
    label: 'Map of papers. Arrow keys move it, plus and minus zoom, 0 shows all, Enter opens the paper in the middle.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show the whole map',
    overview: 'Overview of the map',
    yourText: 'your text',
    examples: 'your examples',
  },
  status: {
    shown: (papers: number, links: number, drawn: number) =>
      drawn < links
        ? `${plural(papers, 'paper', 'papers')} · ${count(drawn)} of ${plural(links, 'link', 'links')} drawn`
        : `${plural(papers, 'paper', 'papers')} · ${plural(links, 'link', 'links')}`,
    nearer: 'Come nearer, and more of the links in view are drawn.',
  },
  about: {
    heading: 'This map',
    modularity: 'Modularity',
    silhouette: 'Silhouette',
    stability: 'Stability',
    trustworthiness: 'Trustworthiness of the picture',
    records: 'Records read',
    terms: 'Terms that count',
    topics: 'Topics',
    papers: 'Papers',
    withoutAbstract: 'without abstract',
    links: 'Links',
    shape: 'Change and build again',
  },
};
