import { asArray, getMember } from '../../read/formats/json/values.ts';
import { isObject, type Json, type JsonObject } from '../../read/input/json.ts';
import { type Answer, MalformedAnswer, NotFoundError, type Send, type ServiceRequest } from '../service.ts';

/** Parses an answer as a JSON object. Throws {@link MalformedAnswer} for anything else. */
export function parseObject({ text }: Answer): JsonObject {
  const value = parseJson(text);
  if (!isObject(value)) throw new MalformedAnswer('the answer is not a JSON object');
  return value;
}

/** Parses an answer as JSON. Throws {@link MalformedAnswer} if it is none. */
export function parseJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedAnswer('the answer is not valid JSON');
  }
}

/** Returns the objects of the list at a path. Throws {@link MalformedAnswer} if there is no list. */
export function objectsAt(value: JsonObject, ...path: string[]): JsonObject[] {
  const list = getMember(value, ...path);
  if (!Array.isArray(list)) throw new MalformedAnswer(`the answer has no list "${path.join('.')}"`);
  return asArray(list).filter(isObject);
}

/** Returns the records of an answer in XML: the texts of the elements with one of the names, which contain no others of these. */
export function cutElements({ text }: Answer, root: string, names: readonly string[]): string[] {
  if (!text.trimEnd().endsWith(`</${root}>`)) throw new MalformedAnswer(`the answer does not end with </${root}>`);
  return text.match(new RegExp(`<(${names.join('|')})(?=[\\s>])[\\s\\S]*?</\\1>`, 'g')) ?? [];
}

/** Joins identifiers to a query in the syntax of Lucene. */
export const quoteAll = (values: readonly string[], prefix = ''): string =>
  values.map((value) => `${prefix}"${value.replaceAll(/["\\]/g, '')}"`).join(' OR ');

/** Returns whether an identifier cannot be in a list, because it contains what separates the items. */
export const isUnlistable = (id: string): boolean => /[,|]/.test(id);

/** Sends a request for something that the service may not have; undefined if it does not. */
export async function sendOptional<T>(
  send: Send,
  request: ServiceRequest,
  check: (answer: Answer) => T,
): Promise<{ answer: Answer; value: T } | undefined> {
  try {
    return await send(request, check);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
