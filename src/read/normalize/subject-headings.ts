/** The subheadings of MeSH, in lower case. */
const subheadings: ReadonlySet<string> = new Set(
  `abnormalities|administration & dosage|adverse effects|agonists|analogs & derivatives|analysis|anatomy & histology|antagonists & inhibitors|biosynthesis|blood
blood supply|cerebrospinal fluid|chemical synthesis|chemically induced|chemistry|classification|complications|congenital|cytology|deficiency|diagnosis
diagnostic imaging|diet therapy|drug effects|drug therapy|economics|education|embryology|enzymology|epidemiology|ethics|ethnology|etiology|genetics
growth & development|history|immunology|injuries|innervation|instrumentation|isolation & purification|legislation & jurisprudence|manpower|metabolism|methods
microbiology|mortality|nursing|organization & administration|parasitology|pathogenicity|pathology|pharmacokinetics|pharmacology|physiology|physiopathology
poisoning|prevention & control|psychology|radiation effects|radiography|radionuclide imaging|radiotherapy|rehabilitation|secondary|secretion|standards
statistics & numerical data|supply & distribution|surgery|therapeutic use|therapy|toxicity|transmission|transplantation|trends|ultrasonography|ultrastructure
urine|utilization|veterinary|virology`.split(/[|\n]/),
);

/** The asterisk of a major topic: before a heading, or before a subheading. Not that of "A* search", "C*-algebra", or "*-algebra". */
const majorTopic = /^\*[\p{L}\d("']|\/\*\p{L}| \[\*\p{L}/u;
/** A subheading with its abbreviation, as Ovid writes it: "/co [Complications]", "/dt, th [Drug Therapy, Therapy]". */
const ovidSubheading = /\/\*?[a-z]{2}(?:, ?\*?[a-z]{2}){0,9} \[/;

/** Returns whether terms are headings of MeSH or another thesaurus, with the marks that databases add. */
const areHeadings = (terms: readonly string[]): boolean =>
  terms.some(
    (term) => (term.includes('*') && majorTopic.test(term)) || (term.endsWith(']') && ovidSubheading.test(term)),
  );

/** Removes asterisks and subheadings from a term that is known to be a heading: "*Ice/ae [Adverse Effects]". */
export const removeSubheadings = (heading: string): string =>
  heading
    .split('/', 1)[0]
    .replaceAll('*', '')
    .replace(/ \[[^\]]*\]$/, '');

/**
 * Removes asterisks and subheadings, as {@link removeSubheadings} does, from keywords that may be headings. Keywords of authors among them keep
 * their slashes: "HIV/AIDS". All keywords stay as they are unless one has a mark of headings.
 */
export const cleanKeywords = (keywords: string[]): string[] =>
  areHeadings(keywords) ? keywords.map(cleanKeyword) : keywords;

/**
 * Splits lists of headings that semicolons or line breaks separate: the headings have commas. Returns them as {@link cleanKeywords} does; undefined
 * unless one has a mark of headings.
 */
export function splitHeadings(lists: readonly string[]): string[] | undefined {
  if (!lists.some((list) => list.includes('*') || list.includes(']'))) return undefined;
  const terms = lists.flatMap((list) => list.split(/[;；\n]/)).flatMap((term) => term.trim() || []);
  const isList = terms.length > 1 && !terms.some((term) => term.includes(', *'));
  return isList && areHeadings(terms) ? cleanKeywords(terms) : undefined;
}

function cleanKeyword(keyword: string): string {
  const term = keyword.replace(/^\*/, '');
  const slash = term.indexOf('/');
  if (slash > 0 && isSubheadings(term.slice(slash + 1), '/')) return term.slice(0, slash);
  if (!term.endsWith(']')) return term;
  if (slash > 0) return term.slice(0, ovidSubheading.exec(term)?.index);
  // "Ice [*adverse effects, chemistry]" of the Cochrane Library.
  const bracket = term.lastIndexOf(' [');
  return bracket > 0 && isSubheadings(term.slice(bracket + 2, -1), ', ') ? term.slice(0, bracket) : term;
}

const isSubheadings = (text: string, separator: string): boolean =>
  text.split(separator).every((part) => part.startsWith('*') || subheadings.has(part.trim().toLowerCase()));
