import type { Place } from '../../model/paper.ts';
import type { Facts } from '../normalize/record.ts';

/** One record and where it stood. */
export interface Listing {
  facts: Facts;
  place: Place;
}
