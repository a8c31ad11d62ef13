import { count, listNames, plural } from './counts.ts';
import { getNoun, getWeightNoun, isTextSimilarity } from './nouns.ts';

/** Returns the name of a format without the programs that write it. */
export const shortFormat = (format: string) => format.replace(/ \([^()]*\)$/, '');

/** Strings about what was read from files. */
export const readingStrings = {
  reading: {
    heading: 'What was read',
    /** A sentence after opening files; the numbers count records except for papers. */
    report: (papers: number, merged: number, problems: number, refused: string[]) =>
      [
        plural(papers, 'paper', 'papers'),
        ...(merged > 0 ? [`${count(merged)} merged`] : []),
        ...(problems > 0 ? [plural(problems, 'problem', 'problems')] : []),
        ...(refused.length > 0 ? [`not read: ${listNames(refused)}`] : []),
      ].join(' · '),
    refused: 'cannot be read',
    moreFiles: (n: number) => `and ${plural(n, 'other file', 'other files')}`,
    totals: (records: number, papers: number, merged: number, problems: number) =>
      `${plural(records, 'record', 'records')}: ${plural(papers, 'paper', 'papers')}, ${count(merged)} merged into another record, ${plural(problems, 'problem', 'problems')}`,
    filterLabel: 'Filter what was read by file, title, or reason',
    filter: 'Filter by file, title, or reason',
    files: (n: number) => plural(n, 'file', 'files'),
    columns: {
      file: 'File',
      format: 'Format',
      records: 'Records',
      papers: 'Papers',
      merged: 'Merged',
      problems: 'Problems',
    },
    unknownFormat: 'not read',
    problems: (n: number) => plural(n, 'problem', 'problems'),
    notes: (n: number) => plural(n, 'note', 'notes'),
    merges: (n: number) => plural(n, 'merged paper', 'merged papers'),
    duplicates: (n: number) => `${plural(n, 'group', 'groups')} of possible duplicates`,
    duplicatesHint:
      'These papers look alike but were not merged. Merging rebuilds the map; both decisions are saved in the recipe and can be undone.',
    cause: (reason: string) => `Not merged: ${reason}.`,
    merge: 'Merge',
    mergeThese: (paper: string, first: string) => `Merge: ${paper} into ${first}`,
    keepSeparate: 'Keep separate',
    keepTheseSeparate: (paper: string, first: string) => `Keep separate: ${paper} and ${first}`,
    records: (n: number) => plural(n, 'record', 'records'),
    where: (file: string, line: number) => `${file}, line ${count(line)}`,
    others: (n: number) => `and ${count(n)} more`,
    differing: 'Values that differ',
    nothing: 'Nothing matches this filter.',
    fromMap:
      'This map was opened from a map file, which contains the problems but no formats, merges, or possible duplicates. Open the original files to see them.',
  },
  emptyMap: {
    noAbstracts:
      'Papers are placed on the map by their abstracts, and none of these papers has one. Search and the list work without the map.',
    noAbstractsAction: 'Open the list',
    noLinks: (value: number) =>
      `No two ${getNoun().many} have a ${getWeightNoun()} of ${value.toFixed(2)} or more, so no links are drawn.`,
    noLinksAction: 'Show all links',
    get allHidden() {
      return `The filters hide all ${getNoun().many}.`;
    },
    allHiddenAction: 'Clear all filters',
    get nothingInCommon() {
      return `No two ${getNoun().many} share enough${isTextSimilarity() ? ' terms' : ''} to be linked.`;
    },
  },
};
