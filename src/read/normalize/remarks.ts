import { parseCount } from './fields.ts';

/** "Cited by: 12" of Scopus, "Times Cited in Web of Science Core Collection:  12", "Times Cited: 12" of EndNote. */
const labeledCitations =
  /\b(?:cited by ?|times cited(?: in web of science core collection)?) ?: {0,4}(\d{1,7})\b(?! others\b)/i;
/** "cited By 12; Conference Date: …", or "cited By (since 1996)12", as Scopus wrote it until 2022. */
const citationsAtStart = /^cited by (?:\(since \d{4}\) ?)?(\d{1,7})(?=;|$)/i;

/** Returns the number of citations that databases write into notes; undefined when there is none. */
export const citationsInNote = (note: string | undefined): number | undefined =>
  note && /cited/i.test(note)
    ? parseCount(labeledCitations.exec(note)?.[1] ?? citationsAtStart.exec(note.trim())?.[1])
    : undefined;

/** A line of its own, as Zotero and Better BibTeX write it: others in a note can be those of comments on the paper. EBSCO writes "PMID: NLM12345". */
const pmidLine = /^(?:PMCID: ?PMC\d{1,9}[;,.]? ?)?PMID: ?(\d{1,9})\b|\bPMID: ?NLM(\d{1,9})\b/im;
const pmcidLine = /^(?:PMID: ?\d{1,9}[;,.]? ?)?PMCID: ?(PMC\d{1,9})\b/im;

/** Returns the PubMed IDs in a note with its line breaks. */
export function pubmedIdsInNote(note: string | undefined): { pmid?: string | undefined; pmcid?: string | undefined } {
  if (!note || !(note.includes('PM') || note.includes('pm'))) return {};
  const pmid = pmidLine.exec(note);
  return { pmid: pmid?.[1] ?? pmid?.[2], pmcid: pmcidLine.exec(note)?.[1] };
}

/** "arXiv preprint arXiv:1906.11238" and "arXiv preprint cs/0112017" of Google Scholar, "arXiv:1906.11238 [cs]" of Zotero, "arXiv e-prints, arXiv:1906.11238". */
const arxivInText = /\barXiv(?:: ?| preprint )(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?\/\d{7})(?!\d)/i;
/** The volume of "CoRR" in DBLP. */
const corrVolume = /^abs\/(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?\/\d{7})$/i;

/** Returns the arXiv ID that stands in the name of the journal, the volume, or the number of a preprint. */
export function arxivInSource(...texts: (string | undefined)[]): string | undefined {
  for (const text of texts) {
    const match =
      text && (/arxiv/i.test(text) ? arxivInText.exec(text) : text.startsWith('abs/') ? corrVolume.exec(text) : null);
    if (match) return match[1];
  }
  return undefined;
}
