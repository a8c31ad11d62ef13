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
  ids: string[];
  /** The components; undefined if the record has no vector. */
  vector: readonly unknown[] | undefined;
}

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
  return { ids, vector: toList(isRecord(found) ? (found.vector ?? found.values) : found) };
}

function toList(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const words = value.replace(/^\s*\[|\]\s*$/g, '').trim();
  return words === '' ? [] : words.split(/[\s,;]+/).map((word) => (word === '' ? Number.NaN : Number(word)));
}
