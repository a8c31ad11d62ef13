/** Where a spreadsheet may begin a cell: at the start, and after a character that delimits cells in some country or program. */
const formula = /(^|[;\t\r\n])([^\S\t\r\n]*)('*)(?=[=+\-@＝＋－＠])/g;
const protectedFormula = /(^|[;\t\r\n])([^\S\t\r\n]*)'('*)(?=[=+\-@＝＋－＠])/g;

/**
 * Puts an apostrophe before everything in a text that a spreadsheet could take for a formula, and before white space at the
 * start, which some programs skip. {@link restoreText} removes it again. Source: OWASP, CSV Injection.
 */
export const protectFormulas = (text: string): string =>
  text.replace(formula, "$1$2'$3").replace(/^('*)(?=[\t\r\n])/, "'$1");

/** Removes the apostrophes of {@link protectFormulas}. */
export const restoreText = (text: string): string =>
  text.replace(/^'('*)(?=[\t\r\n])/, '$1').replace(protectedFormula, '$1$2$3');
