/** What R, Python, and databases write for a missing value. Names and titles such as "Na" are written differently. */
const placeholders = new Set(['NA', 'N/A', '<NA>', 'nan', 'NaN', 'NaT', 'None', 'NULL', 'null']);

/** Length of the longest placeholder. */
const maxLength = 4;

function isFilled(cell: string | undefined): boolean {
  if (!cell) return false;
  // Most cells are longer and do not start with white space.
  if (cell.length > maxLength && cell.charCodeAt(0) > 0x20) return true;
  const text = cell.trim();
  return text !== '' && !(text.length <= maxLength && placeholders.has(text));
}

const isNotEmpty = (cell: string | undefined): boolean => !!cell?.trim();

const firstCell =
  (test: (cell: string | undefined) => boolean) =>
  (row: readonly string[], columns: readonly number[] | undefined): string | undefined => {
    if (columns) for (const column of columns) if (test(row[column])) return row[column];
    return undefined;
  };

/** Returns the first of the cells in `columns` that is neither empty nor a placeholder. */
export const firstFilled = firstCell(isFilled);

/** Returns the first of the cells in `columns` that is not empty. */
export const firstNonEmpty = firstCell(isNotEmpty);
