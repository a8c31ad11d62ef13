import { OTHER_TOPIC } from '../../src/model/map.ts';
import { count, plural } from './counts.ts';
import { countNodes, getNoun, getWeightNoun, hasPaperNodes, hasVectors, isSimilarity } from './nouns.ts';

/** Strings of the sidebar: search and tabs. */
export const sidebarStrings = {
  bar: {
    open: 'Open files',
    theme: { auto: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' },
    about: 'About this map',
  },
  panes: { label: 'Sidebar', topics: 'Topics', filters: 'Filters', ask: 'Ask', tree: 'List', edit: 'Edit' },
  search: {
    get label() {
      return hasPaperNodes()
        ? 'Search titles, authors, venues, years, terms, identifiers, and abstracts'
        : `Search ${getNoun().many}, years, and terms`;
    },
    get placeholder() {
      return hasPaperNodes() ? 'Search titles, authors, abstracts' : `Search ${getNoun().many}`;
    },
    clear: 'Clear search',
    get papers() {
      return hasPaperNodes() ? 'Titles' : getNoun().Many;
    },
    authors: 'Authors',
    venues: 'Venues',
    years: 'Years',
    terms: 'Terms',
    records: 'Identifiers and keywords',
    corrected: (word: string, replacement: string) => `No results for “${word}”. Showing titles with “${replacement}”.`,
    ignored: (words: string[]) => `Not required: ${words.join(', ')}. Put words in quotation marks to require them.`,
    hidden: (n: number) => `${plural(n, 'result is', 'results are')} hidden by filters.`,
    syntaxHeading: 'Search syntax',
    syntax:
      'Use "quotation marks" for phrases, -word to exclude, and author: year: venue: title: doi: key: keyword: for fields, such as year:2019-2021.',
    concepts: 'Concepts',
    results: 'Search results',
    abstracts: 'Abstracts',
    reading: 'Searching abstracts…',
    byTerms: 'For a map on a server, only abstracts of papers that contain all these words as terms are searched.',
    ask: (query: string) => `Find ${getNoun().many} related to “${query}”`,
    nothing: 'No results. Try fewer or different words, or use the Ask tab.',
    resultCount: (n: number) =>
      n === 0 ? 'No results' : `${plural(n, 'result', 'results')}, use the arrow keys to browse`,
    highlighted: (name: string, n: number) => `${name}: ${countNodes(n)} highlighted on the map`,
    clearHighlights: 'Clear highlights',
  },
  topics: {
    other: OTHER_TOPIC.label,
    get otherHint() {
      const rest = isSimilarity() ? `, and papers without an abstract${hasVectors.value ? ' or a vector' : ''}` : '';
      return `${getNoun().Many} that fit no topic, placed near the topic that fits best${rest}.`;
    },
    nearest: 'Nearest topics',
    get hint() {
      return `Select topics to show only their ${getNoun().many}.`;
    },
    open: (label: string) => `About topic ${label}`,
    overTime: 'Topics over time',
    get streamHint() {
      return `The height of a band is the number of ${getNoun().many} per year. Click a band to show only its ${getNoun().many}. An arrow in the list marks topics whose share has grown (↗) or shrunk (↘) by more than chance.`;
    },
    omittedYears: (omitted: number, first: number) => `${countNodes(omitted)} before ${first} left out.`,
    trend: (kind: 'emerging' | 'declining', since: number, share: string, before: string) =>
      `${kind}: ${share} of the ${getNoun().many} since ${since}, ${before} before`,
    papers: (n: number) => (n === 1 ? getNoun().one : getNoun().many),
    all: 'Show all',
    keyTerms: 'Key terms',
    get central() {
      return `Central ${getNoun().many}`;
    },
    get allPapers() {
      return getNoun().Many;
    },
    showAllPapers: (n: number) => `Show all ${countNodes(n)}`,
    subtopics: 'Subtopics',
    neighbors: 'Related topics',
    years: 'Years',
    stability: (value: number) => `stable in ${Math.round(100 * value)}% of runs`,
    fit: 'Zoom to topic',
    showOnly: 'Show only this topic',
    parent: 'Part of',
  },
  filters: {
    clearAll: 'Clear all filters',
    clear: (name: string) => `Clear ${name}`,
    years: 'Years',
    yearFrom: 'From year',
    yearTo: 'To year',
    venues: 'Venues',
    sources: 'Sources',
    get minSimilarity() {
      return `Minimum ${getWeightNoun()}`;
    },
    minLinks: 'Minimum links',
    withAbstract: 'Only papers with an abstract',
    visible: (n: number, total: number) => `${count(n)} of ${countNodes(total)}`,
    withoutYear: (n: number) => `${countNodes(n)} ${n === 1 ? 'has' : 'have'} no year.`,
    withoutYearHidden: (n: number) => `${countNodes(n)} without a year ${n === 1 ? 'is' : 'are'} hidden.`,
    yearCount: (from: number, to: number, n: number) => `${from === to ? from : `${from}–${to}`}: ${countNodes(n)}`,
    find: (heading: string) => `Find in ${heading.toLowerCase()}`,
    noMatch: 'No match',
    unknown: 'unknown',
    more: (n: number) => `Show ${count(n)} more`,
    fewer: 'Show fewer',
  },
  ask: {
    heading: 'Ask with your own text',
    get hint() {
      return `Paste an abstract, a paragraph, or a question, and press Enter (Shift+Enter starts a new line). The most similar ${getNoun().many} are highlighted on the map and listed with the terms that they share with your text.`;
    },
    termsOnly: 'Texts and examples are compared by terms only; the vectors of this map are not used.',
    label: 'Your text',
    placeholder: 'For example: astrocytes that modulate synapses in spiking networks',
    get submit() {
      return `Find related ${getNoun().many}`;
    },
    get outdated() {
      return `You have changed the text. Press Enter to find the ${getNoun().many} related to the new text.`;
    },
    get onlyNegative() {
      return `Negative examples take effect only together with a positive one. Open ${getNoun().aOne} and click “More like this”.`;
    },
    clear: 'Clear',
    nothing: 'None of these words occur in this map. Try words from its topics.',
    answer: (n: number) => `${countNodes(n)} related to your text`,
    examplesAnswer: (n: number) => `${countNodes(n)} similar to your examples`,
    examples: 'Examples',
    get examplesHint() {
      return `Open ${getNoun().aOne} and click a thumb to add it as a positive or negative example.`;
    },
    remove: (title: string) => `Remove example: ${title}`,
    positive: 'like',
    negative: 'unlike',
  },
  tree: {
    get label() {
      return `${getNoun().Many} by topic`;
    },
    get heading() {
      return `All ${getNoun().many}`;
    },
    get hint() {
      return `Use the arrow keys to browse and Enter to open ${getNoun().aOne}.`;
    },
    more: (n: number) => `Show ${count(n)} more`,
  },
  list: {
    sortBy: 'Sort by',
    orders: {
      newest: 'newest first',
      oldest: 'oldest first',
      title: 'title',
      citations: 'citations',
    },
    relevance: 'relevance',
    added: 'order added',
    showAll: (n: number) => `Show all ${count(n)}`,
    etAl: (name: string) => `${name} et al.`,
    two: (a: string, b: string) => `${a} and ${b}`,
  },
  readingList: {
    heading: 'Reading list',
    count: (n: number) => `${countNodes(n)} on the reading list`,
    get hint() {
      return `Open ${getNoun().aOne} and click the bookmark to add it. The list can be exported as BibTeX, RIS, or CSV.`;
    },
    add: 'Add to reading list',
    remove: 'Remove from reading list',
    removeTitle: (title: string) => `Remove from reading list: ${title}`,
    added: (n: number) => `Added to reading list (${countNodes(n)})`,
    removed: (n: number) => `Removed from reading list (${countNodes(n)})`,
    showOnMap: 'Show on map',
    formats: { bibtex: 'BibTeX', ris: 'RIS', 'nodes.csv': 'CSV' },
  },
};
