import fc from 'fast-check';
import { expect, test } from 'vitest';
import { separateInitials, separateInitialsInList } from '../../../../src/read/normalize/names/initials.ts';
import { toFirstLast } from '../../../../src/read/normalize/names/names.ts';

test.each([
  ['Osei KB', 'Osei, K.B.'],
  ['Li XU', 'Li, X.U.'],
  ['van der Berg J', 'van der Berg, J.'],
  ['Kim J-H', 'Kim, J.-H.'],
  ['Smith J A', 'Smith, J. A.'],
  ['Smith J Jr', 'Smith, J., Jr'],
  ['Smith JA 3rd', 'Smith, J.A., 3rd'],
  ['Smith J, Jr.', 'Smith, J., Jr.'],
  ['Ivanov Yu.V.', 'Ivanov, Yu.V.'],
  ['Lichen Study Group', 'Lichen Study Group'],
  ['Group A', 'Group A'],
  ['WHO', 'WHO'],
  ['{NASA JPL}', '{NASA JPL}'],
  ['J. Smith', 'J. Smith'],
  ['JD Smith', 'JD Smith'],
  ['Smith, JA', 'Smith, JA'],
])('a format that writes "Smith JA" has %s', (name, expected) => {
  expect(separateInitials(name)).toBe(expected);
});

test.each<[string[], string[]]>([
  [
    ['García-López M.A.', 'Müller J.'],
    ['García-López, M.A.', 'Müller, J.'],
  ],
  [
    ['Smith J', 'Doe A', 'Ma MA'],
    ['Smith, J.', 'Doe, A.', 'Ma, M.A.'],
  ],
  [['Wu JJ'], ['Wu, J.J.']],
  // Organizations and names of one word say nothing.
  [
    ['Smith J', 'Group A', 'NASA JPL', 'WHO', '{Doctors Without Borders}'],
    ['Smith, J.', 'Group A', 'NASA JPL', 'WHO', '{Doctors Without Borders}'],
  ],
  // Without lower case, a single letter tells initials.
  [
    ['SMITH JA', 'DOE R'],
    ['SMITH, J.A.', 'DOE, R.'],
  ],
])('a list of family names with initials: %j', (names, expected) => {
  expect(separateInitialsInList(names)).toEqual(expected);
});

test.each<[string[]]>([
  [['Li XU']],
  [['John OO', 'Li Wei']],
  [['Jean DUPONT', 'Wei LI']],
  [['JD Smith', 'Jane Doe']],
  [['J. Smith', 'Rajesh K.']],
  [['Smith, Jane', 'Rajesh K.']],
  [['SMITH JOHN', 'LI WEI']],
  [['NASA JPL']],
  [['Group A', 'WHO']],
  [['李 伟']],
])('no list of family names with initials: %j', (names) => {
  expect(separateInitialsInList(names)).toEqual(names);
});

test('names that were converted are not converted again', () => {
  const word = fc.constantFrom('Li', 'Smith', 'van der Berg', 'OO', 'NASA', 'Group', 'Jane', 'Müller');
  const end = fc.constantFrom('J', 'J.', 'XU', 'JA', 'K.B.', 'Wei', 'Doe', 'J Jr');
  const order = fc.constantFrom(' ', ', ');
  const name = fc.oneof(fc.tuple(word, order, end), fc.tuple(end, order, word)).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
      const converted = separateInitialsInList(names).map(toFirstLast);
      // Names whose last word may still be initials are in structuredNames, unless their source did not tell.
      if (names.some((each) => each.includes(','))) return;
      expect(separateInitialsInList(converted).map(toFirstLast)).toEqual(converted);
    }),
    { seed: 3, numRuns: 2000 },
  );
});
