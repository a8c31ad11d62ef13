import { splitNames } from '../../normalize/names/names.ts';

/** Splits a value that holds several names, as CNKI writes them. A comma is part of a name. */
export const splitAtSemicolons = (value: string): string[] => (/[;；|]/.test(value) ? splitNames(value) : [value]);
