import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { CONTENT_OPTIONS, type Column, type ContentOptions, type PaperNode, STYLE_COLUMNS } from '../columns.ts';
import { removeInvalidCharacters } from '../escape.ts';
import { type MapEdge, selectGraph } from '../nodes.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';

/** Options of {@link writeNodesParquet} and {@link writeEdgesParquet}. */
export interface ParquetOptions extends Selection, ContentOptions {}

/** The options of {@link ParquetOptions}. */
export const PARQUET_OPTIONS: OptionTable<ParquetOptions> = { ...SELECTION_OPTIONS, ...CONTENT_OPTIONS };

/** Writes the papers as Apache Parquet, with the columns of the CSV export. */
export async function writeNodesParquet(map: PaperMap, options: ParquetOptions = {}): Promise<Iterable<Uint8Array>> {
  checkOptions(PARQUET_OPTIONS, options, 'writeNodesParquet');
  const graph = selectGraph(map, options);
  const columns: Column<PaperNode>[] = [
    { name: 'id', type: 'string', value: ({ paper }) => paper.id },
    { name: 'label', type: 'string', value: ({ paper }) => paper.title },
    ...graph.columns,
    ...STYLE_COLUMNS,
  ];
  return writeTable(columns, [...graph.nodes()]);
}

/** Writes the edges as Apache Parquet: source, target, weight and terms. */
export async function writeEdgesParquet(map: PaperMap, options: ParquetOptions = {}): Promise<Iterable<Uint8Array>> {
  checkOptions(PARQUET_OPTIONS, options, 'writeEdgesParquet');
  const graph = selectGraph(map, options);
  const columns: Column<MapEdge>[] = [
    { name: 'source', type: 'string', value: ({ source }) => source },
    { name: 'target', type: 'string', value: ({ target }) => target },
    ...graph.weightedEdgeColumns,
  ];
  return writeTable(columns, [...graph.edges()]);
}

const TYPES = { string: 'STRING', integer: 'INT32', double: 'DOUBLE', boolean: 'BOOLEAN' } as const;

async function writeTable<Item>(columns: readonly Column<Item>[], items: readonly Item[]): Promise<Uint8Array[]> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const columnData = columns.map(({ name, type, value }) => ({
    name,
    type: TYPES[type],
    nullable: true,
    data: items.map((item) => {
      const cell = value(item);
      return typeof cell === 'string' ? removeInvalidCharacters(cell) : (cell ?? null);
    }),
  }));
  return [new Uint8Array(parquetWriteBuffer({ columnData }))];
}
