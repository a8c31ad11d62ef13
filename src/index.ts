export { type AnalyzeOptions, analyze } from './analyze.ts';
export { buildGraph } from './graph/build.ts';
export { readPapers } from './read/read.ts';
export { explain } from './similarity/explain.ts';
export * from './types.ts';
