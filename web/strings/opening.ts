import { plural } from './counts.ts';

/** Before a map is open, and when something went wrong. */
export const openingTexts = {
  empty: {
    heading: 'A map of the papers you care about',
    lead: 'Drop files here to see which papers are alike, why, and what topics they form.',
    formats: 'Listing pages, BibTeX, RIS, CSV, JSON, JSON Lines, PubMed, arXiv — or a map that papergraph built.',
    private: 'Nothing leaves this machine: the papers are read and compared in this page.',
    choose: 'Choose files',
    sample: 'Try the sample',
    sampleHint: '257 papers on neurons, astrocytes and spiking networks',
    drop: 'Drop to map these files',
  },
  loading: {
    heading: 'Making the map',
    opening: 'Opening the map',
    stop: 'Stop',
    remaining: (seconds: number) =>
      seconds < 90 ? `about ${Math.ceil(seconds)} s to go` : `about ${Math.round(seconds / 60)} min to go`,
    stages: {
      read: 'Reading papers',
      weigh: 'Weighing terms',
      join: 'Comparing papers',
      graph: 'Linking papers',
      topics: 'Finding topics',
      labels: 'Naming topics',
      layout: 'Drawing the map',
      quality: 'Measuring quality',
      concepts: 'Finding concepts',
      write: 'Writing',
    },
  },
  errors: {
    heading: 'That did not work',
    noMap: 'No map is open.',
    noConcepts: 'This map was built without concepts: build it again with them.',
    noPapers: 'No papers were found in these files. Each paper needs a title, and an abstract to be compared.',
    webglHeading: 'The picture needs WebGL',
    webgl:
      'This browser offers no WebGL, so the map cannot be drawn. Turn on hardware acceleration in its settings or use another browser. Search, the list and the papers work without the picture.',
    lost: 'The graphics driver dropped the picture. It is drawn again as soon as the driver returns.',
    workerHeading: 'The map has to be opened again',
    worker:
      'The part of this page that holds the map has stopped, most likely because memory ran short. What you see stays; to go on, open the map again.',
    reopen: 'Open again',
    dismiss: 'Dismiss',
    back: 'Back',
    notHere: 'This link points to papers of another map. Open that map, and the link works.',
    unknownPaper: 'This map does not hold the paper that the link points to.',
    skipped: (n: number) => `${plural(n, 'record', 'records')} could not be read`,
  },
};
