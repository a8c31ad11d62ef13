import { expect, test } from 'vitest';
import { readText } from './helpers.ts';

/** Creates an encoder by decoding all characters of one and two bytes. */
function createEncoder(encoding: string): (text: string) => Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const bytesOf = new Map<string, number[]>();
  const add = (...bytes: number[]) => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes));
      if ([...character].length === 1 && !bytesOf.has(character)) bytesOf.set(character, bytes);
    } catch {
      // No character.
    }
  };
  for (let byte = 0; byte < 256; byte++) add(byte);
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail);
  return (text) => Uint8Array.from([...text].flatMap((character) => bytesOf.get(character) ?? [63]));
}

test.each([
  ['gb18030', '城市公交专用道对沿线租金的影响研究', '住房租金在公交规划中很少被考虑。我们收集了两千份合同。'],
  ['big5', '城市公車專用道對沿線租金的影響', '住房租金在公車規劃中很少被考慮。我們收集了兩千份合約。'],
  ['shift_jis', '積雪地域における夏季渇水流量の推定手法', '融雪の時期が夏の流量に与える影響を調べた。'],
  ['euc-jp', '積雪地域における夏季渇水流量の推定手法', '融雪の時期が夏の流量に与える影響を調べた。'],
  ['euc-kr', '도시 버스 전용 차로가 임대료에 미치는 영향', '두 도시에서 계약서 이천 부를 모아 분석하였다.'],
  [
    'windows-1251',
    'Сроки снеготаяния и летний сток малых рек',
    'Поздний снег питает малые реки в августе, но лишь немногие из них изучены.',
  ],
  [
    'koi8-r',
    'Сроки снеготаяния и летний сток малых рек',
    'Поздний снег питает малые реки в августе, но лишь немногие из них изучены.',
  ],
  [
    'windows-1253',
    'Το λιώσιμο του χιονιού και η θερινή παροχή',
    'Το αργό χιόνι τρέφει τα μικρά ποτάμια τον Αύγουστο, αλλά λίγα έχουν σταθμό.',
  ],
])('reads %s', async (encoding, title, abstract) => {
  const encode = createEncoder(encoding);
  for (const text of [
    `TY  - JOUR\nTI  - ${title}\nAB  - ${abstract}\nER  - \n`,
    `@article{a,\n  title = {${title}},\n  abstract = {${abstract}}\n}\n`,
    `title\tabstract\n${title}\t${abstract}\n`,
  ]) {
    const { papers, notes, problems } = await readText(encode(text));
    expect(papers.map((paper) => [paper.title, paper.abstract])).toEqual([[title, abstract]]);
    expect([problems.length, notes.map(({ reason }) => reason).join()]).toEqual([0, expect.stringContaining(encoding)]);
  }
});

const POLISH = 'Dvořák, Jiří and Kowalski, Stanisław';

test.each([
  [
    'windows-1250',
    `<?xml version="1.0" encoding="windows-1250"?><xml><records><record><ref-type>17</ref-type><titles><title>${POLISH}</title></titles></record></records></xml>`,
  ],
  ['windows-1250', `% Encoding: windows-1250\n\n@misc{a, title = {${POLISH}}}\n`],
  ['windows-1250', `This file was created with JabRef 2.10.\nEncoding: Cp1250\n\n@misc{a, title = {${POLISH}}}\n`],
  ['iso-8859-2', `% Encoding: ISO8859_2\r\n\r\n@misc{a, title = {${POLISH}}}\r\n`],
])('reads the encoding %s that a file declares', async (encoding, text) => {
  const { papers, notes } = await readText(createEncoder(encoding)(text));
  expect(papers[0]?.title).toBe(POLISH);
  expect(notes.map(({ reason }) => reason).join()).toContain(encoding);
  // A wrong declaration.
  expect((await readText(text)).papers[0]?.title).toBe(POLISH);
});

test('an unknown encoding that a file declares is ignored', async () => {
  const encode = createEncoder('windows-1252');
  const { papers } = await readText(encode('% Encoding: windows-9999\n@misc{a, title = {Tomás}}\n'));
  expect(papers[0]?.title).toBe('Tomás');
});

test('reads Mac Roman of old Macintosh computers', async () => {
  const encode = createEncoder('macintosh');
  const text = 'TY  - JOUR\rAU  - Müller, Jörg\rTI  - Über den Sand – and “more”\rER  - \r';
  const { papers } = await readText(encode(text));
  expect([papers[0]?.title, papers[0]?.authors]).toEqual(['Über den Sand – and “more”', ['Jörg Müller']]);
  const inWindows = await readText(createEncoder('windows-1252')(text));
  expect(inWindows.papers[0]?.authors).toEqual(['Jörg Müller']);
});

test.each([
  'Ångström, Müller and Größe: naïve cafés in São Tomé',
  'É. Ó. Ñ. ÄÖÜ',
  'Tomás',
  '“Quoted” – and “quoted” again…',
])('reads %j as Windows-1252', async (title) => {
  const bytes = [...`title\tyear\n${title}\t2001\n`].map((character) => {
    const index = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—'.indexOf(character);
    return index >= 0 ? 0x80 + index : character.charCodeAt(0);
  });
  const { papers } = await readText(Uint8Array.from(bytes));
  expect(papers[0].title).toBe(title);
});

const lines = [
  'TY  - JOUR',
  'TI  - A title',
  'AU  - Wilk, Tomasz',
  'KW  - one\vtwo',
  'ER  - ',
  'TY  - JOUR',
  'TI  - B title',
  'ER  - ',
  '',
];

test.each(['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029'])('reads lines that end with %j', async (lineEnd) => {
  const { papers, problems } = await readText(lines.join(lineEnd));
  expect(problems).toEqual([]);
  expect(papers.map(({ title }) => title).sort()).toEqual(['A title', 'B title']);
  expect(papers.find(({ title }) => title === 'A title')?.keywords).toEqual(['one', 'two']);
});

test('U+0085 in Latin-1 ends lines, an ellipsis in Windows-1252 does not', async () => {
  const encode = (text: string) => Uint8Array.from([...text].map((character) => character.charCodeAt(0)));
  expect((await readText(encode(lines.join('\u0085')))).papers).toHaveLength(2);
  const { papers } = await readText(encode('TY  - JOUR\nTI  - To be\u0085 or not\u0085 or\u0085\nER  - \n'));
  expect(papers[0].title).toBe('To be… or not… or…');
});

test.each(['\u2028', '\u2029', '\u0085'])('%j inside of a line is white space', async (separator) => {
  for (const text of [
    `TY  - JOUR\nTI  - One${separator}two\nAB  - Three${separator}four\nER  - \n`,
    `PMID- 1\nTI  - One${separator}two\nAB  - Three${separator}four\n`,
    `PT J\nTI One${separator}two\nAB Three${separator}four\nER\n`,
  ]) {
    const { papers } = await readText(text);
    expect([papers[0]?.title, papers[0]?.abstract]).toEqual(['One two', 'Three four']);
  }
});

test.each([
  ['tabs', 'TY\t- JOUR\nTI\t- A title\nER\t- \n'],
  ['no space behind the hyphen', 'TY  -JOUR\nTI  -A title\nER  -\n'],
  ['one space before the hyphen', 'TY - JOUR\nTI - A title\nER -\n'],
  ['no-break spaces', 'TY\u00a0\u00a0- JOUR\nTI\u00a0\u00a0- A title\nER\u00a0\u00a0- \n'],
  ['en dashes', 'TY  – JOUR\nTI  – A title\nER  – \n'],
  ['fields before TY', 'TI  - A title\nTY  - JOUR\nER  - \n'],
])('reads RIS with %s', async (_, text) => {
  expect((await readText(text + text.replace('A title', 'B title'))).papers.map(({ title }) => title).sort()).toEqual([
    'A title',
    'B title',
  ]);
});
