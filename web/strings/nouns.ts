import { signal } from '@preact/signals';
import { areWorks, NETWORK_NODES, type NetworkName, type NetworkNodes } from '../../src/model/network.ts';
import { count } from './counts.ts';

/** The network that the open map shows. Strings name its nodes and links accordingly. */
export const shownNetwork = signal<NetworkName>('similarity');

/** Whether the open map has vectors: its links are then ranked by terms and by vectors, and weighted by the fused score of both ranks. */
export const hasVectors = signal(false);

/** The words for the nodes of a map. */
interface Noun {
  one: string;
  /** With the indefinite article. */
  aOne: string;
  many: string;
  /** With a capital, at the beginning of a text. */
  One: string;
  Many: string;
}

const NOUNS: Record<NetworkNodes, Noun> = {
  papers: { one: 'paper', aOne: 'a paper', many: 'papers', One: 'Paper', Many: 'Papers' },
  'cited works': {
    one: 'cited work',
    aOne: 'a cited work',
    many: 'cited works',
    One: 'Cited work',
    Many: 'Cited works',
  },
  authors: { one: 'author', aOne: 'an author', many: 'authors', One: 'Author', Many: 'Authors' },
  keywords: { one: 'keyword', aOne: 'a keyword', many: 'keywords', One: 'Keyword', Many: 'Keywords' },
  concepts: { one: 'concept', aOne: 'a concept', many: 'concepts', One: 'Concept', Many: 'Concepts' },
};

/** Returns the words for the nodes of the open map. */
export const getNoun = (): Noun => NOUNS[NETWORK_NODES[shownNetwork.value]];

/** Returns whether the nodes of the open map are papers. */
export const hasPaperNodes = () => NETWORK_NODES[shownNetwork.value] === 'papers';

/** Returns whether the nodes of the open map are works, which lists of references can describe. */
export const hasWorkNodes = () => areWorks(NETWORK_NODES[shownNetwork.value]);

/** Returns whether the open map shows the network of similar papers, by their texts or also by vectors. */
export const isSimilarity = () => shownNetwork.value === 'similarity';

/** Returns whether the weights of the links are similarities of texts, and no fused scores or link strengths. */
export const isTextSimilarity = () => isSimilarity() && !hasVectors.value;

/** Returns what the weight of a link of the open map is called, within a sentence. */
export const getWeightNoun = () =>
  isTextSimilarity() ? 'similarity' : isSimilarity() ? 'fused score' : 'link strength';

/** Formats a number of nodes of the open map. */
export const countNodes = (n: number) => `${count(n)} ${n === 1 ? getNoun().one : getNoun().many}`;
