/** What identifies a cited work, as it stands at the end of its text: a DOI or a PubMed id. */
const TRAILING_ID = /(?:^|,\s?|\s)(?:DOI (10\.\d{4,9}\/\S+)|PMID (\d{1,9}))$/;

/** A cited work as papers list it: its text and its identifier, at least one of them. */
export interface CitedWork {
  /** Text without the identifier, such as "Smith J, 2001, NATURE, V21, P303"; '' if only the identifier is known. */
  text: string;
  /** DOI, "pmid:" and a PubMed id, or another identifier as the source writes it; absent if there is none. */
  id?: string;
}

/** Separates the text of a cited work from its identifier. A work without spaces is an identifier, such as a DOI or an address. */
export function parseCitedWork(cited: string): CitedWork {
  const match = TRAILING_ID.exec(cited);
  if (match) {
    const [, doi, pmid] = match;
    return { text: cited.slice(0, match.index).trim(), id: doi ?? `pmid:${pmid}` };
  }
  return /\s/.test(cited) ? { text: cited } : { text: '', id: cited };
}

/** Joins the text of a cited work and its DOI or PubMed id, as {@link parseCitedWork} separates them. */
export function formatCitedWork(text: string, doi: string | undefined, pmid?: string): string {
  const id = doi ? `DOI ${doi}` : pmid ? `PMID ${pmid}` : '';
  if (!text) return doi ?? id;
  return id ? `${text}, ${id}` : text;
}
