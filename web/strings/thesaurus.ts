import { count, plural } from './counts.ts';

/** Strings of the thesaurus, which merges terms, keywords, authors and organizations. */
export const thesaurusStrings = {
  thesaurus: {
    heading: 'Thesaurus',
    state: (entries: number) =>
      entries === 0
        ? 'Merges terms, keywords, authors, and organizations that are written differently.'
        : `${plural(entries, 'entry', 'entries')}: labels that are replaced or left out.`,
    open: 'Edit thesaurus…',
    mergeWith: 'Merge with…',
    kind: 'Merge',
    kinds: { terms: 'terms', keywords: 'keywords', authors: 'authors', organizations: 'organizations' },
    /** What labels of each kind change. */
    effects: {
      terms: 'Single words of titles and abstracts; the replacement may be a phrase.',
      keywords: 'Keywords of the papers, in the network of keywords.',
      authors: 'Authors, in similarities, in the network of co-authors, in search, and in the knowledge graph.',
      organizations: 'Organizations, in the knowledge graph.',
    },
    filter: 'Find labels',
    papers: (n: number) => plural(n, 'paper', 'papers'),
    none: 'No labels contain this text.',
    noLabels: (kind: string) => `The papers have no ${kind}.`,
    more: (n: number) => `${count(n)} more; type a part of the label.`,
    replaced: (label: string) => `→ ${label}`,
    leftOut: 'left out',
    selected: (n: number) => (n === 0 ? 'Select the labels to merge.' : `${count(n)} selected`),
    replacement: 'Replace by',
    add: 'Merge',
    leaveOut: 'Leave out',
    entries: (n: number) => `Entries (${count(n)})`,
    entry: (label: string, replacement: string) => (replacement ? `${label} → ${replacement}` : `${label} is left out`),
    import: 'Import…',
    export: 'Export',
    importHint: 'Files are those of VOSviewer: “label”, tab, “replace by”.',
    imported: (name: string, n: number) => `${plural(n, 'entry', 'entries')} of ${name} added.`,
    apply: 'Apply',
    cancel: 'Cancel',
    applied: (n: number) => (n === 0 ? 'Thesaurus emptied' : `Thesaurus of ${plural(n, 'entry', 'entries')} applied`),
  },
};
