import { capitalize } from '../../src/util/text/capitalize.ts';
import { getNoun } from './nouns.ts';

/** Removes the name of the edit from a note, which the page says otherwise. */
const withoutEditName = (note: string) => note.replace(/^\w+: /, '');

/** Strings of the Edit tab and of editing topics and papers. */
export const editStrings = {
  edit: {
    undo: 'Undo (Ctrl+Z)',
    redo: 'Redo (Ctrl+Y)',
    undoAction: 'Undo',
    redoAction: 'Redo',
    undone: (change: string) => `Undone: ${change}`,
    redone: (change: string) => `Redone: ${change}`,
    save: 'Save recipe',
    load: 'Load recipe',
    noMapHeading: 'No map is open',
    mapFirst: 'A recipe changes the open map. Open papers or a map first, then load the recipe.',
    appliedFromLink: 'Recipe of the link applied',
    loaded: (name: string) => `Recipe applied: ${name}`,
    changes: 'Changes',
    get noChanges() {
      return `No topic or paper was changed. Open a topic to rename or merge it; open ${getNoun().aOne} to move or hide it. The recipe stores all changes.`;
    },
    notApplied: (note: string) => `Not applied: ${withoutEditName(note)}`,
    /** Why an edit is impossible, as a sentence. */
    reason: (note: string) => `${capitalize(withoutEditName(note))}.`,
    refused: 'This change cannot be applied',
    remove: (description: string) => `Remove: ${description}`,
    removed: (description: string) => `Removed: ${description}`,
    topicWith: (title: string) => `the topic of “${title}”`,
    renamed: (topic: string, label: string) => `${topic} renamed to ${label}`,
    merged: (topic: string, into: string) => `${topic} merged into ${into}`,
    moved: (title: string, into: string) => `“${title}” moved to ${into}`,
    hidden: (title: string) => `“${title}” hidden`,
    papersMerged: (title: string, into: string) =>
      title === into ? `“${title}” merged with its duplicate` : `“${title}” merged into “${into}”`,
    keptSeparate: (title: string, other: string) =>
      title === other ? `“${title}” kept separate` : `“${title}” kept separate from “${other}”`,
    topic: 'Edit topic',
    name: 'Topic name',
    rename: 'Rename',
    mergeWith: 'Merge into…',
    merge: 'Merge',
    get paper() {
      return `Edit ${getNoun().one}`;
    },
    moveTo: 'Move to another topic…',
    move: 'Move',
    get hide() {
      return `Hide ${getNoun().one}`;
    },
    get isHidden() {
      return `You have hidden this ${getNoun().one}.`;
    },
    get unhide() {
      return `Unhide ${getNoun().one}`;
    },
    get unhidden() {
      return `The ${getNoun().one} is no longer hidden`;
    },
    stopWords: 'Stop words',
    stopWord: 'Stop word',
    synonyms: 'Synonyms',
    word: 'Word',
    synonymOf: 'Synonym of',
    synonymLine: (words: string, first: string) => `${words} → ${first}`,
    add: 'Add',
    linksAndTopics: 'Links and topics',
    neighbors: 'Neighbors per paper',
    minSimilarity: 'Minimum similarity',
    authorWeight: 'Author weight',
    resolution: 'Topic resolution',
    auto: 'auto',
    number: (min: number, max: number) => `Enter a number from ${min} to ${max}.`,
    wholeNumber: (min: number, max: number) => `Enter a whole number from ${min} to ${max}.`,
    resolutionHint: (value: number) =>
      `A higher resolution gives more, smaller topics. This map uses ${Number(value.toFixed(2))}.`,
    rebuild: 'Rebuild',
    rebuilt: 'Map rebuilt',
    discard: 'Discard',
  },
};
