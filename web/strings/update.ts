import { count, listNames, plural } from './counts.ts';

/** Strings about what has changed since an earlier map. */
export const updateStrings = {
  update: {
    heading: 'Since the last update',
    newPapers: (n: number) => plural(n, 'new paper', 'new papers'),
    highlight: 'New papers',
    showNew: 'Highlight',
    listNew: 'Add to reading list',
    slider: 'Between the earlier map and this one',
    share: (share: number) => (share <= 0 ? 'before' : share >= 1 ? 'now' : `${count(Math.round(100 * share))}%`),
    addHeading: 'Add to this map?',
    addText: (names: string[]) =>
      `The papers of ${listNames(names)} can be added to this map: papers and topics stay where they are. Or build a new map.`,
    againText: (names: string[]) =>
      `Before the page was reloaded, the papers of ${listNames(names)} were added to this map. They can be added again.`,
    add: 'Add to map',
    replace: 'New map',
    cancel: 'Cancel',
    report: (added: number, changed: number, removed: number) =>
      added + changed + removed === 0
        ? 'Nothing new: these papers are in the map already'
        : [
            plural(added, 'new paper', 'new papers'),
            ...(changed > 0 ? [`${count(changed)} changed`] : []),
            ...(removed > 0 ? [`${count(removed)} removed`] : []),
          ].join(', '),
  },
};
