import { InputError } from '../model/errors.ts';
import type { Paper } from '../model/paper.ts';
import type { PaperVectors, VectorSet } from '../model/vectors.ts';
import { parseDoi } from '../read/normalize/doi.ts';
import { parseIdentifier } from '../similarity/query/read-query.ts';
import { hasVector, type IntegerVectors, quantize } from './quantize.ts';
import { toTitleName } from './read/vector-records.ts';

/** The vectors of the papers of a collection. */
export interface MatchedVectors extends IntegerVectors {
  /** Number of papers with a vector. */
  matched: number;
  /** Number of vectors that belong to no paper. */
  unmatched: number;
  /** Number of further vectors of papers that have one already; the first one counts. */
  repeated: number;
}

/**
 * Returns the vectors of a map in the form that `analyze` takes, to build the map again. Rounding them again changes nothing.
 * @param papers The papers of the map.
 */
export function toVectorSet(papers: readonly Pick<Paper, 'id'>[], vectors: PaperVectors): VectorSet {
  const { file, dimensions, values } = vectors;
  const withVector = papers.flatMap((_, i) => (hasVector(vectors, i) ? [i] : []));
  const components = new Float32Array(withVector.length * dimensions);
  withVector.forEach((paper, k) => {
    components.set(values.subarray(paper * dimensions, (paper + 1) * dimensions), k * dimensions);
  });
  return { name: file, ids: withVector.map((paper) => papers[paper]!.id), dimensions, values: components };
}

/** Marks a name that several papers have. */
const AMBIGUOUS = -1;

/**
 * Finds the paper of each vector, by its id, DOI in any spelling, citation key, arXiv, PubMed, Semantic Scholar or other identifier, or title, and
 * rounds the vectors to integers. Case is ignored. A name that several papers have names none of them.
 * @throws {InputError} if the vectors are invalid, or none belongs to a paper
 */
export function matchVectors(papers: readonly Paper[], set: VectorSet): MatchedVectors {
  checkVectors(set);
  const { name: file, ids, dimensions, values } = set;
  const indexes = indexNames(papers);
  const result = new Int8Array(papers.length * dimensions);
  const isTaken = new Uint8Array(papers.length);
  let [matched, unmatched, repeated] = [0, 0, 0];
  ids.forEach((id, i) => {
    const paper = [id].flat().reduce<number | undefined>((found, name) => found ?? findPaper(indexes, name), undefined);
    if (paper === undefined) unmatched++;
    else if (isTaken[paper]) repeated++;
    else {
      const start = paper * dimensions;
      quantize(values.subarray(i * dimensions, (i + 1) * dimensions), result.subarray(start, start + dimensions));
      isTaken[paper] = 1;
      // A vector of zeros has no direction.
      if (hasVector({ dimensions, values: result }, paper)) matched++;
    }
  });
  if (matched === 0 && papers.length > 0)
    throw new InputError(
      `${file}: none of the ${ids.length} vectors belongs to a paper: their ids are like "${[ids[0]].flat()[0] ?? ''}", those of the papers like "${papers[0]!.id}"; DOIs, citation keys, and other identifiers are understood too`,
    );
  return { dimensions, values: result, matched, unmatched, repeated };
}

function checkVectors({ name, ids, dimensions, values }: VectorSet): void {
  if (!Number.isInteger(dimensions) || dimensions < 1 || values.length !== ids.length * dimensions)
    throw new InputError(
      `${name}: ${ids.length} ids of vectors with ${dimensions} components need ${ids.length * dimensions} numbers, not ${values.length}`,
    );
  const invalid = values.findIndex((value) => !Number.isFinite(value));
  if (invalid >= 0)
    throw new InputError(
      `${name}: vector ${Math.floor(invalid / dimensions) + 1} has a component that is no finite number`,
    );
}

/** Returns the paper of each name. */
function indexNames(papers: readonly Paper[]): Map<string, number> {
  const indexes = new Map<string, number>();
  papers.forEach((paper, i) => {
    for (const name of listNames(paper)) {
      const known = indexes.get(name);
      if (known === undefined) indexes.set(name, i);
      else if (known !== i) indexes.set(name, AMBIGUOUS);
    }
  });
  // The id of a paper is its own, whatever others are called.
  papers.forEach(({ id }, i) => {
    indexes.set(id.toLowerCase(), i);
  });
  return indexes;
}

const listNames = ({ id, key, doi, arxiv, pmid, pmcid, title, identifiers = [] }: Paper): string[] =>
  [
    id,
    key,
    doi,
    arxiv && `arxiv:${arxiv}`,
    pmid && `pmid:${pmid}`,
    pmcid,
    ...identifiers,
    // Semantic Scholar's own ids are written without a scheme.
    ...identifiers.flatMap((identifier) => /^(?:s2|corpusid|openalex):(.+)$/i.exec(identifier)?.[1] ?? []),
    toTitleName(title),
  ].flatMap((name) => (name ? [name.toLowerCase()] : []));

function findPaper(indexes: ReadonlyMap<string, number>, name: string): number | undefined {
  const text = name.trim();
  const found = indexes.get(text.toLowerCase()) ?? indexes.get(normalize(text));
  return found === AMBIGUOUS ? undefined : found;
}

/** Returns an identifier as papers are indexed by it. */
function normalize(text: string): string {
  const parsed = parseIdentifier(text);
  if (!parsed) return (parseDoi(text) ?? text).toLowerCase();
  const prefix = parsed.field === 'arxiv' || parsed.field === 'pmid' ? `${parsed.field}:` : '';
  return prefix + parsed.identifier.toLowerCase();
}
