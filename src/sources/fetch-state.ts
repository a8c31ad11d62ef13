import {
  FETCH_FILE_START,
  FETCH_FILE_VERSION,
  type FetchHeader,
  type FetchRequest,
  type FetchSummary,
  type PageMark,
  type RecordSource,
  type ServiceName,
} from '../model/fetched-file.ts';
import { asNumber, asText, textAt } from '../read/formats/json/values.ts';
import { isObject, type Json, type JsonObject } from '../read/input/json.ts';
import { SERVICES } from './registry.ts';
import type { FetchedRecord } from './service.ts';

/** A record in a fetched file. */
export interface KnownRecord extends Pick<FetchedRecord, 'service' | 'id' | 'cites'> {
  /** 0 if it was asked for, otherwise the round in which it was found. */
  round: number;
}

/** What a fetched file contains so far. */
export interface FetchState {
  /** Absent before the first line. */
  header?: FetchHeader;
  records: KnownRecord[];
  /** The records by all their names. */
  byName: Map<string, KnownRecord>;
  /** Pairs of identifiers: the first work cites the second one. */
  links: [citing: string, cited: string][];
  /** The end of the last page. */
  mark?: PageMark;
  /** Number of records that match, as stated by the service. */
  matched?: number;
  /** Absent until the fetch is complete. */
  summary?: FetchSummary;
}

/** Returns the state of an empty file. */
export const createState = (): FetchState => ({ records: [], byName: new Map(), links: [] });

/** Adds a record to the state. Returns false if it is there already. */
export function addRecord(state: FetchState, record: FetchedRecord, round: number): boolean {
  const key = `${record.service}:${record.id}`;
  if (state.byName.has(key)) return false;
  const { service, id, cites } = record;
  const known: KnownRecord = { service, id, cites, round };
  state.records.push(known);
  state.byName.set(key, known);
  for (const name of [id, ...record.aliases]) if (!state.byName.has(name)) state.byName.set(name, known);
  return true;
}

/** Formats the first line of a fetched file. */
export function formatHeader({ source, query, ids, options }: FetchRequest, date: string): string {
  const request = { source, ...(query !== undefined && { query }), ...(ids && { ids }), options, date };
  return `${FETCH_FILE_START}${FETCH_FILE_VERSION},${JSON.stringify(request).slice(1)}\n`;
}

/** Parses the first line of a fetched file; undefined if it is none. */
export function parseHeader(line: string): FetchHeader | undefined {
  if (!line.startsWith(FETCH_FILE_START)) return undefined;
  const value: unknown = parse(line);
  return isHeader(value) ? value : undefined;
}

/** Whether a line that starts as `formatHeader` writes it also has its members. */
const isHeader = (value: unknown): value is FetchHeader =>
  hasMembers(value, { source: 'string', options: 'object', date: 'string' });

const isPageMark = (value: unknown): value is PageMark =>
  hasMembers(value, { round: 'number', step: 'string', task: 'number' });

const isSummary = (value: unknown): value is FetchSummary =>
  hasMembers(value, { date: 'string', records: 'number', missing: 'object' });

/** Returns whether a value is an object whose members have the given types. */
const hasMembers = (value: unknown, types: Record<string, 'string' | 'number' | 'object'>): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(types).every(([name, type]) => {
    const member: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
    return typeof member === type && member !== null;
  });

/** Formats a value as a line. Characters that some programs take for line ends are escaped. */
export const formatLine = (value: object): string =>
  `${JSON.stringify(value).replace(/[\u0085\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

/** Formats the line of a record. */
export const formatRecord = (source: RecordSource, content: JsonObject): string =>
  formatLine({ _source: source, ...content });

/** Adds a line of a fetched file to the state. Lines that are unknown are ignored. */
export function applyLine(state: FetchState, line: string): void {
  const header = state.header === undefined ? parseHeader(line) : undefined;
  if (header) {
    state.header = header;
    return;
  }
  const value = parse(line);
  if (!isObject(value)) return;
  const { _page, _end, _links }: Record<string, unknown> = value;
  if (isPageMark(_page)) state.mark = _page;
  if (Array.isArray(_links)) for (const link of _links) if (isLink(link)) state.links.push(link);
  const matched = asNumber(value._matched);
  if (matched !== undefined) state.matched = matched;
  if (isSummary(_end)) state.summary = _end;
  if (!isObject(value._source)) return;
  const { _source, ...content } = value;
  const record = findService(textAt(_source, 'service'))?.identify(content);
  if (record) addRecord(state, record, asNumber(value._source.round) ?? 0);
}

const isLink = (value: unknown): value is FetchState['links'][number] =>
  Array.isArray(value) && value.length === 2 && value.every((name) => typeof name === 'string');

const findService = (name: string | undefined) =>
  name !== undefined && Object.hasOwn(SERVICES, name) ? SERVICES[name as ServiceName] : undefined;

function parse(line: string): Json | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Returns what two requests differ in, as text; undefined if they ask for the same. */
export function findDifference(a: FetchRequest, b: FetchRequest): string | undefined {
  if (a.source !== b.source) return `the source ${a.source}`;
  if (a.query !== b.query) return a.query === undefined ? 'identifiers' : `the query "${a.query}"`;
  if (JSON.stringify(a.ids) !== JSON.stringify(b.ids)) return 'other identifiers';
  const names = new Set([...Object.keys(a.options), ...Object.keys(b.options)]);
  const [first, second]: Record<string, unknown>[] = [{ ...a.options }, { ...b.options }];
  const name = [...names].find((option) => first![option] !== second![option]);
  return name === undefined
    ? undefined
    : `the option ${name} ${asText(JSON.parse(JSON.stringify(first![name] ?? 'none')))}`;
}
