/** Entry types of BibTeX, BibLaTeX and the programs that write them. */
const entryTypes =
  `article artwork audio bibnote book bookinbook booklet collection commentary conference data dataset electronic image inbook
  incollection inproceedings inreference jurisdiction letter manual mastersthesis misc movie music mvbook mvcollection mvproceedings
  mvreference online patent performance periodical phdthesis preprint proceedings reference report review set software standard
  suppbook suppcollection suppperiodical techreport thesis unpublished video webpage www xdata`
    .split(/\s+/)
    .join('|');

/**
 * Matches the start of a BibTeX entry: a known type, a macro, or any type with a key and a field. Decorators, annotations
 * and rules of style sheets ("@media (…) {") are no entries.
 */
export const bibtexEntry = new RegExp(
  [
    `(?:${entryTypes})\\s*\\{`,
    `(?:${entryTypes})\\s*\\([^(){}=\\n]*,`,
    `(?:string|preamble|comment)\\s*[{(]`,
    `[a-z][\\w-]*\\s*\\{[^{}=\\n]{0,500},\\s*[a-z][\\w -]{0,100}=\\s*["{\\w]`,
  ]
    .map((entry) => `(?:^|\\n)[ \\t]*@[ \\t]*${entry}`)
    .join('|'),
  'i',
);
