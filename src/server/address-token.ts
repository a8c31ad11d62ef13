import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Size of the key in bytes. */
const KEY_BYTES = 32;

/** Characters of a token: 132 bits. */
const TOKEN_LENGTH = 22;

/** Returns the directory for what programs of this user remember, as the system defines it. */
function getStateDirectory({ XDG_STATE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string {
  if (XDG_STATE_HOME) return XDG_STATE_HOME;
  return LOCALAPPDATA ?? join(homedir(), '.local', 'state');
}

/** Returns the key of this user, which only this user can read. Creates it on first use. */
async function getKey(environment: NodeJS.ProcessEnv): Promise<Buffer> {
  const directory = join(getStateDirectory(environment), 'papergraph');
  const file = join(directory, 'server-key');
  const key = randomBytes(KEY_BYTES);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(file, key, { flag: 'wx', mode: 0o600 });
  } catch {
    // It exists, or the directory cannot be written: then the addresses of maps are valid until the server stops.
    const existing = await readFile(file).catch(() => key);
    return existing.length === KEY_BYTES ? existing : key;
  }
  return key;
}

/**
 * Returns the secret part of the address of a map: other users of this machine can connect to the server, but do not know it.
 *
 * It is the same for the same user and path, so that bookmarks and links into a map keep working.
 * @param mapFile absolute path of the map
 */
export async function createAddressToken(
  mapFile: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const key = await getKey(environment);
  return createHmac('sha256', key).update(mapFile).digest('base64url').slice(0, TOKEN_LENGTH);
}
