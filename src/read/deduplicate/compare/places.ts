import type { PaperRecord } from '../../normalize/record.ts';
import type { FieldComparison } from './fields.ts';

const numberIn = (text: string | undefined) => /\d+/.exec(text ?? '')?.[0].replace(/^0+(?=\d)/, '');
/** A letter tells supplements and article numbers from pages: "S12", "e104". */
const firstPageOf = (pages: string | undefined) => /[a-z]?\d+/i.exec(pages ?? '')?.[0].toLowerCase();

const articleNumber = /^(?:e\d+|\d{5,})$/;

/**
 * Compares where two papers were published, by volume and first page. Some databases write the number of the article where
 * others write pages, which begin at 1 then.
 */
export function comparePlaces(a: PaperRecord, b: PaperRecord): FieldComparison {
  const [volumeA, volumeB] = [numberIn(a.volume), numberIn(b.volume)];
  const hasVolumes = volumeA !== undefined && volumeB !== undefined;
  if (hasVolumes && volumeA !== volumeB) return 'mismatch';
  const [pageA, pageB] = [firstPageOf(a.pages), firstPageOf(b.pages)];
  if (pageA === undefined || pageB === undefined) return 'unknown';
  if (pageA === pageB) return hasVolumes ? 'match' : 'unknown';
  const isOnePaper = (page: string, article: string) => page === '1' && articleNumber.test(article);
  return isOnePaper(pageA, pageB) || isOnePaper(pageB, pageA) ? 'unknown' : 'mismatch';
}
