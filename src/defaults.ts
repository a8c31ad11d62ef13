/**
 * Options with their defaults filled in: exactly those that have a default, in the defaults' order. One that is given as
 * undefined counts as not given.
 */
export function withDefaults<Options extends object>(
  defaults: Options,
  options: { [Name in keyof Options]?: Options[Name] | undefined },
): Options {
  const filled = { ...defaults };
  // The copy has the names of its type and no others.
  for (const name of Object.keys(defaults) as (keyof Options)[]) {
    const given = options[name];
    if (given !== undefined) filled[name] = given;
  }
  return filled;
}
