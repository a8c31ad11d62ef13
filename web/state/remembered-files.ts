import { get, set } from 'idb-keyval';
import { decodeBase64, encodeBase64 } from '../../src/util/base64.ts';

/**
 * The files that were opened last in this tab, so that they can be reopened after a reload. Small files are kept for the session
 * of the tab; of large ones only the names and, if the browser provides them, the handles. Browsers may deny access to either storage.
 */

/** The files that were opened last. */
export interface RememberedFiles {
  names: string[];
  /** The contents in base64; undefined for large files. */
  contents?: string[];
}

const SESSION_KEY = 'papergraph-files';
const HANDLES_KEY = 'papergraph-file-handles';

/** Maximum total size of files whose contents are kept, in bytes. Browsers keep about 5 million characters. */
const MAX_BYTES = 2_000_000;

/** Remembers files. Their handles, if given, allow large files to be reopened. */
export async function rememberFiles(files: File[], handles?: FileSystemFileHandle[]): Promise<void> {
  const names = files.map(({ name }) => name);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  try {
    save({ names });
    if (size <= MAX_BYTES) save({ names, contents: await Promise.all(files.map(toBase64)) });
    else if (handles) await set(HANDLES_KEY, handles);
  } catch {
    // The names are then all that is kept, if anything.
  }
}

const save = (files: RememberedFiles) => sessionStorage.setItem(SESSION_KEY, JSON.stringify(files));

/** Returns the files that were opened last in this tab, or null. */
export function readRememberedFiles(): RememberedFiles | null {
  try {
    // Only this module writes the entry.
    return JSON.parse(sessionStorage.getItem(SESSION_KEY) ?? 'null') as RememberedFiles | null;
  } catch {
    return null;
  }
}

/** Forgets the files. */
export function forgetFiles(): void {
  try {
    sessionStorage.removeItem(SESSION_KEY);
  } catch {
    // Then there is nothing to forget.
  }
}

/** Loads remembered files. Returns undefined if they must be chosen again. Must be called while the user clicks, to ask for permission. */
export async function loadRememberedFiles({ names, contents }: RememberedFiles): Promise<File[] | undefined> {
  if (contents) return contents.flatMap((text, i) => fromBase64(text, names[i] ?? ''));
  try {
    const handles = await get<FileSystemFileHandle[]>(HANDLES_KEY);
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
