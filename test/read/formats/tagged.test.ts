import { describe, expect, test } from 'vitest';
import { readPapersInOrder } from '../helpers.ts';
import { testFixtures } from './test-fixtures.ts';

describe('formats of tagged lines', () => {
  testFixtures([
    {
      format: 'RIS',
      file: 'zotero.ris',
      papers: [
        {
          id: '10.1000/jb.2021.1',
          title: 'Spiking networks & the brain: a review',
          abstract: 'First sentence of the abstract. Second line of it, without an indent.',
          authors: ['Anna Müller', 'Bo Lee, Jr.'],
          year: 2021,
          date: '2021-05-17',
          venue: 'Journal of Brains',
          publisher: 'Brain Press',
          type: 'JOUR',
          language: 'en',
          keywords: ['neurons', 'spikes'],
          doi: '10.1000/jb.2021.1',
          url: 'https://doi.org/10.1000/jb.2021.1',
        },
        {
          title: 'A paper without its end tag',
          abstract: 'Its abstract.',
          authors: ['Cid Fo'],
          year: 1999,
          date: '1999',
          type: 'CONF',
        },
        { id: 'pmid:12345', pmid: '12345', title: 'From PubMed', abstract: '', type: 'JOUR' },
      ],
      lines: [1, 21, 26],
    },
    {
      format: 'PubMed / MEDLINE text (.nbib)',
      file: 'pubmed.nbib',
      papers: [
        {
          id: '10.1016/j.neuron.2019.07.001',
          title: 'A title that is so long that it goes on in the next line of the file, as it does in MEDLINE.',
          abstract: 'BACKGROUND: Text with 5 < 6 neurons. RESULTS: More text which also goes on in the next line.',
          authors: ['John A Smith', 'Jane Doe', 'The Brain Group'],
          year: 2019,
          date: '2019-07',
          venue: 'Neuron',
          pages: '1-12',
          type: 'Journal Article',
          language: 'eng',
          keywords: ['deep learning', 'neurons'],
          doi: '10.1016/j.neuron.2019.07.001',
          pmid: '31452104',
        },
        {
          id: 'pmid:100',
          pmid: '100',
          title: 'A title translated from another language',
          abstract: '',
          authors: ['Fo C'],
          year: 1975,
          date: '1975-05-17',
          language: 'fre',
        },
      ],
      lines: [2, 29],
    },
    {
      format: 'Web of Science plain text',
      file: 'savedrecs.txt',
      papers: [
        {
          id: '10.1000/WoS.1',
          title: 'A title that goes on in the next line',
          abstract: 'An abstract of two lines with a "quote".',
          authors: ['John Smith', 'Jane A. Doe'],
          year: 2001,
          date: '2001-05-17',
          venue: 'JOURNAL OF BRAINS',
          publisher: 'ELSEVIER',
          type: 'Article',
          language: 'English',
          keywords: ['neural networks', 'spike trains'],
          doi: '10.1000/WoS.1',
          pmid: '11111111',
          citations: 1204,
          cites: [
            'Abbott LF, 1999, BRAIN RES BULL, V50, P303, DOI 10.1016/S0361-9230(99)00161-6',
            'Anon, 2001, A BOOK',
            'Brette R, 2007, J COMPUT NEUROSCI, V23, P349, DOI 10.1007/s10827-007-0038-6',
          ],
          identifiers: ['wos:000000000000001'],
        },
        { title: 'Second title', abstract: '', authors: ['C Fo'], year: 2002, date: '2002' },
      ],
      lines: [3, 31],
    },
  ]);
});

test('an e-mail address in parentheses or brackets is no part of a name', async () => {
  const [paper] = await readPapersInOrder(
    'TY  - JOUR\nTI  - Ice\nAU  - Moor, Ada (ada@example.org)\nAU  - Lind, Bo <bo@example.org>\nAU  - Ode, Cy\nER  - \n',
  );
  expect(paper!.authors).toEqual(['Ada Moor', 'Bo Lind', 'Cy Ode']);
});

test.each([
  ['PubMed', 'PMID- 1\nTI  - Sand\n', 'PMID- 2\nTI  - Ice\n'],
  ['Ovid', 'VN  - Ovid Technologies\nTI  - Sand\n', 'VN  - Ovid Technologies\nTI  - Ice\n'],
  ['RefWorks', 'RT Journal Article\nT1 Sand\n', 'RT Journal Article\nT1 Ice\n'],
  ['Cochrane', 'Record #1 of 1\nID: CN-1\nTI: Sand\n', 'Record #1 of 1\nID: CN-2\nTI: Ice\n'],
])('the second of two joined files may start with a byte order mark: %s', async (_, first, second) => {
  const papers = await readPapersInOrder(`${first}\n\ufeff${second}`);
  expect(papers.map(({ title }) => title)).toEqual(['Sand', 'Ice']);
});
