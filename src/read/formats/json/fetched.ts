import { FETCH_FILE_START, FETCH_FILE_VERSION, SERVICE_NAMES } from '../../../model/fetched-file.ts';
import { isObject, type Json, type JsonObject, NestingError } from '../../input/json.ts';
import { createLineReader } from '../../input/lines.ts';
import type { Sink, TextFormat } from '../../record.ts';
import { arxivAtom } from '../xml/arxiv-atom.ts';
import { pubmed } from '../xml/pubmed.ts';
import { crossref } from './crossref.ts';
import type { JsonFormat } from './define-format.ts';
import { openAlex } from './openalex.ts';
import { semanticScholar } from './semantic-scholar.ts';
import { dataciteJson } from './services/datacite.ts';
import { europePmc } from './services/europe-pmc.ts';
import { zotero } from './services/zotero.ts';
import { textAt } from './values.ts';

/** The formats of the records of each service. */
const JSON_FORMATS: ReadonlyMap<string, JsonFormat> = new Map([
  ['openalex', openAlex],
  ['crossref', crossref],
  ['europepmc', europePmc],
  ['semanticscholar', semanticScholar],
  ['datacite', dataciteJson],
  ['zotero', zotero],
]);
const XML_FORMATS: ReadonlyMap<string, TextFormat> = new Map([
  ['arxiv', arxivAtom],
  ['pubmed', pubmed],
]);

/** Files written by `papergraph fetch`: see model/fetched-file.ts. */
export const fetched: TextFormat = {
  name: 'papergraph fetch',
  detects: (head) => head.startsWith(FETCH_FILE_START),
  open(sink) {
    let lastLine = 1;
    let isComplete = false;
    return createLineReader(
      sink,
      (text, line) => {
        lastLine = line;
        if (text.trim() === '') return;
        const value = parse(text);
        if (!isObject(value)) return sink.problem(line, 'this line is cut short or damaged: fetch again');
        if (value._end !== undefined) isComplete = true;
        else if (value.format !== undefined && line === 1) checkVersion(sink, value);
        else if (isObject(value._source)) readSafely(sink, line, value);
      },
      () => {
        if (!isComplete)
          sink.note(lastLine, 'this fetch was interrupted: run "papergraph fetch" with the same output to complete it');
      },
    );
  },
};

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkVersion(sink: Sink, { version }: JsonObject): void {
  if (typeof version === 'number' && version > FETCH_FILE_VERSION)
    sink.note(1, `this file was fetched by a newer papergraph (version ${version} of the format): update papergraph`);
}

function readSafely(sink: Sink, line: number, value: JsonObject): void {
  try {
    readRecord(sink, line, value, textAt(value._source, 'service') ?? '');
  } catch (error) {
    if (!(error instanceof NestingError)) throw error;
    sink.problem(line, error.reason);
  }
}

function readRecord(sink: Sink, line: number, object: JsonObject, service: string): void {
  const { _source, ...content } = object;
  const [json, xml] = [JSON_FORMATS.get(service), XML_FORMATS.get(service)];
  if (json) {
    const record = json.toRecord(content);
    if (record) sink.record(line, { ...record, hasOwnStrings: true });
  } else if (xml && typeof content.xml === 'string') {
    // All that is found in the record is on this line.
    const reader = xml.open(
      {
        record: (_, raw) => sink.record(line, raw),
        problem: (_, reason) => sink.problem(line, reason),
        note: (_, reason) => sink.note(line, reason),
      },
      {},
    );
    reader.write(content.xml);
    reader.end();
  } else sink.problem(line, `unknown service "${service.slice(0, 50)}": use ${SERVICE_NAMES.join(', ')}`);
}
