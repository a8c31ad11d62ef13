import { InputError } from '../../model/errors.ts';
import { asText, textAt } from '../../read/formats/json/values.ts';
import { isObject, type JsonObject } from '../../read/input/json.ts';
import { type Answer, type FetchedRecord, MalformedAnswer, type Send, type Service } from '../service.ts';
import { parseJson } from './answers.ts';

const LIMIT = 100;

/** What belongs to the user who runs Zotero. */
const USER = '/users/0';

/** Types of items that are no papers. */
const OTHER_TYPES = new Set(['attachment', 'note', 'annotation']);

/** The library of a running Zotero. Source: Zotero, "Local API" and "Web API, version 3". */
export const zotero: Service = {
  name: 'zotero',
  title: 'Zotero',
  baseUrl: 'http://127.0.0.1:23119/api',
  access: {},
  interval: 0,
  isCached: false,
  idsPerTask: 50,
  parseId: (text) => /^[A-Z0-9]{8}$/.exec(text.trim())?.[0],
  links: {},
  async page(task, cursor = '0', { since, collection, group }, send) {
    // A number, behind the number of the collection if there are several.
    const [start, place = 0] = cursor.split('/').map(Number).reverse();
    const library = group === undefined ? USER : `/groups/${await findGroup(group, send)}`;
    const places = collection === undefined ? [''] : await findCollections(library, collection, send);
    const query = {
      format: 'json',
      sort: 'dateAdded',
      direction: 'asc',
      limit: LIMIT,
      start,
      q: task.kind === 'search' ? task.query : undefined,
      itemKey: task.kind === 'ids' ? task.ids.join(',') : undefined,
    };
    const { answer, value } = await send({ path: `${library}${places[place] ?? ''}/items/top`, query }, parseList);
    const added = value.filter((item) => since === undefined || (textAt(item, 'data', 'dateAdded') ?? '9') >= since);
    const end = start! + value.length;
    const hasMore = value.length === LIMIT && end < (answer.total ?? Number.POSITIVE_INFINITY);
    const next = hasMore ? `${place}/${end}` : place + 1 < places.length ? `${place + 1}/0` : undefined;
    return {
      answer,
      records: added.flatMap((item) => zotero.identify(item) ?? []),
      next,
      ...(since === undefined && places.length === 1 && { total: answer.total }),
    };
  },
  identify(content): FetchedRecord | undefined {
    const id = asText(content.key);
    if (id === undefined || OTHER_TYPES.has(textAt(content, 'data', 'itemType') ?? '')) return undefined;
    return { service: 'zotero', id, content, cites: [], aliases: [] };
  },
};

function parseList({ text }: Answer): JsonObject[] {
  const value = parseJson(text);
  if (!Array.isArray(value)) throw new MalformedAnswer('the answer is not a list');
  return value.filter(isObject);
}

/** Returns the objects of all pages of a list. */
async function sendForAll(path: string, send: Send): Promise<JsonObject[]> {
  const objects: JsonObject[] = [];
  for (let start = 0; ; start += LIMIT) {
    const { value } = await send({ path, query: { format: 'json', limit: LIMIT, start } }, parseList);
    objects.push(...value);
    if (value.length < LIMIT) return objects;
  }
}

/** A collection or a group. */
interface Place {
  key: string;
  /** Its name, behind the names of the collections that contain it, such as "My review / Included". */
  name: string;
  /** The keys of a collection and of those that contain it, from the inside. */
  keys: string[];
}

/** Returns the number of the group with a name or number. Throws {@link InputError} if there is none, or several have the name. */
async function findGroup(name: string, send: Send): Promise<string> {
  const groups = (await sendForAll(`${USER}/groups`, send)).map((item): Place => {
    const key = asText(item.id) ?? '';
    return { key, name: textAt(item, 'data', 'name') ?? key, keys: [key] };
  });
  return findPlace('group', groups, name).key;
}

/**
 * Returns the paths, below that of a library, of the collection with a name or key and of all collections in it. Throws {@link InputError} if there is
 * none, or several have the name.
 */
async function findCollections(library: string, name: string, send: Send): Promise<string[]> {
  const items = await sendForAll(`${library}/collections`, send);
  const byKey = new Map(items.map((item) => [asText(item.key) ?? '', item]));
  const collections = [...byKey.keys()].map((key): Place => {
    const keys: string[] = [];
    for (let next: string | undefined = key; next !== undefined && byKey.has(next) && !keys.includes(next); ) {
      keys.push(next);
      next = textAt(byKey.get(next), 'data', 'parentCollection');
    }
    const names = keys.map((each) => textAt(byKey.get(each), 'data', 'name') ?? each);
    return { key, name: names.reverse().join(' / '), keys };
  });
  const { key } = findPlace('collection', collections, name);
  const inner = collections
    .filter(({ keys }) => keys.includes(key))
    .sort((a, b) => a.keys.length - b.keys.length || (a.key < b.key ? -1 : 1));
  return inner.map((collection) => `/collections/${collection.key}`);
}

/** Returns the place with a name or key; the names of the collections that contain it may be left out. */
function findPlace(kind: 'collection' | 'group', places: readonly Place[], name: string): Place {
  const found = places.filter(
    (place) => place.key === name || place.name === name || place.name.endsWith(` / ${name}`),
  );
  if (found.length === 1) return found[0]!;
  const list = found.map((place) => `${place.key} (${place.name})`).join(', ');
  const names = places.map((place) => place.name).sort();
  throw new InputError(
    found.length > 1
      ? `Zotero has ${found.length} ${kind}s "${name}": give the key of one of them: ${list}`
      : `Zotero has no ${kind} "${name}": use ${names.slice(0, 20).join(', ') || `no --${kind}, there are no ${kind}s`}`,
  );
}
