import { InputError } from '../../src/model/errors.ts';
import type { Random } from './mutate.ts';

/** A part of papergraph that takes untrusted input. */
export interface FuzzTarget {
  /** Valid inputs, which are mutated. */
  samples: readonly Uint8Array[];
  /** Creates another valid input, which is mutated in some cases. Default: none. */
  create?(random: Random): Uint8Array;
  /**
   * Processes an input.
   * @returns what it did, in a few words: an input that does something new is mutated further
   * @throws if it violates a guarantee
   */
  run(input: Uint8Array): Promise<string>;
  /** Ends what the target has started. */
  close?(): Promise<void>;
}

/** Removes what differs between similar messages: numbers and quoted texts. */
export const generalize = (message: string) => message.replace(/"[^"]*"|“[^”]*”|'[^']*'|\d+/g, '#').slice(0, 80);

/** Runs a function that may reject its input with an {@link InputError}. Its message must be one line. */
export async function rejecting(run: () => unknown): Promise<string> {
  try {
    await run();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    if (error.message === '' || /[\r\n]/.test(error.message)) throw new Error(`not one line: ${error.message}`);
    return generalize(error.message);
  }
}
