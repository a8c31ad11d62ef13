import { count, plural } from './counts.ts';
import { countNodes, getNoun, hasPaperNodes } from './nouns.ts';

/** Strings of the table of papers. */
export const tableStrings = {
  table: {
    open: 'Table',
    close: 'Close table',
    get label() {
      return `Table of ${getNoun().many}`;
    },
    columns: {
      get title() {
        return hasPaperNodes() ? 'Title' : getNoun().One;
      },
      authors: 'Authors',
      get year() {
        return hasPaperNodes() ? 'Year' : 'Mean year';
      },
      venue: 'Venue',
      topic: 'Topic',
      links: 'Links',
      citations: 'Citations',
    },
    selected: (n: number) => (n === 0 ? `No ${getNoun().one} selected` : `${countNodes(n)} selected`),
    get selectAll() {
      return `Select all ${getNoun().many} of the table`;
    },
    select: (title: string) => `Select: ${title}`,
    hint: 'Click a box to select a row, and another one with Shift to select all rows between.',
    copy: 'Copy',
    copied: (n: number) => `${countNodes(n)} copied`,
    copyFailed: 'Nothing was copied',
    copyFailedHint:
      'The browser does not allow this page to copy. Open it over https or from localhost, or use Export to save a CSV file.',
    tooManyToList: (max: number) => `At most ${plural(max, getNoun().one, getNoun().many)} can be added at once`,
    clear: 'Clear',
    get empty() {
      return `The filters hide all ${getNoun().many}.`;
    },
    position: (first: number, last: number, all: number) => `${count(first)}–${count(last)} of ${count(all)}`,
  },
};
