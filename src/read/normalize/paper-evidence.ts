import { type Field, normalizeFieldName } from '../field-names.ts';

/** Fields that lists of other things than papers hardly have. */
const evidenceFields: readonly Field[] = [
  'authorCount',
  'venue',
  'doi',
  'arxiv',
  'pmid',
  'citations',
  'cites',
  'abstract',
  'authors',
  'year',
];
/** Fields that lists of people, packages and products have as well. */
const commonFields: readonly Field[] = ['year', 'authors', 'citations', 'venue'];
/** Names of fields that say little: many lists have a name, a description and an author. */
const commonNames = new Set([
  'name',
  'label',
  'description',
  'summary',
  'author',
  'creator',
  'source',
  'so',
  'de',
  'journals',
]);

/**
 * Tells from the names of columns or keys whether rows or objects describe papers: a title and what only papers have
 * ("certain"), a title alone ("unclear"), or neither ("none").
 *
 * @param columns The indexes of the columns of each field; see `mapColumns`.
 */
export function findPaperEvidence(
  names: readonly string[],
  columns: Map<Field, number[]>,
): 'certain' | 'unclear' | 'none' {
  const hasProperName = (field: Field) =>
    (columns.get(field) ?? []).some((index) => !commonNames.has(normalizeFieldName(names[index])));
  if (!columns.has('title')) return 'none';
  const evidence = evidenceFields.filter(hasProperName);
  if (hasProperName('title')) return evidence.length || columns.has('authors') ? 'certain' : 'unclear';
  return evidence.some((field) => !commonFields.includes(field)) || evidence.length > 1 ? 'certain' : 'none';
}
