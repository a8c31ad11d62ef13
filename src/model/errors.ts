/**
 * Thrown for input that cannot be used: files, options, or an environment that lacks what papergraph needs.
 * The message is one line that is written for the user.
 */
export class InputError extends Error {
  override name = 'InputError';
}
