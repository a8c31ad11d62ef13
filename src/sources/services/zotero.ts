import { InputError } from '../../model/errors.ts';
import { asText, textAt } from '../../read/formats/json/values.ts';
import { isObject, type JsonObject } from '../../read/input/json.ts';
import { type Answer, type FetchedRecord, MalformedAnswer, type Send, type Service } from '../service.ts';
import { parseJson } from './answers.ts';

const LIMIT = 100;

/** The library of the user who runs Zotero. */
const LIBRARY = '/users/0';

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
  async page(task, cursor = '0', { since, collection }, send) {
    const start = Number(cursor);
    const place = collection === undefined ? '' : `/collections/${await findCollection(collection, send)}`;
    const query = {
      format: 'json',
      sort: 'dateAdded',
      direction: 'asc',
      limit: LIMIT,
      start,
      q: task.kind === 'search' ? task.query : undefined,
      itemKey: task.kind === 'ids' ? task.ids.join(',') : undefined,
    };
    const { answer, value } = await send({ path: `${LIBRARY}${place}/items/top`, query }, parseList);
    const added = value.filter((item) => since === undefined || (textAt(item, 'data', 'dateAdded') ?? '9') >= since);
    const end = start + value.length;
    return {
      answer,
      records: added.flatMap((item) => zotero.identify(item) ?? []),
      next: value.length === LIMIT && end < (answer.total ?? Number.POSITIVE_INFINITY) ? String(end) : undefined,
      ...(since === undefined && { total: answer.total }),
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

/** Returns the key of a collection with a name or key. Throws {@link InputError} if there is none, or several have the name. */
async function findCollection(name: string, send: Send): Promise<string> {
  const collections: JsonObject[] = [];
  for (let start = 0; ; start += LIMIT) {
    const query = { format: 'json', limit: LIMIT, start };
    const { value } = await send({ path: `${LIBRARY}/collections`, query }, parseList);
    collections.push(...value);
    if (value.length < LIMIT) break;
  }
  const found = collections.filter((item) => asText(item.key) === name || textAt(item, 'data', 'name') === name);
  if (found.length === 1) return asText(found[0]!.key) ?? '';
  const names = collections.map((item) => textAt(item, 'data', 'name') ?? '').sort();
  const keys = found.map((item) => asText(item.key)).join(', ');
  throw new InputError(
    found.length > 1
      ? `Zotero has ${found.length} collections "${name}": give the key of one of them: ${keys}`
      : `Zotero has no collection "${name}": use ${names.slice(0, 20).join(', ') || 'the whole library, it has none'}`,
  );
}
