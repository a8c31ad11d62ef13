/** Whether changes of the state replace the current history entry instead of adding one. */
let isReplacing = false;

/** Runs a change that is not a step of the user, such as restoring a URL; it adds no history entry. */
export function withoutHistoryEntry(change: () => void): void {
  const previous = isReplacing;
  isReplacing = true;
  try {
    change();
  } finally {
    isReplacing = previous;
  }
}

/** Returns whether the change that is being made must not add a history entry. */
export const replacesHistoryEntry = () => isReplacing;

/** The data stored with a history entry, besides its URL. */
export interface HistoryData {
  /** Identifies the papers to which the entry belongs; '' in entries of earlier versions. */
  papers: string;
  /** Identifies the map that it shows. */
  map: string;
  /** The network that the entry shows; '' in entries of versions that had one only. */
  network: string;
  /** Number of links that were followed before the entry: the recipe and the filters of an entry are restored only across links. */
  link: number;
  /** The text that was asked; too long for a URL in some cases. */
  text: string;
}

/** Returns the data stored with a history entry; undefined if the page did not create the entry. */
export function readHistoryData(data: unknown): HistoryData | undefined {
  if (typeof data !== 'object' || data === null || !('map' in data && 'link' in data && 'text' in data))
    return undefined;
  const { map, link, text } = data;
  const network = 'network' in data && typeof data.network === 'string' ? data.network : '';
  const papers = 'papers' in data && typeof data.papers === 'string' ? data.papers : '';
  return typeof map === 'string' && typeof link === 'number' && typeof text === 'string'
    ? { papers, map, network, link, text }
    : undefined;
}
