import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { toSingleLine } from '../../src/export/escape.ts';
import { writeAtom } from '../../src/export/references/atom.ts';
import { HOSTILE, mapWithTitles, textOf } from './hostile-titles.ts';

const map = await mapWithTitles(HOSTILE);

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

/** Parses XML with a strict parser. */
function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    // Without namespaces, the values are texts.
    const element: Element = { name, attributes: attributes as Record<string, string>, text: '', children: [] };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    open.at(-1)!.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root.children[0]!;
}

const childrenOf = (element: Element, name: string) => element.children.filter((child) => child.name === name);
const textOfChild = (element: Element, name: string) => childrenOf(element, name)[0]?.text;

describe('an Atom feed', () => {
  const feed = parse(textOf(writeAtom(map, { title: 'New & <old>', updated: '2026-11-29T12:00:00Z' })));
  const entries = childrenOf(feed, 'entry');

  test('has what RFC 4287 requires, in every entry', () => {
    expect(feed).toMatchObject({ name: 'feed', attributes: { xmlns: 'http://www.w3.org/2005/Atom' } });
    expect(textOfChild(feed, 'title')).toBe('New & <old>');
    expect(textOfChild(feed, 'updated')).toBe('2026-11-29T12:00:00Z');
    expect(childrenOf(feed, 'author')).toHaveLength(1);
    expect(entries).toHaveLength(map.papers.length);
    for (const entry of entries)
      for (const name of ['id', 'title', 'updated']) expect(childrenOf(entry, name)).toHaveLength(1);
    // Section 4.1.2: an entry without content must have a link to an alternate version.
    const { sources: _, doi: __, url: ___, ...paper } = map.papers[0]!;
    const unlinked = ['An abstract.', ''].map((abstract) => ({ ...paper, abstract, sources: [] }));
    const other = parse(textOf(writeAtom({ papers: unlinked })));
    expect(childrenOf(other, 'entry').map((entry) => textOfChild(entry, 'content'))).toEqual(['An abstract.', '']);
    for (const entry of entries) expect(childrenOf(entry, 'link').length + childrenOf(entry, 'content').length).toBe(1);
    // Section 4.2.6: an id is of one feed only.
    expect(textOfChild(feed, 'id')).not.toBe(textOfChild(other, 'id'));
    expect(new Set(entries.map((entry) => textOfChild(entry, 'id'))).size).toBe(entries.length);
  });

  test('lists the latest papers first, with all titles as they are', () => {
    const dates = entries.map((entry) => textOfChild(entry, 'published')!);
    expect(dates).toEqual(dates.toSorted().reverse());
    expect(dates.every((date) => /^\d{4}-\d\d-\d\dT00:00:00Z$/.test(date))).toBe(true);
    expect(new Set(entries.map((entry) => textOfChild(entry, 'title')))).toEqual(
      new Set(map.papers.map(({ title }) => toSingleLine(title))),
    );
    expect(entries.map((entry) => childrenOf(entry, 'link')[0]!.attributes.href)).toContain(
      'https://doi.org/10.1000/paper.001',
    );
  });

  test('of some papers, without a time of its own, has the latest of their dates', () => {
    const some = parse(textOf(writeAtom(map, { papers: [1, 3] })));
    expect(childrenOf(some, 'entry')).toHaveLength(2);
    expect(textOfChild(some, 'updated')).toBe('2003-05-17T00:00:00Z');
    const none = parse(textOf(writeAtom({ papers: [] })));
    expect(textOfChild(none, 'updated')).toBe('1970-01-01T00:00:00Z');
  });
});
