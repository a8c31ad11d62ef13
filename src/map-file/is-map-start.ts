import { MAP_FILE_START } from '../model/map.ts';
import { isCompressedMap } from './blocks/block-format.ts';

/** Returns whether the first 64 bytes of a file, or fewer if it is shorter, are those of a map file of any version. */
export const isMapStart = (head: Uint8Array): boolean =>
  isCompressedMap(head) || new TextDecoder('latin1').decode(head).startsWith(MAP_FILE_START);

/** Returns whether a file is a map file, judging by its beginning. */
export const isMapFile = async (file: Blob): Promise<boolean> =>
  isMapStart(new Uint8Array(await file.slice(0, 64).arrayBuffer()));
