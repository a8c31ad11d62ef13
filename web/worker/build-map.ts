/** The part of the pipeline that builds maps from papers; the worker loads it on demand. */
export { analyze } from '../../src/analyze.ts';
export { readPapers } from '../../src/read/read.ts';
