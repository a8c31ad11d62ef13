import { expect, test } from 'vitest';
import { parseDate, parseYear } from '../../../src/read/normalize/dates.ts';

test.each([
  ['20170420', '2017-04-20', 2017],
  ['201704', '2017-04', 2017],
  ['20170400', '2017-04', 2017],
  ['20170420T101500Z', '2017-04-20', 2017],
  ['2017-04-20T10:15:00Z', '2017-04-20', 2017],
  ['2017/4/20', '2017-04-20', 2017],
  ['17.05.2020', '2020-05-17', 2020],
  ['17/05/2020', '2020-05-17', 2020],
  ['05/17/2020', '2020-05-17', 2020],
  // The order of month and day is unknown.
  ['05/06/2020', '2020', 2020],
  ['17 May 2020', '2020-05-17', 2020],
  ['May 17, 2020', '2020-05-17', 2020],
  ['2021 Dec-2022 Jan', '2021-12', 2021],
  ['May 17', '--05-17', undefined],
  ['12345678', undefined, undefined],
  ['', undefined, undefined],
])('parses %j', (text, date, year) => {
  expect([parseDate(text), parseYear(text)]).toEqual([date, year]);
});
