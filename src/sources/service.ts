import { InputError } from '../model/errors.ts';
import type { FetchOptions, ServiceName } from '../model/fetched-file.ts';
import type { JsonObject } from '../read/input/json.ts';

/** A request to a service, without keys and contact address. */
export interface ServiceRequest {
  /** Path below the base address, such as "/works". */
  path: string;
  /** Query parameters; those that are undefined or empty are omitted. */
  query?: Record<string, string | number | undefined>;
  /** Sent as a POST request: an object as JSON, a text as a form. */
  body?: JsonObject | string;
}

/** An answer of a service. */
export interface Answer {
  text: string;
  /** When the service sent it, in ISO 8601. */
  date: string;
  /** Its address, without keys and contact address. */
  url: string;
  /** Number of all results, from the header Total-Results. */
  total?: number;
}

/** Sends a request and returns the answer, which `check` accepts; it throws {@link MalformedAnswer} otherwise, and the request is repeated. */
export type Send = <T>(request: ServiceRequest, check: (answer: Answer) => T) => Promise<{ answer: Answer; value: T }>;

/** Thrown for an answer that is cut short or is none; the request is repeated. */
export class MalformedAnswer extends Error {
  override name = 'MalformedAnswer';
}

/** Thrown if a service does not have what was asked for. */
export class NotFoundError extends InputError {
  override name = 'NotFoundError';
}

/** A record as a service sent it. */
export interface FetchedRecord {
  service: ServiceName;
  /** Identifies the record within the service. */
  id: string;
  /** The record, or a JSON object with the member `xml`. */
  content: JsonObject;
  /** Identifiers within the service of the works that it cites, as far as it says. */
  cites: string[];
  /** Further names by which the record can be asked for. */
  aliases: string[];
}

/** A page of an answer. */
export interface Page {
  records: FetchedRecord[];
  /** Pairs of identifiers: the first work cites the second one. */
  links?: [citing: string, cited: string][];
  /** Where the next page starts; undefined after the last one. */
  next?: string | undefined;
  /** Number of records that match, if the service says so. */
  total?: number | undefined;
  /** Undefined if the service does not have what was asked for. */
  answer: Answer | undefined;
}

/** What a service is asked for. */
export type Task =
  | { kind: 'search'; query: string }
  | { kind: 'ids'; ids: readonly string[] }
  | { kind: 'cites' | 'citedBy'; ids: readonly string[] };

/** How a service is told who asks. */
export interface Access {
  /** Environment variable that holds the key. */
  keyVariable?: string;
  /** Query parameter, or header, that carries the key. */
  keyParameter?: string;
  keyHeader?: string;
  /** Query parameter that carries the contact address, besides the header User-Agent. */
  contactParameter?: string;
}

/** A service that papers can be fetched from. */
export interface Service {
  name: ServiceName;
  /** Shown in messages. */
  title: string;
  baseUrl: string;
  access: Access;
  /** Milliseconds between the starts of two requests: without and with a key or, where only `contactInterval` is given, a contact address. */
  interval: number;
  keyInterval?: number;
  contactInterval?: number;
  /** Whether answers may be stored in the cache. */
  isCached: boolean;
  /** Number of identifiers in one task. */
  idsPerTask: number;
  /** Most results that a query can return; undefined for no limit. */
  maxResults?: number;
  /** Returns how the service writes an identifier; undefined if the text is none. */
  parseId(text: string): string | undefined;
  /** Directions in which citations can be followed, and the number of papers in one task. Empty if none. */
  links: { cites?: number | 'inRecords'; citedBy?: number };
  /** Returns a page of the answer to a task. `cursor` is `next` of the previous page. */
  page(task: Task, cursor: string | undefined, options: FetchOptions, send: Send): Promise<Page>;
  /** Returns what is known about a record that is read back from a file. */
  identify(content: JsonObject): FetchedRecord | undefined;
}
