import { listNames } from './counts.ts';

/** Strings of the start page, of loading and of messages. */
export const startStrings = {
  start: {
    heading: 'A map of your papers',
    lead: 'Drop files here to see which papers are similar, why, and which topics they form.',
    formats:
      'BibTeX, RIS, CSV, Excel, JSON, PubMed, arXiv, and many other formats; lists of papers saved from web pages; and papergraph maps.',
    private: 'Your files never leave this computer: everything is computed in this page.',
    choose: 'Choose files',
    sample: 'Try the sample',
    sampleHint: '257 papers on neurons, astrocytes, and spiking networks',
    drop: 'Drop files to open them',
  },
  reopen: {
    heading: 'Your files can be reopened',
    files: (names: string[]) =>
      `Before the page was reloaded, ${listNames(names)} ${names.length === 1 ? 'was' : 'were'} open.`,
    reopen: 'Reopen',
  },
  replace: {
    heading: 'Replace the edited map?',
    text: (names: string[]) => `Opening ${listNames(names)} discards your unsaved changes to the map.`,
    save: 'Save map',
    replace: 'Replace map',
    keep: 'Keep map',
  },
  loading: {
    heading: 'Building the map',
    opening: 'Opening the map',
    stop: 'Cancel',
    remaining: (seconds: number) =>
      seconds < 90 ? `about ${Math.ceil(seconds)} s left` : `about ${Math.round(seconds / 60)} min left`,
    stages: {
      read: 'Reading papers',
      weigh: 'Weighting terms',
      join: 'Comparing papers',
      network: 'Counting links',
      graph: 'Linking papers',
      topics: 'Finding topics',
      labels: 'Labeling topics',
      layout: 'Computing the layout',
      quality: 'Measuring quality',
      concepts: 'Finding concepts',
      write: 'Writing the map',
    },
  },
  errors: {
    heading: 'Something went wrong',
    openFailed: 'Could not open the map',
    changeFailed: 'The map stays as it is',
    notPapers: 'No list of papers',
    notPapersText: (problems: { name: string; problem?: string }[]) =>
      problems
        .map(
          ({ name, problem }) =>
            `${name}: ${(problem ?? 'nothing to read').replace('; remove it from the input', '')}.`,
        )
        .join(' '),
    recipeFailed: 'Could not load the recipe',
    exportFailed: 'Could not export',
    fileProblem: (file: string, reason: string) => `${file}: ${reason}`,
    noMap: 'No map is open.',
    mapReplaced: 'The map file was replaced while it was open. Reload the page to open the new map.',
    incompletePart: (url: string) =>
      `The server sent only a part of what was requested from ${url}. Reload the page to try again.`,
    builtDifferently: 'The map was built with warnings',
    noConcepts: 'This map contains no concepts. Rebuild it with concepts.',
    noPapers: 'No papers found in these files. A paper needs a title; to be compared, it also needs an abstract.',
    webglHeading: 'WebGL is not available',
    webgl:
      'This browser cannot draw the map because it does not support WebGL. Turn on hardware acceleration in its settings or use another browser. Search, the list, and the papers work without the map.',
    lostHeading: 'The map cannot be displayed',
    lost: 'The graphics driver stopped. The map will appear again as soon as the driver restarts.',
    workerHeading: 'The map must be reopened',
    worker:
      'The background process that holds the map has stopped, probably because it ran out of memory. Reopen the map to continue.',
    reopen: 'Reopen',
    dismiss: 'Dismiss',
    otherMapHeading: 'No map is open',
    otherMap: 'This link belongs to a map that is not open. Open that map, then follow the link again.',
    unknownPaperHeading: 'Paper not found',
    unknownPaper: 'This map does not contain the paper that the link points to.',
    unknownTopicHeading: 'Topic not found',
    unknownTopic: (topic: number) => `This map has no topic ${topic}. Choose one in the Topics tab.`,
  },
};
