import type { Paper } from '../src/model/paper.ts';

/** Returns a paper whose title is its id, unless other fields are given. */
export const paper = (id: string, fields: Partial<Paper> = {}): Paper => ({
  id,
  title: id,
  abstract: '',
  sources: [],
  ...fields,
});
