import { count } from './counts.ts';

/** Strings of the export menu. */
export const exportStrings = {
  export: {
    heading: 'Export',
    papers: 'Papers to export',
    everything: (n: number) => `All papers: ${count(n)}`,
    visible: (n: number) => `Visible papers: ${count(n)}`,
    selection: (name: string, n: number) => `${name}: ${count(n)}`,
    /** Part of the name of a file with the visible papers. */
    visibleName: 'visible',
    selected: {
      paper: 'Open paper and neighbors',
      compare: 'Compared papers',
      path: 'Path',
      topic: 'Open topic',
      concept: 'Open concept',
      readingList: 'Reading list',
      searchMatches: 'Search matches',
      highlighted: 'Highlighted',
      answer: 'Related papers',
      examples: 'Examples',
    },
    formats: {
      gexf: 'GEXF (Gephi, Gephi Lite)',
      graphml: 'GraphML (yEd, igraph)',
      'nodes.csv': 'CSV (papers)',
      'edges.csv': 'CSV (links)',
      json: 'JSON (nodes and links)',
      bibtex: 'BibTeX',
      ris: 'RIS (Zotero, EndNote)',
      svg: 'SVG image with legend',
    },
    print: 'PNG image with legend (for print)',
    whole: 'Whole map',
    page: 'HTML file (opens offline)',
    map: 'Map file (for papergraph)',
    view: 'Current view',
    png: 'PNG image',
    link: 'Copy link',
    linkLacksRecipe:
      'The link opens this view without your changes to the map, which are too many for a link. Save them as a recipe and send it along.',
    linkLacksText: 'The link opens this view without your text, which is too long for a link.',
    moreColors: (n: number) => `${count(n)} more`,
    noPicture: 'The image could not be created because the map is not drawn or memory is low.',
    noTemplate: 'single.html is missing next to this page. Run "npm run build" in the papergraph directory.',
    progress: (bytes: number) => (bytes < 1e6 ? 'Exporting…' : `Exporting… ${count(Math.floor(bytes / 1e6))} MB`),
    cancel: 'Cancel',
    done: (name: string) => `Saved ${name}`,
  },
};
