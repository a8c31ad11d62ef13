import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zipSync } from 'fflate';
import { analyze } from '../../src/analyze.ts';
import { parseRecipe, serializeRecipe } from '../../src/edit/recipe.ts';
import { compressBlocks } from '../../src/map-file/blocks/compress-blocks.ts';
import { openMap } from '../../src/map-file/open.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import { readPapers } from '../../src/read/read.ts';
import { createIndex, findRelated } from '../../src/similarity/query/find-related.ts';
import { weighText } from '../../src/text/weighting/weigh-text.ts';
import { packRecipe, unpackRecipe } from '../../web/state/recipe/recipe-link.ts';
import { parseHash } from '../../web/state/url-state/url.ts';
import { type FuzzTarget, generalize, rejecting } from './target.ts';
import { createForgedTarget } from './targets/forged.ts';
import { createMcpTarget } from './targets/mcp.ts';
import { createServerTarget } from './targets/server.ts';
import { createUpdateTarget } from './targets/update.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Largest fixture that is mutated, in bytes: small inputs give more runs. */
const MAX_SAMPLE = 8000;

/** Returns all small files below a directory. */
function readSamples(directory: string): Uint8Array[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size <= MAX_SAMPLE)
    .map((path) => new Uint8Array(readFileSync(path)));
}

const UNCLEAN = /[\u0000-\u001f\u00ad\ufeff]|^\s|\s$/;

/** Reads papers, and checks that none is lost and that all texts are clean. */
async function read(input: Uint8Array): Promise<string> {
  const { papers, records, merged, problems, notes, files } = await readPapers([{ name: 'input', bytes: input }]);
  if (records !== papers.length + merged + problems.length)
    throw new Error(
      `${records} records are not ${papers.length} papers + ${merged} merged + ${problems.length} problems`,
    );
  for (const { reason, line } of [...problems, ...notes])
    if (/[\r\n]/.test(reason) || !(line > 0)) throw new Error(`not one line with a place: ${line} ${reason}`);
  for (const { id, title, abstract } of papers) {
    if (id === '' || title === '' || UNCLEAN.test(title + abstract)) throw new Error(`unclean: ${title}`);
    // Throws for a lone surrogate.
    encodeURIComponent(id);
  }
  if (new Set(papers.map(({ id }) => id)).size < papers.length) throw new Error('two papers have the same id');
  const seen = [...problems, ...notes].map(({ reason }) => generalize(reason));
  return `${files?.map(({ format }) => format)} ${Math.min(papers.length, 3)} ${[...new Set(seen)].sort().slice(0, 4)}`;
}

const texts = [...readSamples('test/fixtures'), ...readSamples('seeds')];

/** Archives of the samples: the directory, sizes, and checksums are mutated, not only the content. */
const archives = [
  ...texts.slice(0, 20).map((bytes) => gzipSync(bytes, { mtime: 0 })),
  zipSync(
    { 'a.ris': texts[3]!, 'b/c.csv': texts[5]!, 'd.gz': gzipSync(texts[7]!, { mtime: 0 }) },
    { mtime: '2020-01-01' },
  ),
];

const PAPERS = `title,abstract,year,doi
Spiking networks,Spiking neurons learn with surrogate gradients in networks of neurons,2020,10.1000/1
Surrogate gradients,Networks of spiking neurons learn deep representations with gradients,2021,10.1000/2
Visual cortex,The visual cortex responds to images with sparse codes of neurons,2019,10.1000/3
Sparse codes,Images have sparse codes that the visual cortex and networks learn,2018,10.1000/4
`;

const map = await analyze(await readPapers([{ name: 'papers.csv', bytes: PAPERS }]), { maxShare: 1 });
// Compressed as large maps are; the target of forged maps has them as they are.
const mapBytes = new Uint8Array(Buffer.concat([...compressBlocks(serializeMap(map))]));
const original = JSON.stringify(map.papers);

/** Opens and reads a whole map: a damaged map is rejected, never read differently. */
async function open(input: Uint8Array): Promise<string> {
  return rejecting(async () => {
    const copy = await (await openMap(input)).readAll();
    if (JSON.stringify(copy.papers) !== original) throw new Error('a damaged map was accepted');
  });
}

const recipe = {
  options: { neighbors: 5, resolution: 'auto' as const, stopWords: ['a'], synonyms: [['b', 'c']] },
  edits: [{ edit: 'rename' as const, paper: '10.1000/1', label: 'New name' }],
};

/** Reads a recipe, as text and from a link. */
async function replay(input: Uint8Array): Promise<string> {
  const text = decoder.decode(input);
  const results = [
    await rejecting(() => serializeRecipe(parseRecipe(text))),
    await rejecting(() => unpackRecipe(text)),
  ];
  return results.join();
}

const LINK = 'paper=10.1000%2F1&topics=1,2&years=2001,2020&view=0.1,0.2,0.5&pane=edit&text=a+b&venue=x&color=year';

const index = await createIndex(map.rows, map.vocabulary.keys.length);

/** Finds the papers that are related to any text. Scores are similarities. */
async function ask(input: Uint8Array): Promise<string> {
  const query = weighText(map.vocabulary, { title: '', abstract: decoder.decode(input) }, map.options);
  const related = query.ids.length > 0 ? await findRelated(index, query) : [];
  for (const { similarity } of related)
    if (!(similarity > 0 && similarity <= 1.000001)) throw new Error(`a similarity of ${similarity}`);
  return `${related.length} found`;
}

/** Everything that takes untrusted input, by name. */
export const targets: Readonly<Record<string, FuzzTarget>> = {
  readers: { samples: texts, run: read },
  archives: { samples: archives, run: read },
  map: { samples: [mapBytes], run: open },
  recipe: {
    samples: [encoder.encode(serializeRecipe(recipe)), encoder.encode(packRecipe(recipe))],
    run: replay,
  },
  link: {
    samples: [encoder.encode(LINK)],
    run: async (input) => String(parseHash(decoder.decode(input)).selection?.kind),
  },
  forged: createForgedTarget(map),
  server: createServerTarget(),
  mcp: createMcpTarget(mapBytes),
  update: createUpdateTarget(map, texts),
  query: { samples: [encoder.encode('deep networks of spiking neurons (SNNs)'), ...texts.slice(0, 5)], run: ask },
};
