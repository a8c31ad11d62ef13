/** The part of the pipeline that builds maps from papers; the worker loads it on demand. */
export { ANALYZE_OPTIONS, analyze } from '../../src/analyze.ts';
export { mergePapers } from '../../src/edit/merge-papers.ts';
export { pickOptions } from '../../src/model/option-table.ts';
export { readPapers } from '../../src/read/read.ts';
export { toVectorSet } from '../../src/vectors/match-vectors.ts';
