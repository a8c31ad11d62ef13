import { InputError } from '../model/errors.ts';

/**
 * Reports a map file that cannot be used.
 * @param problem what is wrong, such as "is cut short"
 */
export function throwDamaged(file: string, problem: string): never {
  throw new InputError(`${file} ${problem}: build it again, or download it again`);
}
