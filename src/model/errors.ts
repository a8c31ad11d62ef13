/** Input that cannot be used; its message is one clear line for the user. */
export class InputError extends Error {
  override name = 'InputError';
}
