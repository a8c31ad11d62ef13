const FORMATS_OF_WORKS: ReadonlySet<string> = new Set(['bibtex', 'ris', 'csl-json', 'zotero-tags', 'atom']);

/** Returns whether a format, by its name, describes works only, not the nodes of networks of authors, keywords, or concepts. */
export const describesOnlyWorks = (format: string): boolean => FORMATS_OF_WORKS.has(format);
