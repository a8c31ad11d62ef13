import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDoi } from '../../../src/read/normalize/doi.ts';

test.each([
  '10.1000/182',
  '10.1016/S0022-1694(19)00008-X',
  '10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-OVEN1>3.0.CO;2-A',
  '10.1175/1520-0493(1999)127&0001',
  '10.1000.10/123',
  '10.1093/acprof:oso/9780199.001.0001',
  '10.1002/(SICI)1099-1212(199609/10)6:4<404::AID-OA290>3.0.CO;2-#',
])('keeps the DOI %s, also behind prefixes and escaped', (doi) => {
  const spellings = [
    doi,
    `doi:${doi}`,
    `DOI ${doi}`,
    `DOI: ${doi}.`,
    `https://doi.org/${encodeURIComponent(doi)}`,
    `http://dx.doi.org//${doi}`,
    `https://doi-org.proxy.example.edu/${doi}`,
    `https://doi.org/doi:${doi}`,
    `https://doi.org/https://doi.org/${doi}`,
    `urn:doi:${doi}`,
    `info:doi/${doi}`,
    `(${doi})`,
    `"${doi}"`,
    `${doi} [doi]`,
    `${doi}[doi]`,
    `S0140-6736(19)30001-1 [pii]; ${doi} [doi]`,
    `${doi}, EDN ABCDEF`,
    `${doi}; PMID: 31234567`,
    `${doi}, 10.1000/other`,
    `${doi} ${doi}`,
    `\u200b${doi}\ufeff`,
    `${doi}\ud800`,
    doi.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    doi.replace('/', '//'),
    doi.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  ];
  expect(spellings.map((text) => [text, parseDoi(text)])).toEqual(spellings.map((text) => [text, doi]));
});

test.each([
  ['https://www.example-journals.org/doi/full/10.1080/chalk.2018.1', '10.1080/chalk.2018.1'],
  ['https://onlinelibrary.example.com/doi/abs/10.1111/light.12001?campaign=x', '10.1111/light.12001'],
  ['https://www.example.org/articles/10.3389/fpsyg.2019.00001/full', '10.3389/fpsyg.2019.00001'],
  ['https://www.example.org/content/10.1101/2020.01.01.123456v2.full.pdf', '10.1101/2020.01.01.123456'],
  ['https://example.com/content/pdf/10.1007/s10750-021-04999-1.pdf', '10.1007/s10750-021-04999-1'],
  ['https://example.org/cgi?ref=10.1000/182&x=1', '10.1000/182'],
  ['<a href="https://doi.org/10.1000/182">10.1000/182</a>', '10.1000/182'],
  ['10.1136/choir-2019-7#abstract', '10.1136/choir-2019-7'],
  ['10.1016/ j.umb.2019.10', '10.1016/j.umb.2019.10'],
])('finds the DOI in %s', (text, doi) => {
  expect(parseDoi(text)).toBe(doi);
});

test.each([
  '',
  'N/A',
  'DOI not available',
  '10.1000',
  '10.1/x',
  'see 110.1234/x',
  'https://openalex.org/W1010',
  '10.1000/…',
])('finds no DOI in %j', (text) => {
  expect(parseDoi(text)).toBeUndefined();
});

test('what is found is a DOI, stays the same, and can be part of a URL', () => {
  const unit = fc.constantFrom(
    ...'10./1234567890/abc()<>[]{}&;#?=%"\' .,-',
    '10.1000/',
    'doi:',
    '\ud800',
    '\u200b',
    'é',
  );
  const text = fc.string({ unit, maxLength: 60 });
  fc.assert(
    fc.property(text, (content) => {
      const doi = parseDoi(content);
      if (doi === undefined) return;
      expect(doi).toMatch(/^10\.\d{4,9}(?:\.\d+)*\/\S+$/);
      expect(() => encodeURIComponent(doi)).not.toThrow();
    }),
    { seed: 17, numRuns: 2000 },
  );
});
