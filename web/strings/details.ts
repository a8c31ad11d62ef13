import { count, plural } from './counts.ts';
import { getNoun, hasVectors, isSimilarity, isTextSimilarity, shownNetwork } from './nouns.ts';

/** Strings of the details panel. */
export const detailsStrings = {
  details: 'Details',
  paper: {
    close: 'Close',
    fit: 'Show on map',
    get compare() {
      return `Compare with another ${getNoun().one}`;
    },
    compareCancel: 'Cancel comparison',
    copyLink: 'Copy link to this view',
    copied: 'Link copied',
    moreLikeThis: 'More like this',
    lessLikeThis: 'Less like this',
    abstract: 'Abstract',
    get noAbstract() {
      return hasVectors.value
        ? 'This paper has no abstract; it is on the map only if it has a vector.'
        : 'This paper has no abstract, so it is in the list but not on the map.';
    },
    sources: 'Sources',
    line: (line: number) => `line ${count(line)}`,
    confidence: (value: number) => `confidence ${Math.round(100 * value)}%`,
    get confidenceHint() {
      return `How well the ${getNoun().one} fits its topic, based on its links, its text, and repeated runs`;
    },
    secondTopic: (label: string) => `second best: ${label}`,
    authors: (n: number) => plural(n, 'author', 'authors'),
    andMore: (n: number) => `and ${count(n)} more`,
    citations: (n: number) => plural(n, 'citation', 'citations'),
    votes: (n: number) => plural(n, 'vote', 'votes'),
    otherAbstract: 'Abstract in another language',
    /** A concept has its kind in place of keywords. */
    get keywords() {
      return shownNetwork.value === 'concepts' ? 'Kind' : 'Keywords';
    },
    doi: 'DOI',
    arxiv: 'arXiv',
    pubmed: 'PubMed',
    zotero: 'Zotero',
    code: 'Code',
    page: 'Page',
    newTab: '(opens in a new tab)',
    opened: (title: string) => `${getNoun().One} opened: ${title}`,
    addedTerm: 'from similar papers',
    differentForms: (own: string, other: string) => `“${own}” in one paper, “${other}” in the other`,
    moreTerms: (n: number) => plural(n, 'more term', 'more terms'),
    /** @param isLink whether the weight is that of a link of the map, and not the similarity of a text. */
    why: (title: string, weight: string, isLink: boolean) => {
      if (!isLink || isTextSimilarity()) return `Similarity ${weight}: terms shared with “${title}”`;
      return isSimilarity()
        ? `Fused score ${weight}: ranks by terms and by vectors, and terms shared with “${title}”`
        : `Link strength ${weight}: what is shared with “${title}”`;
    },
  },
  concept: {
    heading: 'Concept',
    kinds: {
      system: 'system',
      'data set': 'data set',
      software: 'software',
      method: 'method',
      task: 'task',
      metric: 'metric',
      anatomy: 'brain area, organ, or tissue',
      disease: 'disease',
      organism: 'organism',
      keyphrase: 'keyphrase',
    },
    since: (year: number) => `first in ${year}`,
    variants: 'Also written',
    papersPerYear: 'Papers per year',
    companions: 'Often mentioned with',
    introducedBy: 'Introduced in',
    papers: 'Papers that mention it',
    more: (n: number) => `and ${count(n)} more, all highlighted on the map`,
    ofPaper: 'Concepts',
    fit: 'Show on map',
    unknownHeading: 'Concept not found',
    unknown: (id: string) => `This map has no concept “${id}”.`,
  },
  group: {
    kinds: { author: 'Author', venue: 'Venue', year: 'Year', term: 'Term' },
    fit: 'Show on map',
    unknownHeading: (kind: string) => `${kind} not found`,
    unknown: (kind: string, name: string) => `This map has no ${kind.toLowerCase()} “${name}”.`,
  },
  compare: {
    get heading() {
      return `Compare two ${getNoun().many}`;
    },
    /** The title is at the end, where a long one is cut off. */
    pickSecond: (title: string) => `Choose ${getNoun().aOne} on the map or in any list to compare with “${title}”.`,
    cancel: 'Cancel',
    similarity: 'Similarity',
    ranking: (ranks: string) => `By terms and by vectors: ${ranks}`,
    contributions: 'It is the sum of the contributions of the shared terms:',
    none: 'They share no terms.',
    showPath: 'Show path between them',
    get swap() {
      return `Swap ${getNoun().many}`;
    },
  },
  path: {
    get heading() {
      return `Path between ${getNoun().many}`;
    },
    get none() {
      return `No path connects them: no chain of links leads from one ${getNoun().one} to the other.`;
    },
    get start() {
      return `Find path to another ${getNoun().one}`;
    },
    pickSecond: (title: string) =>
      `Choose the ${getNoun().one} where the path ends, on the map or in any list. It starts at “${title}”.`,
    cancel: 'Cancel path',
    get direct() {
      const by = hasVectors.value ? ', by terms and by vectors' : '';
      return isSimilarity()
        ? `The two papers are linked directly: one is among the most similar papers of the other${by}.`
        : `The two ${getNoun().many} are linked directly.`;
    },
    explanation: (nodes: number) =>
      `The strongest chain of links between them, through ${plural(nodes, `other ${getNoun().one}`, `other ${getNoun().many}`)}. ${
        isTextSimilarity()
          ? 'Each step shows the similarity and the shared terms.'
          : isSimilarity()
            ? 'Each step shows the fused score, the ranks by terms and by vectors, and the strongest shared terms.'
            : 'Each step shows the link strength and what is shared.'
      }`,
  },
};
