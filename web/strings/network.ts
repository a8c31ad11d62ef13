import type { NetworkName } from '../../src/model/network.ts';
import { capitalize } from '../../src/util/text/capitalize.ts';
import { count } from './counts.ts';
import { getWeightNoun, hasVectors, isSimilarity, shownNetwork } from './nouns.ts';

/** What a link of each network means, as the heading of the links of a node. */
const LINKS: Record<NetworkName, string> = {
  similarity: 'Related papers',
  citation: 'Cited and citing papers',
  coupling: 'Papers with shared references',
  combination: 'Papers with similar texts or shared references',
  'co-citation': 'Cited together with',
  'co-authorship': 'Written together with',
  keywords: 'In the same papers',
  concepts: 'In the same papers',
};

/** What a node without links lacks. */
const NO_LINKS: Record<NetworkName, string> = {
  similarity: 'No other paper shares a term with this one.',
  citation: 'No paper of this map cites this one or is cited by it.',
  coupling: 'No other paper of this map shares a reference with this one.',
  combination: 'No other paper shares a term or a reference with this one.',
  'co-citation': 'No paper cites this work together with another one of this map.',
  'co-authorship': 'No paper of this author has another author of this map.',
  keywords: 'No paper with this keyword has another one of this map.',
  concepts: 'No paper with this concept mentions another one of this map.',
};

const NAMES: Record<NetworkName, string> = {
  similarity: 'similar texts',
  citation: 'citations',
  coupling: 'shared references',
  combination: 'texts and references',
  'co-citation': 'works cited together',
  'co-authorship': 'co-authors',
  keywords: 'keywords',
  concepts: 'concepts',
};

const nameNetwork = (name: string) => Object.entries(NAMES).find(([known]) => known === name)?.[1] ?? name;

/** Strings about the network that a map shows. */
export const networkStrings = {
  network: {
    label: 'Network',
    names: NAMES,
    /** What the weight of a link is called. */
    get weight() {
      return capitalize(getWeightNoun());
    },
    get links() {
      return LINKS[shownNetwork.value];
    },
    get noLinks() {
      return isSimilarity() && hasVectors.value
        ? 'No other paper is similar to this one by terms or by vectors.'
        : NO_LINKS[shownNetwork.value];
    },
    similarTexts: 'Papers with similar texts',
    papersOf: 'Papers',
    openPaper: `Open in the network “${NAMES.similarity}”`,
    textSimilarity: 'Similarity of texts',
    contributions: 'The link strength is the sum of these contributions:',
    unlisted: (n: number) => `The strongest links are listed, ${count(n)} weaker ones are not.`,
    notLinked: 'They are not linked.',
    meanYear: (year: number) => `${year} on average`,
    allLinks: (shown: number, all: number) =>
      shown < all ? `${count(shown)}, the strongest of ${count(all)}` : count(all),
    references: 'References matched',
    matched: (matched: number, all: number, inCollection: number) =>
      `${count(matched)} of ${count(all)}, ${count(inCollection)} to papers of this map`,
    switched: (name: string) => `Network: ${name}`,
    /** Names networks in a message as the list of networks does. */
    describeError: (message: string) =>
      capitalize(message.replace(/\bnetwork "([\w-]+)"/g, (_, name: string) => `network “${nameNetwork(name)}”`)),
  },
};
