import { kept } from './memory';

/** What a character is in a word, as ../characters.ts has it. */
export const OTHER = 0;
export const DIGIT = 1;
export const LOWER = 2;
export const UPPER = 3;

/** The kind of each UTF-16 code unit, and its lower case. */
let kinds: usize = 0;
let lowers: usize = 0;

/** Learns the kinds of characters; the first thing that a kernel is told. */
export function learn(kindOf: usize, _kinds: i32, lowerOf: usize, _lowers: i32): void {
  kinds = kept(kindOf, 65536);
  lowers = kept(lowerOf, 131072);
}

export function kindOf(code: u32): i32 {
  return <i32>load<u8>(kinds + <usize>code);
}

export function lowerOf(code: u32): u32 {
  return <u32>load<u16>(lowers + ((<usize>code) << 1));
}

/** The UTF-16 code units of the text at hand, then some zeros, so that a reader may look ahead without asking whether it ends. */
let codes: usize = 0;
let room: usize = 0;
const MARGIN: usize = 4;

export function codeAt(i: i32): u32 {
  return <u32>load<u16>(codes + ((<usize>i) << 1));
}

/** Where the units from `i` on are in memory. */
export function placeOf(i: i32): usize {
  return codes + ((<usize>i) << 1);
}

/** Takes a text's UTF-8 and returns how many code units it has. */
export function loadText(from: usize, to: usize): i32 {
  const most = to - from + MARGIN;
  if (most > room) {
    room = most + (most >> 1);
    codes = heap.alloc(room << 1);
  }
  let place = codes;
  let next = from;
  while (next < to) {
    // Most text is ASCII: four bytes at once.
    while (next + 4 <= to) {
      const four = load<u32>(next);
      if ((four & 0x80808080) !== 0) break;
      store<u32>(place, (four & 0x7f) | ((four & 0x7f00) << 8));
      store<u32>(place, ((four >> 16) & 0x7f) | ((four >> 8) & 0x7f0000), 4);
      place += 8;
      next += 4;
    }
    if (next < to) {
      const first = <u32>load<u8>(next);
      if (first < 0x80) {
        store<u16>(place, <u16>first);
        next += 1;
      } else if (first < 0xe0) {
        store<u16>(place, <u16>(((first & 0x1f) << 6) | follower(next, 1)));
        next += 2;
      } else if (first < 0xf0) {
        store<u16>(place, <u16>(((first & 0xf) << 12) | (follower(next, 1) << 6) | follower(next, 2)));
        next += 3;
      } else {
        // Beyond the first plane: two halves, which are no part of a word.
        store<u16>(place, 0xd800);
        place += 2;
        store<u16>(place, 0xdc00);
        next += 4;
      }
      place += 2;
    }
  }
  store<u64>(place, 0);
  return <i32>((place - codes) >> 1);
}

function follower(at: usize, k: usize): u32 {
  return <u32>load<u8>(at + k) & 0x3f;
}
