import type { Concepts } from '../model/concepts.ts';
import { InputError } from '../model/errors.ts';
import type { PaperMap } from '../model/map.ts';
import { checkOptions, defineOption, func, type OptionTable, text } from '../model/option-table.ts';
import type { ExportOptions, ExportWriter } from './format.ts';
import type { RdfOptions } from './linked-data/rdf.ts';

/** Adapts a writer of the knowledge graph, which needs the concepts of the map and checks its options itself. */
export function loadRdfWriter(
  load: () => Promise<(map: PaperMap, concepts: Concepts, options: RdfOptions) => Iterable<string>>,
): () => Promise<ExportWriter> {
  return async () => {
    const [{ getConcepts }, write] = await Promise.all([import('./map-concepts.ts'), load()]);
    return async (map, options) => write(map, await getConcepts(map), options);
  };
}

/** Adapts a writer of the knowledge graph that has no options. */
export function loadKnowledgeWriter(
  load: () => Promise<(map: PaperMap, concepts: Concepts) => Iterable<string>>,
): () => Promise<ExportWriter> {
  return loadRdfWriter(async () => {
    const write = await load();
    return (map, concepts, options) => {
      checkOptions({}, options, 'the knowledge graph');
      return write(map, concepts);
    };
  });
}

const PAGE_OPTIONS: OptionTable<Pick<ExportOptions, 'template' | 'hasher'>> = {
  template: defineOption('the explorer in one file', text),
  hasher: defineOption('creates a SHA-256 computation', func),
};

export async function loadPageWriter(): Promise<ExportWriter> {
  const [{ writePage }, { serializeMap }] = await Promise.all([import('./page.ts'), import('../map-file/save.ts')]);
  return (map, options) => {
    checkOptions(PAGE_OPTIONS, options, 'html');
    const { template, hasher } = options;
    if (template === undefined) throw new InputError('the format "html" needs the template of the explorer');
    return writePage(template, serializeMap(map, hasher));
  };
}
