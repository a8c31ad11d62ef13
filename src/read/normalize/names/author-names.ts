import type { JsonObject } from '../../input/json.ts';
import { isNameSuffix } from './name-lists.ts';

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

/** Returns the name in an object that describes a person, organization or keyword; '' when there is none. */
export function nameOf(object: JsonObject): string {
  const firstOf = (keys: string[]) =>
    keys.map((key) => object[key]).find((value): value is string => typeof value === 'string' && value !== '');
  const last = firstOf(lastNameKeys);
  const particle = firstOf(['non-dropping-particle', 'dropping-particle']);
  if (!last) return firstOf(fullNameKeys) ?? firstOf(termKeys) ?? '';
  const name = [firstOf(firstNameKeys), particle, last].filter(Boolean).join(' ');
  const suffix = firstOf(['suffix']);
  return suffix ? `${name}${isNameSuffix(suffix) ? ', ' : ' '}${suffix}` : name;
}
