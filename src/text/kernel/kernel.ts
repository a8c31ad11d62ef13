/**
 * What is done with every word of every paper, in AssemblyScript: `npm run kernel` compiles it to WebAssembly and writes
 * ../kernel-bytes.ts. One kernel has some of the papers, and keeps what it knows of them from call to call; ../papers.ts asks all
 * kernels and adds up what they give. An array goes in as its address and its length, and comes out by `give` of memory.ts.
 */
export { learn } from './characters';
export { countDocuments, giveDefinitions, readTexts, tally, writeOut } from './corpus';
export { countTerms, giveExamples } from './count';
export { inbox, outbox } from './memory';
export { countHashes, countTriples, findPairs } from './pairs';
export { writeRows } from './rows';
