import { createJsonReader, isObject } from '../../input/json.ts';
import type { Format } from '../../record.ts';
import { asArray, asText, getMember } from '../json/values.ts';
import { createNodeReader } from './nodes.ts';

/** CX2, as written by papergraph and Cytoscape. Source: Cytoscape Exchange Format Specification, version 2. */
export const cx2: Format = {
  name: 'CX2',
  detects: (head) => /^\s*\[\s*\{\s*"CXVersion"\s*:/.test(head),
  open(sink, options) {
    const nodes = createNodeReader(sink, options);
    let names: string[] = [];
    const reader = createJsonReader(sink, (aspect, line) => {
      const declared = getMember(asArray(aspect.attributeDeclarations)[0], 'nodes');
      if (isObject(declared)) names = Object.keys(declared);
      for (const node of asArray(aspect.nodes)) {
        const attributes = getMember(node, 'v');
        if (!isObject(attributes)) continue;
        const values = new Map<string, string>();
        for (const [name, value] of Object.entries(attributes)) {
          const text = asText(value);
          if (text) values.set(name, text);
        }
        nodes.add(line, values, names);
      }
    });
    return {
      write: (block) => reader.write(block),
      end() {
        void reader.end();
        nodes.end();
      },
    };
  },
};
