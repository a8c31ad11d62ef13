/** Names of columns and fields with a vector, the best first. Case and punctuation are ignored. */
const VECTOR_NAMES = ['vector', 'embedding', 'vectors', 'embeddings', 'specterv2', 'specter2', 'specter'];

/** Names of columns and fields with an id, the best first, and what the id is called in other places. */
const ID_NAMES: readonly (readonly [name: string, prefix: string])[] = [
  ['id', ''],
  ['doi', ''],
  ['key', ''],
  ['citationkey', ''],
  ['arxiv', 'arxiv:'],
  ['arxivid', 'arxiv:'],
  ['pmid', 'pmid:'],
  ['pubmed', 'pmid:'],
  ['pubmedid', 'pmid:'],
  ['pmcid', ''],
  ['pubmedcentral', 'pmc'],
  ['paperid', 's2:'],
  ['corpusid', 'corpusid:'],
  ['openalex', ''],
  ['openalexid', ''],
];

const simplify = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** A record of a file of vectors. */
export interface VectorRecord {
  /** Identifiers of the paper; if all of them are numbers or keys of the file's own, the name of its title follows. */
  ids: string[];
  /** The components; null if what should be a vector is none, undefined if the record has no vector. */
  vector: readonly unknown[] | null | undefined;
}

/** Returns a name for a title, by which papers without an identifier are found. Case and punctuation are ignored. */
export const toTitleName = (title: string): string =>
  `title:${title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()}`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Finds the ids and the vector of a record: a row of a table, a line of JSON, or a paper of Semantic Scholar, whose embedding has a model and a
 * vector, and whose ids are in an object of their own. A vector is a list, or a text such as "[0.1, 0.2]" or "0.1 0.2".
 */
export function parseVectorRecord(record: unknown): VectorRecord {
  if (!isRecord(record)) return { ids: [], vector: undefined };
  const fields = new Map(Object.entries(record).map(([name, value]) => [simplify(name), value]));
  const external = fields.get('externalids');
  const outer = isRecord(external)
    ? Object.entries(external).map(([name, value]) => [simplify(name), value] as const)
    : [];
  const all = new Map([...outer, ...fields]);
  const ids = ID_NAMES.flatMap(([name, prefix]) => {
    const value = all.get(name);
    const text = typeof value === 'number' || typeof value === 'bigint' ? `${value}` : value;
    if (typeof text !== 'string' || text.trim() === '') return [];
    return text.toLowerCase().startsWith(prefix) ? [text] : [prefix + text];
  });
  const found = VECTOR_NAMES.map((name) => fields.get(name)).find((value) => value !== undefined && value !== null);
  const title = fields.get('title');
  // DOIs and the like say which paper it is; what another database calls "17" may be unknown.
  const isOwn = ids.every((id) => !/[:/]/.test(id));
  if (isOwn && typeof title === 'string' && title.trim() !== '') ids.push(toTitleName(title));
  return { ids, vector: toList(isRecord(found) ? (found.vector ?? found.values ?? false) : found) };
}

function toList(value: unknown): readonly unknown[] | null | undefined {
  if (Array.isArray(value)) return value;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') return null;
  if (/^(?:null|none|nan)?$/i.test(value.trim())) return undefined;
  const words = value.replace(/^\s*\[|\]\s*$/g, '').trim();
  return words === '' ? [] : words.split(/[\s,;]+/).map((word) => (word === '' ? Number.NaN : Number(word)));
}
