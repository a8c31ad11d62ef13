/**
 * Entry point of the WebAssembly kernel, which does all per-token work of `weigh`. `npm run build:kernels` compiles it
 * to ../kernel.generated.ts.
 *
 * Each worker has its own kernel instance, which holds a part of the papers and keeps its state between calls.
 * ../vocabulary and ../weighting call all kernels and merge their results. The order of calls is: setCharacterTables,
 * reserveTokens, tokenizeTexts (repeatedly), getAbbreviations, countDocuments, expandTokens, countPairHashes, countPairs,
 * countTriples, countTerms, getPhraseExamples, buildRows; countMentions may be called at any time after expandTokens.
 * `Tokenizer` uses an instance of its own, of which it calls setCharacterTables and locateTokens.
 *
 * An array argument is passed as two parameters, its address and its length. Results are returned through `output` of
 * memory.ts.
 */
export { setCharacterTables } from './characters';
export { countDocuments, expandTokens, getAbbreviations, reserveTokens, tokenizeTexts } from './corpus';
export { locateTokens } from './locate-tokens';
export { inbox, outbox } from './memory';
export { countPairHashes, countPairs, countTriples } from './pairs';
export { countMentions } from './part-statistics';
export { getPhraseExamples } from './phrase-examples';
export { buildRows } from './rows';
export { countTerms } from './term-counts';
