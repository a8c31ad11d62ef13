import { Parser } from 'htmlparser2';
import { recordLimit, type Sink, type TextReader } from '../record.ts';

/** An element: its children are elements and text in their order. Names have no prefix ("arxiv:doi" is "doi"). */
export interface Element {
  name: string;
  attributes: Map<string, string>;
  children: (Element | string)[];
}

/** Papers nest some ten deep; a file that nests deeper than this was made to hurt. */
const depthLimit = 500;

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * Reads an XML file as a stream and hands over the elements of the given names, whole. Entities that a document type
 * declares are never expanded, and no file is fetched. path: the elements around it, outermost first, without children.
 */
export function xmlReader(
  sink: Sink,
  names: readonly string[],
  onElement: (element: Element, line: number, path: readonly Element[]) => void,
): TextReader {
  const wanted = new Set(names);
  const path: Element[] = [];
  /** The wanted element being read, and what is open in it. */
  let open: Element[] = [];
  let startLine = 0;
  let size = 0;
  let stopped = false;
  const lines = lineCounter();

  const stop = (reason: string) => {
    sink.problem(lines.at(parser.startIndex), reason);
    stopped = true;
    open = [];
    parser.pause();
  };
  const begin = (element: Element) => {
    startLine = lines.at(parser.startIndex);
    size = 0;
    open = [element];
  };
  const parser = new Parser(
    {
      onopentag(fullName, attributes) {
        if (stopped) return;
        const name = localName(fullName);
        const element: Element = { name, attributes: new Map(Object.entries(attributes)), children: [] };
        if (path.length + open.length > depthLimit)
          return stop(`elements nest more than ${depthLimit} deep; the rest of the file was not read`);
        if (open.length && wanted.has(name)) {
          sink.problem(startLine, `this ${open[0].name} does not end before the next begins`);
          begin(element);
        } else if (open.length) {
          open.at(-1)!.children.push(element);
          open.push(element);
        } else if (wanted.has(name)) begin(element);
        else path.push(element);
      },
      ontext(text) {
        if (stopped || !open.length) return;
        size += text.length;
        if (size > recordLimit) {
          sink.problem(startLine, `a ${open[0].name} of more than ${recordLimit} characters`);
          open = [];
        } else open.at(-1)!.children.push(text);
      },
      onclosetag(fullName, implied) {
        if (stopped) return;
        const name = localName(fullName);
        if (!open.length) {
          if (path.at(-1)?.name === name) path.pop();
        } else if (open.length > 1) {
          if (open.at(-1)!.name === name) open.pop();
        } else if (open[0].name === name) {
          const [element] = open;
          open = [];
          if (implied) sink.problem(startLine, `the file ends inside this ${name}`);
          else onElement(element, startLine, path);
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  let written = 0;
  return {
    write(block) {
      if (stopped) return;
      lines.add(block);
      written += block.length;
      parser.write(block);
      if (!stopped && written - parser.endIndex > recordLimit)
        stop(`a tag or comment of more than ${recordLimit} characters; the rest of the file was not read`);
    },
    end() {
      if (!stopped) parser.end();
    },
  };
}

/** Lines of places that are asked for in ascending order, in text that comes in blocks. */
function lineCounter() {
  let line = 1;
  let countedTo = 0;
  let blocks: { start: number; text: string }[] = [];
  let length = 0;
  return {
    add(text: string) {
      blocks.push({ start: length, text });
      length += text.length;
    },
    at(place: number): number {
      for (const { start, text } of blocks) {
        const to = place - start;
        for (
          let at = text.indexOf('\n', Math.max(0, countedTo - start));
          at >= 0 && at < to;
          at = text.indexOf('\n', at + 1)
        )
          line++;
      }
      countedTo = Math.max(countedTo, place);
      blocks = blocks.filter(({ start, text }) => start + text.length > place);
      return line;
    },
  };
}

/** The elements that a path of names leads to. */
export function elements(from: Element, ...names: string[]): Element[] {
  let found = [from];
  for (const name of names)
    found = found.flatMap(({ children }) =>
      children.filter((child): child is Element => typeof child === 'object' && child.name === name),
    );
  return found;
}

/** All text inside, as it stands; MathML's TeX copies and the like stay out. */
export function textIn(element: Element | undefined): string | undefined {
  if (!element) return undefined;
  let text = '';
  for (const child of element.children)
    text += typeof child === 'string' ? child : child.name.startsWith('annotation') ? '' : (textIn(child) ?? '');
  return text || undefined;
}

/** The text of the first element that a path of names leads to. */
export const textAt = (from: Element, ...names: string[]): string | undefined => textIn(elements(from, ...names)[0]);

/** The texts of all elements that a path of names leads to. */
export const textsAt = (from: Element, ...names: string[]): string[] =>
  elements(from, ...names).flatMap((element) => textIn(element)?.trim() || []);
