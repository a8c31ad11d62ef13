/** Key of an item: eight capital letters and digits. */
const KEY = /^[A-Z0-9]{8}$/;

/** An item of a Zotero library. */
export interface ZoteroItem {
  key: string;
  /** Number of the group whose library has the item; absent for the user's own library. */
  group?: string;
}

/**
 * Returns the identifier of an item, as papers keep it: zotero:KEY in the user's own library, zotero:groups/NUMBER/KEY in a group;
 * undefined if the key is none.
 */
export function formatZoteroId(key: string | undefined, group?: string): string | undefined {
  if (key === undefined || !KEY.test(key)) return undefined;
  return group === undefined ? `zotero:${key}` : `zotero:groups/${group}/${key}`;
}

/** Returns the identifier of the item at an address such as http://zotero.org/users/1/items/ABCD2345; undefined if it is none. */
export function parseZoteroUri(text: string | undefined): string | undefined {
  const match = /^https?:\/\/(?:www\.)?zotero\.org\/(?:groups\/(\d+)|users\/[\w/]+?)\/items\/([A-Z0-9]{8})$/.exec(
    text ?? '',
  );
  return match ? formatZoteroId(match[2], match[1]) : undefined;
}

/** Returns the items among the identifiers of a paper. */
export function listZoteroItems(identifiers: readonly string[] = []): ZoteroItem[] {
  return identifiers.flatMap((identifier) => {
    const match = /^zotero:(?:groups\/(\d+)\/)?([A-Z0-9]{8})$/.exec(identifier);
    return match ? [{ key: match[2]!, ...(match[1] !== undefined && { group: match[1] }) }] : [];
  });
}

/** Returns the address that selects an item in Zotero. */
export const getZoteroLink = ({ key, group }: ZoteroItem): string =>
  `zotero://select/${group === undefined ? 'library' : `groups/${group}`}/items/${key}`;
