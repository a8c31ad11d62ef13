import { InputError } from '../../../src/model/errors.ts';
import { strings } from '../../strings/strings.ts';

/** Stands for the writer of PDF figures in the single file, which would be twice as large with it and its fonts. */
export function writePdfFigure(): Promise<Uint8Array[]> {
  throw new InputError(strings.export.noFonts);
}
