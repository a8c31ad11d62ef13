import { writeFileSync } from 'node:fs';
import { analyze, readPapers, serializeMap } from '../../../src/index.ts';

/** Papers of the tests as CSV files. */

/** Markup that the page must show as text. */
export const HOSTILE_TITLE = '<img src=x onerror="window.hacked=1">';

/** Ten papers in three topics, one of them without abstract. */
export const TEN_PAPERS = `title,abstract,year,venue,authors,url
Glial calcium waves,Astrocytes raise calcium waves that spread through glial networks and modulate synapses.,2019,Glia,"Ada Moor; Bo Lind",https://example.org/a
Calcium in astrocytes,Calcium transients in astrocytes modulate synapses and glial signalling.,2020,Glia,Ada Moor,javascript:alert(1)
Synapses and glia,Glial cells and astrocytes modulate synapses through calcium signalling.,2021,Neuron,Bo Lind,
Hostile spiking networks,Spiking networks train with surrogate gradients on neuromorphic chips.,2021,Chips,Cy Ode,
Surrogate gradients,Training spiking networks with surrogate gradients saves energy on neuromorphic chips.,2022,Chips,Cy Ode,
Neuromorphic chips,Neuromorphic chips run spiking networks trained by surrogate gradients.,2023,Chips,Di Pau,
Speech with transformers,Transformers translate speech with attention over long sequences.,2020,Speech,Di Pau,
Attention for speech,Attention over long sequences helps transformers translate speech.,2022,Speech,Eve Ray,
Long sequences,Transformers with attention read long sequences of speech.,2024,Speech,Eve Ray,
No abstract here,,2024,Speech,Eve Ray,
`;

const TOPICS: [title: string, words: string][] = [
  ['Glia', 'Astrocytes raise calcium waves that modulate synapses in glial networks'],
  ['Spikes', 'Spiking neurons train with surrogate gradients on neuromorphic chips'],
  ['Speech', 'Transformers translate speech with attention over long sequences'],
];

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

/** Generates papers in three distinct topics, at most eight per topic. */
export const papersInThreeTopics = (papersPerTopic: number): string =>
  [
    'title,abstract,year',
    ...TOPICS.flatMap(([name, words]) =>
      ORDINALS.slice(0, papersPerTopic).map(
        (ordinal, i) => `${name} study ${ordinal},${words} as the ${ordinal} ${name} experiment shows.,${2015 + i}`,
      ),
    ),
  ].join('\n');

/** Builds a map of a CSV file and writes it to a path. */
export async function writeMap(path: string, csv: string): Promise<void> {
  const collection = await readPapers([{ name: 'papers.csv', bytes: () => [new TextEncoder().encode(csv)] }]);
  // Reading removes markup from titles, so it is added afterwards.
  for (const paper of collection.papers) paper.title = paper.title.replace('Hostile', HOSTILE_TITLE);
  writeFileSync(path, Buffer.concat([...serializeMap(await analyze(collection))]));
}
