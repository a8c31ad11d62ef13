/**
 * Question: where do the new papers of an update land, next to a new layout of all papers? Each of some choices of papers is left out of a map,
 * which is then updated with them.
 *
 *     npx tsx bench/layout/update.ts PAPERS... [--papers 12000] [--every 10] [--choices 0,2,4,6,8]
 *
 * "recall" is the share of the neighbors of a new paper that are among its ten nearest papers on the map, mean over the new papers: after the
 * update, and in a new layout. "moves" is the median movement of the other papers, as a fraction of the width of the map.
 */
import { parseArgs } from 'node:util';
import { listInputFiles } from '../../src/cli/read-inputs.ts';
import { analyze, readPapers, updateMap } from '../../src/index.ts';
import { measureMoves, measureRecall, toCollection } from '../../test/update/held-out.ts';

const { values: options, positionals: inputs } = parseArgs({
  allowPositionals: true,
  options: {
    papers: { type: 'string', default: 'Infinity' },
    every: { type: 'string', default: '10' },
    choices: { type: 'string', default: '0,2,4,6,8' },
  },
});

const withAbstract = (await readPapers(await listInputFiles(inputs))).papers.filter((paper) => paper.abstract);
const size = Math.min(Number(options.papers), withAbstract.length);
const papers = Array.from({ length: size }, (_, i) => withAbstract[Math.floor((i * withAbstract.length) / size)]!);
const every = Number(options.every);
const rebuilt = await analyze(toCollection(papers), { concepts: false });

console.log('choice  new papers  recall, updated  recall, new layout  moves   trustworthiness');
for (const choice of options.choices.split(',').map(Number)) {
  const isAdded = (_: unknown, i: number) => i % every === choice;
  const earlier = await analyze(toCollection(papers.filter((paper, i) => !isAdded(paper, i))), { concepts: false });
  const updated = await updateMap(earlier, toCollection(papers.filter(isAdded)));
  const { added } = updated.update!;
  const moves = measureMoves(earlier, updated);
  const figures = [
    measureRecall(updated, added),
    measureRecall(rebuilt, added),
    moves[moves.length >> 1]!,
    updated.quality.trustworthiness,
  ];
  console.log([choice, added.length, ...figures.map((value) => value.toFixed(4))].join('  '));
}
