import { isObject, type Json, type JsonObject } from '../../input/json.ts';

/** Returns the object under a key, in which a service wraps the record; the object itself when there is none. */
export function unwrap(object: Json | undefined, key: string): JsonObject {
  if (!isObject(object)) return {};
  const inner = Object.hasOwn(object, key) ? object[key] : undefined;
  return isObject(inner) ? inner : object;
}

/** Keys under which services wrap the content of a record. */
const contentKeys =
  'content metadata attributes _source fields info data paper work item article publication document record resource'.split(
    ' ',
  );

/** Returns an object together with the content that it wraps under a common key, unless it has a title itself. */
export function unwrapContent(object: JsonObject): JsonObject {
  if (object.title !== undefined) return object;
  const key = contentKeys.find((candidate) => isObject(object[candidate]));
  return key === undefined ? object : { ...object, ...unwrap(object, key) };
}
