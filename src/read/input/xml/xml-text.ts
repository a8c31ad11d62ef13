import { type Element, findElements, textContent } from './xml.ts';

/** The first tag of an XML document. */
export interface RootTag {
  /** Without its namespace prefix; '' when the text is not XML. */
  name: string;
  /** The tag as written, with its attributes. */
  text: string;
}

/** Returns the tag of the root element: the first one after the declaration, comments, and the document type. */
export function findRootTag(head: string): RootTag {
  let offset = skipSpace(head, 0);
  while (head[offset] === '<' && /[?!]/.test(head[offset + 1] ?? '')) {
    const end = endOfDeclaration(head, offset);
    if (end < 0) return { name: '', text: '' };
    offset = skipSpace(head, end);
  }
  const end = head.indexOf('>', offset);
  const text = head.slice(offset, end < 0 ? head.length : end + 1);
  const name = /^<([\w.-]+:)?([\w.-]+)(?=[\s/>])/.exec(text.slice(0, 200))?.[2] ?? '';
  return { name, text };
}

/** Returns the offset behind a comment, processing instruction, or document type, which may contain declarations. */
function endOfDeclaration(head: string, start: number): number {
  const after = (end: string, from: number) => {
    const offset = head.indexOf(end, from);
    return offset < 0 ? -1 : offset + end.length;
  };
  if (head.startsWith('<!--', start)) return after('-->', start + 4);
  if (head.startsWith('<?', start)) return after('?>', start);
  const end = head.indexOf('>', start);
  const subset = head.indexOf('[', start);
  if (subset < 0 || subset > end) return end < 0 ? -1 : end + 1;
  const subsetEnd = head.indexOf(']', subset);
  return subsetEnd < 0 ? -1 : after('>', subsetEnd);
}

function skipSpace(text: string, start: number): number {
  let offset = start;
  while (/[\s\ufeff]/.test(text[offset] ?? '')) offset++;
  return offset;
}

/** Returns the text inside of an element like {@link textContent}, but without the elements that a test accepts. */
export function textWithout(element: Element, isLeftOut: (child: Element) => boolean): string | undefined {
  let text = '';
  for (const child of element.children) {
    if (typeof child === 'string') text += child;
    else if (!child.name.startsWith('annotation') && !isLeftOut(child)) text += textWithout(child, isLeftOut) ?? '';
  }
  return text || undefined;
}

/** Elements of JATS that separate words. */
const blockNames = new Set(['p', 'sec', 'title', 'list', 'list-item', 'label', 'disp-formula', 'break']);

/**
 * Returns the text of a JATS abstract: paragraphs joined by spaces, sections as "Title: text". A title of the whole abstract
 * ("Abstract") is left out. Undefined when there is none.
 */
export function jatsText(element: Element | undefined): string | undefined {
  if (!element) return undefined;
  const body = element.children.filter((child) => typeof child === 'string' || !/^(?:title|label)$/.test(child.name));
  return joinBlocks(body).trim() || undefined;
}

function joinBlocks(children: readonly (Element | string)[]): string {
  let text = '';
  for (const child of children) {
    if (typeof child === 'string') text += child;
    else if (child.name === 'title') text += ` ${addColon(textContent(child)?.trim() ?? '')} `;
    else if (blockNames.has(child.name)) text += ` ${joinBlocks(child.children)} `;
    else if (child.name === 'inline-formula' || child.name === 'alternatives') text += formulaText(child);
    else text += textContent(child) ?? '';
  }
  return text;
}

const addColon = (title: string) => (/[:.?!]$/.test(title) || !title ? title : `${title}:`);

/** Returns a formula once when it is there both as MathML and as TeX. */
function formulaText(element: Element): string {
  const math = findElements(element, 'math')[0] ?? findElements(element, 'alternatives', 'math')[0];
  return textContent(math ?? element) ?? '';
}

/** Returns the text of the first of the elements with an attribute value. */
export const textWhere = (elements: readonly Element[], attribute: string, value: string): string | undefined =>
  textContent(elements.find(({ attributes }) => attributes.get(attribute)?.toLowerCase() === value))?.trim();

/** Joins the parts of a name that are there. */
export const joinName = (...parts: (string | undefined)[]): string =>
  parts
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(' ');
