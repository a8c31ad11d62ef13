import { describe, expect, test } from 'vitest';
import { formatZoteroId, getZoteroLink, listZoteroItems, parseZoteroUri } from '../../src/model/zotero-ids.ts';
import { readPapers } from '../../src/read/read.ts';

const read = async (value: unknown) => {
  const { papers } = await readPapers([{ name: 'a.json', bytes: () => [Buffer.from(JSON.stringify(value))] }]);
  return papers.flatMap(({ identifiers }) => listZoteroItems(identifiers).map(getZoteroLink));
};
const item = { itemType: 'journalArticle', title: 'Tides of shallow seas', creators: [] };

describe('items of Zotero', () => {
  test('are linked from the answers of its API, in the own library and in groups', async () => {
    const library = { type: 'user', id: 475425 };
    expect(await read([{ key: 'ABCD2345', library, data: item }])).toEqual(['zotero://select/library/items/ABCD2345']);
    const group = { type: 'group', id: 77 };
    expect(await read([{ key: 'ABCD2345', library: group, data: item }])).toEqual([
      'zotero://select/groups/77/items/ABCD2345',
    ]);
  });

  test('are linked from the files of Better BibTeX and from CSL-JSON', async () => {
    expect(await read([{ ...item, itemKey: 'ABCD2345' }])).toEqual(['zotero://select/library/items/ABCD2345']);
    const uri = 'http://zotero.org/groups/77/items/ABCD2345';
    expect(await read([{ ...item, itemKey: 'ABCD2345', uri }])).toEqual(['zotero://select/groups/77/items/ABCD2345']);
    expect(
      await read([{ id: 'http://zotero.org/users/475425/items/ABCD2345', type: 'article-journal', title: 'A title' }]),
    ).toEqual(['zotero://select/library/items/ABCD2345']);
  });

  test('are recognized in nothing else', () => {
    expect(formatZoteroId('abc')).toBeUndefined();
    expect(parseZoteroUri('http://zotero.org.example/users/1/items/ABCD2345')).toBeUndefined();
    expect(parseZoteroUri('http://zotero.org/users/local/Xy12/items/ABCD2345')).toBe('zotero:ABCD2345');
    expect(listZoteroItems(['openalex:W1', 'zotero:ABCD2345/../x', 'zotero:groups/x/ABCD2345'])).toEqual([]);
  });
});
