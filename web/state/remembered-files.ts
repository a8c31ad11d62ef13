import { get, set } from 'idb-keyval';
import { decodeBase64, encodeBase64 } from '../../src/util/base64.ts';

/**
 * The files that were opened last in this tab, so that they can be reopened after a reload. Small files are kept for the session
 * of the tab; of large ones only the names and, if the browser provides them, the handles. Browsers may deny access to either storage.
 */

/** Files that may be opened again. */
export interface KeptFiles {
  names: string[];
  /** The contents in base64; undefined for large files. */
  contents?: string[];
}

/** Files whose papers were added to the map. */
export interface KeptAdditions extends KeptFiles {
  /** Whether the map was saved with them. */
  isSaved: boolean;
}

/** The files that were opened last, and those that were added to them. */
export interface RememberedFiles extends KeptFiles {
  /** `names` is empty if they were added to another map than one of files, such as that of the server. */
  added?: KeptAdditions;
}

/** A file, and what lets the browser read it again, if it provides that. */
export interface AddedFile {
  file: File;
  handle?: FileSystemFileHandle;
}

const SESSION_KEY = 'papergraph-files';
const HANDLES_KEY = 'papergraph-file-handles';
const ADDED_HANDLES_KEY = 'papergraph-added-file-handles';

/** Maximum total size of files whose contents are kept, in bytes. Browsers keep about 5 million characters. */
const MAX_BYTES = 2_000_000;

/**
 * Remembers files that were opened. Their handles, if given, allow large files to be reopened.
 * @param added files whose papers are to be added to them
 */
export async function rememberFiles(
  files: File[],
  handles?: FileSystemFileHandle[],
  added?: KeptAdditions,
): Promise<void> {
  await keep(files, handles, HANDLES_KEY, (kept) => ({ ...kept, ...(added && { added }) }));
}

/**
 * Remembers all files that were added to the open map.
 * @param isOfFiles whether the map comes from the files that are remembered
 */
export async function rememberAdditions(
  added: readonly AddedFile[],
  isSaved: boolean,
  isOfFiles: boolean,
): Promise<void> {
  const before = isOfFiles ? readRememberedFiles() : null;
  const handles = added.flatMap(({ handle }) => handle ?? []);
  await keep(
    added.map(({ file }) => file),
    handles.length === added.length ? handles : undefined,
    ADDED_HANDLES_KEY,
    (kept) => ({ names: [], ...before, added: { ...kept, isSaved } }),
  );
}

/** Notes that the map was saved with the files that were added. */
export function rememberSaved(): void {
  const remembered = readRememberedFiles();
  if (remembered?.added) saveIfPossible({ ...remembered, added: { ...remembered.added, isSaved: true } });
}

async function keep(
  files: File[],
  handles: FileSystemFileHandle[] | undefined,
  handlesKey: string,
  toEntry: (kept: KeptFiles) => RememberedFiles,
): Promise<void> {
  const names = files.map(({ name }) => name);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  saveIfPossible(toEntry({ names }));
  try {
    const contents = size <= MAX_BYTES ? await Promise.all(files.map(toBase64)) : undefined;
    if (contents && saveIfPossible(toEntry({ names, contents }))) return;
    if (handles) await set(handlesKey, handles);
  } catch {
    // The names are then all that is kept, if anything.
  }
}

/** Returns whether the browser has stored an entry. */
function saveIfPossible(files: RememberedFiles): boolean {
  try {
    sessionStorage.setItem(SESSION_KEY, JSON.stringify(files));
    return true;
  } catch {
    return false;
  }
}

/** Returns the files that were opened last in this tab, or null. */
export function readRememberedFiles(): RememberedFiles | null {
  try {
    // Only this module writes the entry.
    return JSON.parse(sessionStorage.getItem(SESSION_KEY) ?? 'null') as RememberedFiles | null;
  } catch {
    return null;
  }
}

/** Returns the names of all files, also of those that were added. */
export const listAllNames = ({ names, added }: RememberedFiles): string[] => [...names, ...(added?.names ?? [])];

/** Forgets the files. */
export function forgetFiles(): void {
  try {
    sessionStorage.removeItem(SESSION_KEY);
  } catch {
    // Then there is nothing to forget.
  }
}

/** Loads the files that were opened. Returns undefined if they must be chosen again. Must be called while the user clicks, to ask for permission. */
export const loadRememberedFiles = (remembered: RememberedFiles): Promise<File[] | undefined> =>
  load(remembered, HANDLES_KEY);

/** Does the same as {@link loadRememberedFiles} for files that were added to a map. If their contents were kept, no permission is needed. */
export const loadAdditions = (added: KeptAdditions): Promise<File[] | undefined> => load(added, ADDED_HANDLES_KEY);

async function load({ names, contents }: KeptFiles, handlesKey: string): Promise<File[] | undefined> {
  if (contents) return contents.flatMap((text, i) => fromBase64(text, names[i] ?? ''));
  try {
    const handles = await get<FileSystemFileHandle[]>(handlesKey);
    // Another tab may have stored the handles of other files.
    if (!handles || handles.some(({ name }, i) => name !== names[i]) || handles.length !== names.length)
      return undefined;
    for (const handle of handles) if ((await requestPermission(handle)) !== 'granted') return undefined;
    return await Promise.all(handles.map((handle) => handle.getFile()));
  } catch {
    // A file was moved or deleted.
    return undefined;
  }
}

/** Asks the user whether the page may read a file again. Browsers with persistent handles have the method; TypeScript does not know it. */
function requestPermission(handle: FileSystemFileHandle): Promise<PermissionState> {
  const asking = handle as FileSystemFileHandle & { requestPermission?(): Promise<PermissionState> };
  return asking.requestPermission?.() ?? Promise.resolve('granted');
}

async function toBase64(file: File): Promise<string> {
  return new TextDecoder().decode(encodeBase64(new Uint8Array(await file.arrayBuffer())));
}

function fromBase64(text: string, name: string): File[] {
  const bytes = decodeBase64(new TextEncoder().encode(text));
  return bytes ? [new File([bytes], name)] : [];
}
