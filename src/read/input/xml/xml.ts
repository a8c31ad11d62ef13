import { Parser } from 'htmlparser2';
import { maxRecordLength, type Sink, type TextReader } from '../../record.ts';

/** An XML element. Names have no namespace prefix: "arxiv:doi" is "doi". */
export interface Element {
  name: string;
  attributes: Map<string, string>;
  /** Elements and text in document order. */
  children: (Element | string)[];
}

/** Decides whether an element is a record, from its name and the name of its parent (undefined for the root). */
export type RecordTest = (name: string, parent: string | undefined) => boolean;

/** Maximum nesting depth. Records of papers are about ten levels deep. */
const maxDepth = 500;

/** Maximum number of elements and attributes of a record: each takes far more memory than its few bytes in the file. */
const maxParts = 500_000;

const removePrefix = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Creates a streaming reader that passes on the elements with the given names, or those that a test accepts. Entities that a document type declares are not
 * expanded, and no external files are loaded.
 *
 * @param onElement Receives the element, its line and its ancestors, outermost first, without their children.
 */
export function createXmlReader(
  sink: Sink,
  records: readonly string[] | RecordTest,
  onElement: (element: Element, line: number, ancestors: readonly Element[]) => void,
): TextReader {
  const isRecord = typeof records === 'function' ? records : (name: string) => records.includes(name);
  const ancestors: Element[] = [];
  /** The current record element and its open descendants. */
  let openElements: Element[] = [];
  let startLine = 0;
  let startOffset = 0;
  let textLength = 0;
  let partCount = 0;
  let isStopped = false;
  const lines = new LineCounter();

  const stop = (reason: string) => {
    sink.problem(lines.lineAt(parser.startIndex), reason);
    isStopped = true;
    openElements = [];
    parser.pause();
  };
  const startRecord = (element: Element) => {
    startOffset = parser.startIndex;
    startLine = lines.lineAt(startOffset);
    textLength = 0;
    partCount = 0;
    openElements = [element];
  };
  const dropRecord = (excess: string) => {
    sink.problem(startLine, `this ${openElements[0].name} element has ${excess}`);
    openElements = [];
  };
  const onOpenTag = (name: string, attributes: Record<string, string>) => {
    const element: Element = { name, attributes: new Map(Object.entries(attributes)), children: [] };
    if (ancestors.length + openElements.length > maxDepth)
      return stop(`elements are nested more than ${maxDepth} levels deep; the rest of the file was not read`);
    const isRecordStart = isRecord(name, (openElements.at(-1) ?? ancestors.at(-1))?.name);
    if (openElements.length && isRecordStart) {
      sink.problem(startLine, `this ${openElements[0].name} element does not end before the next one starts`);
      startRecord(element);
    } else if (openElements.length) {
      partCount += 1 + element.attributes.size;
      if (partCount > maxParts) return dropRecord(`more than ${maxParts} elements and attributes`);
      openElements.at(-1)!.children.push(element);
      openElements.push(element);
    } else if (isRecordStart) startRecord(element);
    else ancestors.push(element);
  };
  const onText = (text: string) => {
    textLength += text.length;
    if (textLength > maxRecordLength) dropRecord(`more than ${maxRecordLength} characters`);
    else openElements.at(-1)!.children.push(text);
  };
  const onCloseTag = (name: string, isImplied: boolean) => {
    if (!openElements.length) {
      if (ancestors.at(-1)?.name === name) ancestors.pop();
    } else if (openElements.length > 1) {
      if (openElements.at(-1)!.name === name) openElements.pop();
    } else if (openElements[0].name === name) {
      const [element] = openElements;
      openElements = [];
      // The parser also implies the end of an empty element: "<record/>".
      if (isImplied && parser.startIndex !== startOffset)
        sink.problem(startLine, `the file ends inside this ${name} element`);
      else onElement(element, startLine, ancestors);
    }
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (!isStopped) onOpenTag(removePrefix(name), attributes);
      },
      ontext(text) {
        if (!isStopped && openElements.length) onText(text);
      },
      onclosetag(name, isImplied) {
        if (!isStopped) onCloseTag(removePrefix(name), isImplied);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  let writtenLength = 0;
  return {
    write(block) {
      if (isStopped) return;
      lines.append(block);
      writtenLength += block.length;
      parser.write(block);
      if (!isStopped && writtenLength - parser.endIndex > maxRecordLength)
        stop(`a tag or comment has more than ${maxRecordLength} characters; the rest of the file was not read`);
    },
    end() {
      if (!isStopped) parser.end();
    },
  };
}

/** Converts offsets in a text that arrives in blocks to line numbers. */
class LineCounter {
  #line = 1;
  #countedTo = 0;
  #blocks: { start: number; text: string }[] = [];
  #length = 0;

  append(text: string): void {
    this.#blocks.push({ start: this.#length, text });
    this.#length += text.length;
  }

  /** Returns the line number at `offset`. Offsets must not decrease from call to call. */
  lineAt(offset: number): number {
    for (const { start, text } of this.#blocks) {
      const end = offset - start;
      const from = Math.max(0, this.#countedTo - start);
      for (let i = text.indexOf('\n', from); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) this.#line++;
    }
    this.#countedTo = Math.max(this.#countedTo, offset);
    this.#blocks = this.#blocks.filter(({ start, text }) => start + text.length > offset);
    return this.#line;
  }
}

/** Returns the descendants at a path of element names. */
export function findElements(element: Element, ...path: string[]): Element[] {
  let elements = [element];
  for (const name of path)
    elements = elements.flatMap(({ children }) =>
      children.filter((child): child is Element => typeof child === 'object' && child.name === name),
    );
  return elements;
}

/** Returns all text inside an element, except MathML annotations, which repeat formulas as TeX. Undefined when there is none. */
export function textContent(element: Element | undefined): string | undefined {
  if (!element) return undefined;
  let text = '';
  for (const child of element.children) {
    if (typeof child === 'string') text += child;
    else if (!child.name.startsWith('annotation')) text += textContent(child) ?? '';
  }
  return text || undefined;
}

/** Returns the text of the first element at a path of element names. */
export const textOf = (element: Element, ...path: string[]): string | undefined =>
  textContent(findElements(element, ...path)[0]);

/** Returns the texts of all elements at a path of element names, trimmed, without empty ones. */
export const textsOf = (element: Element, ...path: string[]): string[] =>
  findElements(element, ...path).flatMap((match) => textContent(match)?.trim() || []);
