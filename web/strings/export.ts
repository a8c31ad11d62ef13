import { count } from './counts.ts';
import { getNoun } from './nouns.ts';

/** Strings of the export menu. */
export const exportStrings = {
  export: {
    heading: 'Export',
    get papers() {
      return `${getNoun().Many} to export`;
    },
    everything: (n: number) => `All ${getNoun().many}: ${count(n)}`,
    visible: (n: number) => `Visible ${getNoun().many}: ${count(n)}`,
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
      get 'nodes.csv'() {
        return `CSV (${getNoun().many})`;
      },
      'edges.csv': 'CSV (links)',
      'topics.csv': 'CSV (topics)',
      xlsx: 'Excel workbook',
      cx2: 'CX2 (Cytoscape)',
      vosviewer: 'VOSviewer',
      dot: 'DOT (Graphviz)',
      json: 'JSON (nodes and links)',
      bibtex: 'BibTeX',
      ris: 'RIS (Zotero, EndNote)',
      'csl-json': 'CSL-JSON (Zotero, Pandoc)',
      'zotero-tags': 'Zotero tags (topics)',
      atom: 'Atom feed',
    },
    figures: 'Figures',
    width: 'Width in mm',
    dpi: 'Dots per inch of PNG',
    withRange: (name: string, min: number, max: number) => `${name} (${count(min)} to ${count(max)})`,
    svg: 'SVG image with legend',
    pdf: 'PDF with legend and embedded fonts',
    print: 'PNG image with legend (for print)',
    whole: 'Whole map',
    page: 'HTML file (opens offline)',
    map: 'Map file (for papergraph)',
    view: 'Current view',
    png: 'PNG image',
    link: 'Copy link',
    linkLacksRecipe:
      'The link opens this view without your changes to the map because there are too many for a link. Save them as a recipe and send it, too.',
    linkLacksText: 'The link opens this view without your text because it is too long for a link.',
    moreColors: (n: number) => `${count(n)} more`,
    noPicture: 'The image could not be created because the map is not drawn or memory is low.',
    noFonts: 'The fonts of PDF figures could not be loaded. Try again, or export as SVG.',
    noTemplate: 'single.html is missing next to this page. Run "npm run build" in the papergraph directory.',
    progress: (bytes: number) => (bytes < 1e6 ? 'Exporting…' : `Exporting… ${count(Math.floor(bytes / 1e6))} MB`),
    cancel: 'Cancel',
    done: (name: string) => `Saved ${name}`,
  },
};
