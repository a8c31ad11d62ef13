import { createHash } from 'node:crypto';
import { version } from '../../../package.json' with { type: 'json' };
import { InputError } from '../../model/errors.ts';
import { withDefaults } from '../../model/options.ts';
import type { Paper } from '../../model/paper.ts';
import type { TermRows } from '../../model/sparse.ts';
import { JOIN_DEFAULTS, type JoinOptions } from '../../similarity/join/join-options.ts';
import { WEIGH_DEFAULTS, type WeighOptions } from '../../text/weigh-options.ts';

/** The format of the files with blocks and with neighbors. */
const FORMAT = 'papergraph neighbors 1';

/** Identifies what neighbors were computed from: equal keys have equal neighbors. It is in every row of the Parquet files, as JSON. */
export interface CollectionKey {
  format: string;
  /** Version of papergraph that weighed the papers. */
  version: string;
  papers: number;
  /** Number of neighbors that each paper can have. */
  neighbors: number;
  /** Options of weighing and joining. */
  options: Record<string, unknown>;
  /** Hash of the ids of the papers. */
  ids: string;
  /** Hash of the rows of the papers. */
  rows: string;
}

/** Describes papers, their rows, and the options of weighing and joining. */
export function describeCollection(
  papers: readonly Paper[],
  rows: TermRows,
  options: WeighOptions & JoinOptions,
): CollectionKey {
  const recorded = withDefaults({ ...WEIGH_DEFAULTS, ...JOIN_DEFAULTS }, options);
  const ids = createHash('sha256');
  for (const { id } of papers) ids.update(`${id}\n`);
  const content = createHash('sha256');
  for (const array of [rows.starts, rows.ids, rows.values])
    content.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return {
    format: FORMAT,
    version,
    papers: papers.length,
    neighbors: Math.max(1, Math.min(recorded.neighbors, papers.length - 1)),
    options: recorded,
    ids: ids.digest('hex'),
    rows: content.digest('hex'),
  };
}

/**
 * Parses the key of a file.
 * @throws {InputError} if it is none
 */
export function parseKey(text: unknown, name: string): CollectionKey {
  let key: Partial<CollectionKey> | null = null;
  try {
    // What is used of it is compared with the key of the papers.
    if (typeof text === 'string') key = JSON.parse(text) as Partial<CollectionKey> | null;
  } catch {
    // Reported below.
  }
  if (typeof key?.format !== 'string')
    throw new InputError(`${name} has no neighbors: name the output of the join on Spark, see docs/guide.md`);
  if (key.format !== FORMAT)
    throw new InputError(
      `${name} has the format "${key.format}", not "${FORMAT}": join with this version of papergraph`,
    );
  return key as CollectionKey;
}

/**
 * Checks that neighbors were computed from the same papers with the same options.
 * @throws {InputError} that names the first difference
 */
export function checkSameCollection(found: CollectionKey, expected: CollectionKey, name: string): void {
  const advice = 'weigh and join these papers again, with the same options';
  for (const [option, value] of Object.entries(expected.options)) {
    const [text, foundText] = [value, found.options?.[option]].map((item) => JSON.stringify(item) ?? 'none');
    if (text !== foundText)
      throw new InputError(`${name} was computed with ${option} ${foundText}, but this map has ${text}: ${advice}`);
  }
  if (found.papers !== expected.papers)
    throw new InputError(
      `${name} has the neighbors of ${found.papers} papers, but there are ${expected.papers}: ${advice}`,
    );
  if (found.ids !== expected.ids) throw new InputError(`${name} has the neighbors of other papers: ${advice}`);
  if (found.rows !== expected.rows || found.neighbors !== expected.neighbors)
    throw new InputError(
      `${name} was computed from other texts of these papers, by papergraph ${found.version}, or with other edits: ${advice}`,
    );
}
