/** What R, Python, and databases write for a missing value. Names and titles such as "Na" are written differently. */
const placeholders = new Set(['NA', 'N/A', '<NA>', 'nan', 'NaN', 'NaT', 'None', 'NULL', 'null']);

const isFilled = (cell: string | undefined): boolean => {
  const text = cell?.trim() ?? '';
  return text !== '' && !(text.length <= 4 && placeholders.has(text));
};

/** Returns the first of the cells in `columns` that is neither empty nor a placeholder. */
export const firstFilled = (row: readonly string[], columns: readonly number[] = []): string | undefined =>
  columns.map((column) => row[column]).find(isFilled);

/** Returns the first of the cells in `columns` that is not empty. */
export const firstNonEmpty = (row: readonly string[], columns: readonly number[] = []): string | undefined =>
  columns.map((column) => row[column]).find((cell) => cell?.trim());
