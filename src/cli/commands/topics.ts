import type { MapFile } from '../../map-file/open.ts';
import { InputError } from '../../model/errors.ts';
import { OTHER_TOPIC, type Topic } from '../../model/map.ts';
import { NETWORK_NODES, type NetworkName } from '../../model/network.ts';
import { NETWORK_NAMES } from '../../networks/network-options.ts';
import { listOtherPapers } from '../../topics/other-papers.ts';
import { reportNothingFound } from '../exit-codes.ts';
import { openStdout } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { withMap } from '../read-map.ts';
import { formatJson } from '../terminal/escape.ts';
import { formatMore, pluralize, printLine, printText } from '../terminal/messages.ts';

/** Options of `papergraph topics`. */
export interface TopicsOptions {
  network?: NetworkName;
  limit?: number;
  json: boolean;
}

/** A topic or subtopic, as `--json` prints it. */
interface ListedTopic {
  id: number;
  label: string;
  size: number;
  /** Id of the topic that contains a subtopic; absent for topics. */
  parent?: number;
  /** Absent for Other, the papers that fit no topic. */
  stability?: number;
  /** Key terms, most distinctive first. */
  terms: string[];
  subtopics: { id: number; label: string; size: number }[];
}

interface ListedPaper {
  id: string;
  title: string;
  year?: number;
  /** How well the paper fits the topic, 0..1; in Other, how well it fits the nearest topic. */
  confidence: number;
  /** Label of the topic that the paper fits second best; in Other, of the nearest topic. */
  secondTopic?: string;
}

/** A topic with its papers, the most central ones first. */
interface TopicPage extends ListedTopic {
  papers: ListedPaper[];
}

/** What is printed instead of the terms of the papers that fit no topic. */
const OTHER_HINT = 'papers that fit no topic';
/** Terms of a topic that are printed. */
const MAX_TERMS_SHOWN = 5;

/** Lists the topics of a map, or one topic, given by its id or label, with its papers. */
export async function listTopics(path: string, topic: string | undefined, options: TopicsOptions): Promise<void> {
  const stdout = await openStdout([path]);
  const { limit, json } = options;
  if (topic === undefined) {
    const { topics, noun } = await withMap(
      path,
      async (map) => ({ topics: await readTopics(map), noun: await getNodeNoun(map) }),
      options.network,
    );
    const all = topics.filter(({ parent }) => parent === undefined);
    const shown = all.slice(0, limit);
    if (shown.length === 0) {
      printLine('This map has no topics.');
      reportNothingFound();
    }
    return json
      ? writeOutput(stdout, [formatJson(shown)])
      : printText(stdout, [...formatTopics(shown, noun), ...formatMore(all.length - shown.length)]);
  }
  const { page, noun } = await withMap(
    path,
    async (map) => ({ page: await readTopicPage(map, topic), noun: await getNodeNoun(map) }),
    options.network,
  );
  const shown = { ...page, papers: page.papers.slice(0, limit) };
  return json
    ? writeOutput(stdout, [formatJson(shown)])
    : printText(stdout, [...formatPage(shown, noun), ...formatMore(page.papers.length - shown.papers.length)]);
}

/** Returns all topics and subtopics of a map, and the group Other if it has papers. */
export async function readTopics(map: MapFile): Promise<ListedTopic[]> {
  const [{ topics }, { forms }] = [await map.summary(), await map.vocabulary()];
  const listed: ListedTopic[] = topics.map(({ id, label, size, parent, stability, terms }) => ({
    id,
    label,
    size,
    ...(parent !== undefined && { parent }),
    stability,
    terms: terms.map((term) => forms[term]!),
    subtopics: topics.filter((other) => other.parent === id).map(({ id, label, size }) => ({ id, label, size })),
  }));
  const size = listOtherPapers(await map.nodes()).length;
  return size > 0 ? [...listed, { ...OTHER_TOPIC, size, terms: [], subtopics: [] }] : listed;
}

/** Returns a topic, given by its id or label, with all its papers. Throws {@link InputError} if there is none. */
export async function readTopicPage(
  map: MapFile,
  name: string,
  advice = 'run "papergraph topics MAP" for the list',
): Promise<TopicPage> {
  const topics = await readTopics(map);
  const topic = findTopic(topics, name, advice);
  const central = (await map.summary()).topics.find(({ id }) => id === topic.id)?.central ?? [];
  const nodes = await map.nodes();
  const { ids, titles, years, topicOf, subtopicOf, confidence, secondTopic } = nodes;
  const members = topic.parent === undefined ? topicOf : subtopicOf;
  const papersOfTopic =
    topic.id === OTHER_TOPIC.id
      ? listOtherPapers(nodes)
      : [...ids.keys()].filter((paper) => members[paper] === topic.id);
  const labels = new Map(topics.map(({ id, label }) => [id, label]));
  const secondLabelOf = (paper: number) => (secondTopic[paper] ? labels.get(secondTopic[paper]!) : undefined);
  const others = papersOfTopic.filter((paper) => !central.includes(paper));
  others.sort((a, b) => confidence[b]! - confidence[a]! || a - b);
  const papers = [...central, ...others].map((paper) => ({
    id: ids[paper]!,
    title: titles[paper]!,
    ...(years[paper] !== 0 && { year: years[paper]! }),
    confidence: confidence[paper]!,
    ...(secondLabelOf(paper) !== undefined && { secondTopic: secondLabelOf(paper)! }),
  }));
  return { ...topic, papers };
}

/** Finds a topic by its id or label. Throws {@link InputError} if there is none. */
function findTopic<T extends Pick<Topic, 'id' | 'label'>>(topics: readonly T[], name: string, advice: string): T {
  const label = name.trim().toLowerCase();
  const topic = topics.find(({ id }) => String(id) === label) ?? topics.find((t) => t.label.toLowerCase() === label);
  if (topic) return topic;
  throw new InputError(`this map has no topic "${name}": ${topics.length === 0 ? 'it has no topics' : advice}`);
}

/** Returns what a node of a map is: a paper, an author, a keyword, a concept, or a cited work. */
async function getNodeNoun(map: MapFile): Promise<string> {
  const { options } = await map.summary();
  const network = NETWORK_NAMES.find((name) => name === options.network) ?? 'similarity';
  return NETWORK_NODES[network].slice(0, -1);
}

function* formatTopics(topics: readonly ListedTopic[], noun: string): Generator<string> {
  for (const { id, label, size, terms } of topics)
    yield `${String(id).padStart(4)}  ${label} (${pluralize(size, noun)})\n${formatTerms(id, terms.slice(0, MAX_TERMS_SHOWN), 6)}`;
}

function* formatPage({ id, label, size, terms, subtopics, papers }: TopicPage, noun: string): Generator<string> {
  yield `${id}  ${label} (${pluralize(size, noun)})\n${formatTerms(id, terms, 3)}`;
  for (const subtopic of subtopics) yield `   ${subtopic.id}  ${subtopic.label} (${pluralize(subtopic.size, noun)})\n`;
  for (const { id: paper, title, year, secondTopic } of papers) {
    const nearest = id === OTHER_TOPIC.id && secondTopic !== undefined ? `       nearest topic: ${secondTopic}\n` : '';
    yield `${title}${year === undefined ? '' : ` (${year})`}\n       ${paper}\n${nearest}`;
  }
}

/** Returns the line of a topic's terms; none if it has no terms. */
function formatTerms(topic: number, terms: readonly string[], indent: number): string {
  const text = topic === OTHER_TOPIC.id ? OTHER_HINT : terms.join(', ');
  return text === '' ? '' : `${' '.repeat(indent)}${text}\n`;
}
