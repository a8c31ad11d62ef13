import { expect, test } from 'vitest';
import { cleanOvidName } from '../../../../src/read/formats/tagged/ovid-names.ts';
import { splitList, splitNames, toFirstLast } from '../../../../src/read/normalize/names/names.ts';

/** The names in a field as they are after normalization. */
const namesIn = (field: string) => splitNames(field).map(toFirstLast);

test.each<[string, string[]]>([
  // BibTeX, with commas inside of names.
  ['Wilk, Tomasz and Kaya, Zeynep and Strand, Jakob', ['Tomasz Wilk', 'Zeynep Kaya', 'Jakob Strand']],
  ['Wilk, Tomasz and Zeynep Kaya and Strand, Jakob', ['Tomasz Wilk', 'Zeynep Kaya', 'Jakob Strand']],
  ['García Márquez, José María and Vargas Llosa, Mario', ['José María García Márquez', 'Mario Vargas Llosa']],
  ['King, Samuel, Jr. and Wilk, Tomasz', ['Samuel King, Jr.', 'Tomasz Wilk']],
  // Chicago, MLA and APA.
  ['Wilk, Tomasz, and Zeynep Kaya', ['Tomasz Wilk', 'Zeynep Kaya']],
  ['Wilk, Tomasz, Zeynep Kaya, and Jakob Strand', ['Tomasz Wilk', 'Zeynep Kaya', 'Jakob Strand']],
  ['Wilk, T. R., Kaya, Z., & Strand, J.', ['T. R. Wilk', 'Z. Kaya', 'J. Strand']],
  ['Wilk, T., de Boer, A.-M., van den Berg, K. L.', ['T. Wilk', 'A.-M. de Boer', 'K. L. van den Berg']],
  ['Wilk, T., Kaya, Z., Group of Four', ['T. Wilk', 'Z. Kaya', 'Group of Four']],
  ['LI, N., WANG, W.', ['N. LI', 'W. WANG']],
  ['Lindqvist, Marta E., Okonjo, Samuel', ['Marta E. Lindqvist', 'Samuel Okonjo']],
  // Names without commas.
  ['Tomasz Wilk, Zeynep Kaya & Jakob Strand', ['Tomasz Wilk', 'Zeynep Kaya', 'Jakob Strand']],
  ['T Wilk, Z Kaya, J Strand…', ['T Wilk', 'Z Kaya', 'J Strand']],
  ['Wilk T, Kaya Z, et al.', ['Wilk T', 'Kaya Z']],
  ['Wilk T; Kaya Z; et al', ['Wilk T', 'Kaya Z']],
  ['Wilk T, Kaya Z, Strand J.', ['Wilk T', 'Kaya Z', 'Strand J']],
  ['Wilk T., Kaya Z.', ['Wilk T.', 'Kaya Z.']],
  ['Samuel King, Jr., Tomasz Wilk', ['Samuel King, Jr.', 'Tomasz Wilk']],
  ['Jane Smith, PhD, Alan Doe, MPH', ['Jane Smith', 'Alan Doe']],
  ['World Umbrella Organization', ['World Umbrella Organization']],
  ['[No author name available]', []],
  // Semicolons and bars.
  ['King, Samuel, Jr.; Wilk, Tomasz', ['Samuel King, Jr.', 'Tomasz Wilk']],
  ['King, Jr., Samuel; Wilk, Tomasz', ['Samuel King, Jr.', 'Tomasz Wilk']],
  ['M&uuml;ller, A.; Wilk, T.', ['A. Müller', 'T. Wilk']],
  ['Ernst & Young; Wilk, T.', ['Ernst & Young', 'T. Wilk']],
  ['Tomasz Wilk|Zeynep Kaya', ['Tomasz Wilk', 'Zeynep Kaya']],
  // East Asian names and separators.
  ['王晓明,李建华', ['王晓明', '李建华']],
  ['王晓明；李建华', ['王晓明', '李建华']],
  ['田中花子、佐藤太郎', ['田中花子', '佐藤太郎']],
  // Lists in the syntax of Python, R, JSON and PostgreSQL.
  ["['Tomasz Wilk', \"Niamh O'Brien\"]", ['Tomasz Wilk', "Niamh O'Brien"]],
  ["['Wilk, Tomasz' 'Kaya, Zeynep']", ['Tomasz Wilk', 'Zeynep Kaya']],
  ['c("Tomasz Wilk", "Zeynep Kaya")', ['Tomasz Wilk', 'Zeynep Kaya']],
  ["[{'name': 'Tomasz Wilk', 'id': None}, {'name': \"Niamh O'Brien\"}]", ['Tomasz Wilk', "Niamh O'Brien"]],
  ['[{"family": "Wilk", "given": "T."}]', ['T. Wilk']],
  ['{"Tomasz Wilk","Zeynep Kaya"}', ['Tomasz Wilk', 'Zeynep Kaya']],
  ['[Tomasz Wilk, Zeynep Kaya]', ['Tomasz Wilk', 'Zeynep Kaya']],
])('splits %s', (field, names) => {
  expect(namesIn(field)).toEqual(names);
});

test.each([
  ['Smith, John A Jr', 'John A Smith, Jr'],
  ['Roe, Richard 3rd', 'Richard Roe, 3rd'],
  ['Smith, IV', 'IV Smith'],
])('a suffix behind given names, as in PubMed: %s', (name, expected) => {
  expect(toFirstLast(name)).toBe(expected);
});

test.each([
  ['Lee, Ann, RN', 'Ann Lee'],
  ['Lee, Ann, RN, PhD, FAAN', 'Ann Lee'],
  ['Smith, John, Ph.D.', 'John Smith'],
  ['Smith, John, Jr., MD PhD', 'John Smith, Jr.'],
  ['Smith, Jr., MD', 'MD Smith, Jr.'],
  ['Jane van Dam, PhD', 'Jane van Dam'],
  ['Jane van Dam, MD, PhD', 'Jane van Dam'],
  // Initials, and a surname.
  ['van Dam, MD', 'MD van Dam'],
  ['Lee, MD', 'MD Lee'],
  ['Ma, Ba', 'Ba Ma'],
])('degrees behind a name: %s', (name, expected) => {
  expect(toFirstLast(name)).toBe(expected);
  expect(namesIn(`${name}; Poe, Pat`)).toEqual([expected, 'Pat Poe']);
});

test('degrees in lists with commas', () => {
  expect(namesIn('Lee, Ann, RN')).toEqual(['Ann Lee']);
  expect(namesIn('Lee, Ann, RN, PhD')).toEqual(['Ann Lee']);
  expect(namesIn('Li, N, Ma, MD')).toEqual(['N Li', 'MD Ma']);
});

test.each<[string, string[]]>([
  ['snowmelt; low flow', ['snowmelt', 'low flow']],
  ['snowmelt, low flow', ['snowmelt', 'low flow']],
  ['snowmelt\nlow flow\nungauged basins', ['snowmelt', 'low flow', 'ungauged basins']],
  ['snowmelt, low\n  flow, ungauged basins', ['snowmelt', 'low flow', 'ungauged basins']],
  ["['snowmelt', 'low flow']", ['snowmelt', 'low flow']],
  ['snowmelt；low flow', ['snowmelt', 'low flow']],
])('splits the list %j', (field, items) => {
  expect(splitList(field).map((item) => item.replace(/\s+/g, ' '))).toEqual(items);
});

test.each([
  ['West, Matthew,', 'Matthew West'],
  ['West, Matthew, 1953-', 'Matthew West'],
  ['Alleman, Tillie Pierce [1848-1914]', 'Tillie Pierce Alleman'],
  ['Plato, ca. 428', 'ca. 428 Plato'],
  ['King, Jr, Martin', 'Martin King, Jr'],
  ['West, Jr, Matthew, b. 1953.', 'Matthew West, Jr'],
  ['Class of 1953', 'Class of 1953'],
  [',', ''],
])('a name of a catalog: %s', (name, expected) => {
  expect(toFirstLast(name)).toBe(expected);
});

test.each([
  ['Walsdorf, Neill B. [Inventor, Reprint Author]', 'Walsdorf, Neill B.'],
  ['Werner, S. M. [Author; E-mail: a@example.org]', 'Werner, S. M.'],
  ['Peterson, James A. Ph.D., FACSM', 'Peterson, James A.'],
  ['Zhang, Weijia 1,2,+', 'Zhang, Weijia'],
  ['Gazic, Barbara MD, PhD *', 'Gazic, Barbara'],
  ['van der Ma, Do', 'van der Ma, Do'],
  ['Basarukin, AM', 'Basarukin, AM'],
  ['Simon Ph', 'Simon Ph'],
  ['PhD', ''],
  [`Long, ${'1 '.repeat(30_000)}x`, `Long, ${'1 '.repeat(30_000)}x`],
])('a name of Ovid: %#', (name, expected) => {
  expect(cleanOvidName(name)).toBe(expected);
});
