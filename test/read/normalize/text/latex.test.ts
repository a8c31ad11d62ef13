import { expect, test } from 'vitest';
import { journalOfMacro } from '../../../../src/read/normalize/text/journal-macros.ts';
import { latexToText } from '../../../../src/read/normalize/text/latex.ts';
import { toPlainText } from '../../../../src/read/normalize/text/text.ts';

const resolve = (value: string) => latexToText(value).normalize('NFC').replace(/\s+/g, ' ').trim();

test.each([
  // As Zotero writes a subscript, and others.
  ['CO$_{\\textrm{2}}$', 'CO2'],
  ['H$_{\\rm 2}$O', 'H2O'],
  ['CO\\textsubscript{2} and \\ce{H2O}', 'CO2 and H2O'],
  ['5~$^\\circ$C, 6$^{\\circ}$C', '5 °C, 6°C'],
  ['\\SI{5}{kg} of \\SI{20}{\\percent}, $\\frac{1}{2}$', '5 kg of 20 %, 1/2'],
  ['{\\textasciitilde}50\\% of \\~{}5', '~50% of ~5'],
  ['\\textdollar{}5 and \\textbraceleft x\\textbraceright', '$5 and {x}'],
  ["Nguy{\\~{\\^{e}}}n, Nguy{\\~{\\^e}}n, Nguy\\~{\\^{e}}n, Tr{\\`{\\^a}}n, \\'{o}", 'Nguyễn, Nguyễn, Nguyễn, Trần, ó'],
  ['As shown \\cite[p.~5]{a,b} and \\citep{c}', 'As shown and'],
  ['Title\\thanks{Supported by {IBM}}', 'Title'],
  ['\\href{https://example.org/a_b}{this} \\textcolor{red}{paper}', 'this paper'],
  ['\\texorpdfstring{$\\mathbb{R}^n$}{Rn} spaces', 'Rn spaces'],
  ['Two:\\begin{itemize}\\item one\\item two\\end{itemize}', 'Two: one two'],
  ['C:$\\backslash$ drive', 'C:\\ drive'],
  ["1--8 --- {--} ``a''", '1–8 — – “a”'],
  // Empty groups separate what would be one character.
  ["the option -{}-{}-all of '{}'x'{}'", "the option ---all of ''x''"],
])('LaTeX of BibTeX: %s', (value, text) => {
  expect(resolve(value)).toBe(text);
});

test.each([
  [
    'Sand at $50\\%$ humidity, $\\sim 5\\%$ of $\\{x\\}$ and $p$ values',
    'Sand at 50% humidity, ∼ 5% of {x} and p values',
  ],
  ['It costs \\$5 or $6, see \\href{https://example.org}{this} {page}', 'It costs $5 or $6, see this {page}'],
  ['We follow \\cite{a} at $20^\\circ$C', 'We follow at 20°C'],
])('LaTeX in running text: %s', (text, expected) => {
  expect(toPlainText(text)).toBe(expected);
});

test('macros of astronomy are names of journals', () => {
  expect(['\\apjl', '{\\mnras}', '\\unknown', 'Nature', undefined].map(journalOfMacro)).toEqual([
    'The Astrophysical Journal Letters',
    'Monthly Notices of the Royal Astronomical Society',
    undefined,
    undefined,
    undefined,
  ]);
});
