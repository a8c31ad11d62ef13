import { createXmlReader, type Element, findElements, textContent } from '../../input/xml/xml.ts';
import { findRootTag } from '../../input/xml/xml-text.ts';
import type { Format, FormatOptions, Sink, TextReader } from '../../record.ts';
import { createNodeReader } from './nodes.ts';

/** How a format of graphs declares the attributes of nodes, and writes their values. */
interface Syntax {
  declaration: string;
  /** Returns the id and the name of the attribute that an element declares. */
  parseDeclaration(element: Element): [id: string, name: string];
  /** Yields the values of a node, by id of the attribute. */
  parseNode(node: Element): Iterable<[id: string, value: string | undefined]>;
}

const attribute = (element: Element, name: string) => element.attributes.get(name) ?? '';

const gexfSyntax: Syntax = {
  declaration: 'attribute',
  parseDeclaration: (element) => [attribute(element, 'id'), attribute(element, 'title')],
  *parseNode(node) {
    yield ['', node.attributes.get('label')];
    for (const value of findElements(node, 'attvalues', 'attvalue'))
      yield [attribute(value, 'for'), value.attributes.get('value')];
  },
};

const graphmlSyntax: Syntax = {
  declaration: 'key',
  parseDeclaration: (element) => [attribute(element, 'id'), attribute(element, 'attr.name')],
  *parseNode(node) {
    for (const data of findElements(node, 'data')) yield [attribute(data, 'key'), textContent(data)];
  },
};

/** GEXF, as written by papergraph and Gephi. Source: gexf.net, 1.2 and 1.3. */
export const gexf: Format = {
  name: 'GEXF',
  detects: (head) => findRootTag(head).name === 'gexf',
  open: (sink, options) => openGraph(sink, options, gexfSyntax),
};

/** GraphML, as written by papergraph, Gephi and networkx. Source: graphml.graphdrawing.org. */
export const graphml: Format = {
  name: 'GraphML',
  detects: (head) => findRootTag(head).name === 'graphml',
  open: (sink, options) => openGraph(sink, options, graphmlSyntax),
};

function openGraph(sink: Sink, options: FormatOptions, syntax: Syntax): TextReader {
  /** Names of attributes by id. Ids of nodes and edges may be the same in GEXF, so only those of nodes are kept. */
  const names = new Map<string, string>([['', 'label']]);
  const nodes = createNodeReader(sink, options);
  const reader = createXmlReader(sink, [syntax.declaration, 'node'], (element, line, ancestors) => {
    if (element.name === 'node') {
      const values = new Map<string, string>();
      for (const [id, value] of syntax.parseNode(element)) {
        const name = names.get(id);
        if (name !== undefined && value) values.set(name, value);
      }
      nodes.add(line, values, names.values());
      return;
    }
    const kind = element.attributes.get('for') ?? ancestors.at(-1)?.attributes.get('class');
    if (kind === 'edge') return;
    const [id, name] = syntax.parseDeclaration(element);
    names.set(id, name);
  });
  return {
    write: (block) => reader.write(block),
    end() {
      void reader.end();
      nodes.end();
    },
  };
}
