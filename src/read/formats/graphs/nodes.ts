import type { Field } from '../../field-names.ts';
import { mapColumns, recordFromText } from '../../normalize/fields.ts';
import { findPaperEvidence } from '../../normalize/paper-evidence.ts';
import type { FormatOptions, Sink } from '../../record.ts';

/** Passes the nodes of a graph that are papers on as records. */
export interface NodeReader {
  /** Receives the attributes of a node that are not empty, by name, and the names of all attributes that nodes may have. */
  add(line: number, values: ReadonlyMap<string, string>, declared: Iterable<string>): void;
  end(): void;
}

/** The types of nodes of papergraph's knowledge graph that are no papers. */
const otherTypes = new Set('topic concept author venue organization repository listing reference keyword'.split(' '));

/** Creates a {@link NodeReader}. A graph without papers is one problem. */
export function createNodeReader(sink: Sink, options: FormatOptions): NodeReader {
  let hasPapers = false;
  let otherCount = 0;
  /** Whether the attributes that nodes may have are those of papers. */
  let describesPapers: boolean | undefined;
  return {
    add(line, values, declared) {
      const nodeType = values.get('node_type');
      if (describesPapers === undefined) {
        const allNames = [...declared];
        describesPapers = findPaperEvidence(allNames, mapColumns(allNames, options)) === 'certain';
      }
      const isPaper = nodeType === undefined ? describesPapers : !otherTypes.has(nodeType);
      if (!isPaper) {
        otherCount++;
        return;
      }
      hasPapers = true;
      const names = [...values.keys()];
      const columns = mapColumns(names, options);
      const get = (field: Field) => columns.get(field)?.map((index) => values.get(names[index]))[0];
      sink.record(line, recordFromText(get));
    },
    end() {
      if (!hasPapers && otherCount > 0)
        sink.problem(1, 'a graph whose nodes are no papers; give the files that it was built from');
    },
  };
}
