/** What makes a map out of files; loaded when files are dropped. */
export { analyze } from '../../src/analyze.ts';
export { readPapers } from '../../src/read/read.ts';
