import { expect, test } from 'vitest';
import { parseCitation } from '../../../src/read/normalize/citation-parts.ts';

test.each([
  ['9(1):14-25, 2021 05', '9', '1', '14-25'],
  ['22(1):640, 2022 05', '22', '1', '640'],
  ['14 (3) (pp 200-211), 2013. Date of Publication: June 2013.', '14', '3', '200-211'],
  ['Vol. 9(1) (pp 14-25), 2021', '9', '1', '14-25'],
  ['Vol. 12 No. 1 (2011); 5-9', '12', '1', '5-9'],
  ['Vol 7 No 2 (2017); 988-1001', '7', '2', '988-1001'],
  ['v. 12, n. 3 (2010); 4-20', '12', '3', '4-20'],
  ['Vol. 3 Núm. 2 (2015): Julio; 12-30', '3', '2', '12-30'],
  ['Volume 12, Issue 3, Pages 1-2', '12', '3', '1-2'],
  ['Vol. 24, pt. B no. 9 (Sept. 1993), p. 235-48', '24', '9', '235-48'],
  ['Jg. 12 (2011), H. 3, S. 4-9', '12', '3', '4-9'],
  ['58:4 (2019) 211-229', '58', '4', '211-229'],
  ['58(2019), 4, Seite 211-229', '58', '4', '211-229'],
  ['34 Suppl 2:S12-8, 2010', '34 Suppl 2', undefined, 'S12-8'],
  ['51(Pt 4):100-5, 1999', '51', 'Pt 4', '100-5'],
  ['12(1):e1004', '12', '1', 'e1004'],
  ['45:i23-i30, 2020', '45', undefined, 'i23-i30'],
  ['(2019)', undefined, undefined, undefined],
  ['2019', undefined, undefined, undefined],
  ['', undefined, undefined, undefined],
])('volume, number, and pages of "%s"', (citation, volume, number, pages) => {
  expect(parseCitation(citation)).toEqual({ volume, number, pages });
});
