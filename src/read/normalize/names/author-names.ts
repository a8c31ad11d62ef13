import type { JsonObject } from '../../input/json.ts';
import { joinParts } from './name-parts.ts';
import { nameInOnePiece, organizationName } from './organizations.ts';

const lastNameKeys = ['family', 'familyName', 'last', 'lastName', 'last_name', 'surname', 'family_name', 'ce:surname'];
const firstNameKeys = [
  'given',
  'givenName',
  'first',
  'firstName',
  'first_name',
  'forename',
  'given-name',
  'given_name',
  'ce:given-name',
];
const fullNameKeys = [
  'literal',
  'name',
  'fullName',
  'full_name',
  'display_name',
  'authname',
  'ce:indexed-name',
  'text',
  'collectiveName',
];
/** Keys of things that have a name and are not people. */
const termKeys = ['keyword', 'tag', 'term', 'subject', 'value', 'label', 'title'];

/** Returns the name in an object that describes a person, as "Last, First", an organization, or a keyword; '' when there is none. */
export function nameOf(object: JsonObject): string {
  const firstOf = (keys: string[]) =>
    keys.map((key) => object[key]).find((value): value is string => typeof value === 'string' && value !== '');
  const last = firstOf(lastNameKeys);
  const particle = firstOf(['non-dropping-particle', 'dropping-particle']);
  if (!last) return markOrganization(object, firstOf(fullNameKeys)) ?? firstOf(termKeys) ?? '';
  const first = firstOf(firstNameKeys);
  const family = [particle, last].filter(Boolean).join(' ');
  return joinParts(first, !first && family.includes(',') ? nameInOnePiece(family) : family, firstOf(['suffix']));
}

/** Keys in objects whose full name is not that of a person: CSL-JSON, authors of Crossref, and creators of Zotero. */
const onePieceKeys = ['literal', 'sequence', 'creatorType'];

/** Marks a full name if the object says that it is an organization. */
function markOrganization(object: JsonObject, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (object.nameType === 'Organizational' || object.collectiveName === name) return organizationName(name);
  return onePieceKeys.some((key) => key in object) ? nameInOnePiece(name) : name;
}
