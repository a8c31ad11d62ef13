import { describe, expect, test } from 'vitest';
import { findConcepts } from '../../src/concepts/find-concepts.ts';
import { createConceptLookup } from '../../src/concepts/search/lookup.ts';
import { readPapers } from '../../src/read/read.ts';
import { seedFiles } from '../seeds.ts';

/** Names introduced in titles, and the start of the title. Collected by hand from all 257 papers. */
const INTRODUCED: Record<string, string> = {
  Activator: 'Activator: GLU',
  'Brain Treebank': 'Brain Treebank:',
  BrainSCUBA: 'BrainSCUBA:',
  BrainTransformers: 'BrainTransformers:',
  'Cascade R-CNN': 'Cascade R-CNN:',
  CLASSP: 'CLASSP:',
  'Codebook Features': 'Codebook Features:',
  CompoundPiece: 'CompoundPiece:',
  CoreInfer: 'CoreInfer:',
  CortexCompile: 'CortexCompile:',
  DISGAN: 'DISGAN:',
  'Du-IN': 'Du-IN:',
  E2S2: 'E2S2:',
  'Equilibrium Propagation': 'Equilibrium Propagation:',
  FISBe: 'FISBe:',
  'H-Neurons': 'H-Neurons:',
  HappyFeat: 'HappyFeat',
  HideNseek: 'HideNseek:',
  JCoLA: 'JCoLA:',
  MgNO: 'MgNO:',
  Monet: 'Monet:',
  'Neural FOXP2': 'Neural FOXP2',
  NeuroCoreX: 'NeuroCoreX:',
  Neuroformer: 'Neuroformer:',
  NeuroPictor: 'NeuroPictor:',
  'Perforated Backpropagation': 'Perforated Backpropagation:',
  ProAct: 'ProAct:',
  PSPM: 'Pre-Synaptic Pool Modification',
  RaftMLP: 'RaftMLP:',
  'RMP-Loss': 'RMP-Loss:',
  SeND: 'Hallucination Detox',
  SeReNe: 'SeReNe:',
  SortedNet: 'SortedNet,',
  Spark: 'Spark:',
  'Spike-driven Transformer V2': 'Spike-driven Transformer V2',
  SpikeGPT: 'SpikeGPT:',
  STAL: 'STAL:',
  'Structurally Prune Anything': 'Structurally Prune Anything',
  TADPOLE: "The Alzheimer's Disease Prediction",
  TESS: 'TESS:',
  TokenUnify: 'TokenUnify:',
  UltraLIF: 'UltraLIF:',
  VesselGraph: 'Whole Brain Vessel Graphs',
};

/** Names of existing systems, methods and data sets that occur in titles. */
const MENTIONED: Record<string, string> = {
  YOLO11x: 'A Two-Stage Strategy',
  ConvNeXt: 'A Two-Stage Strategy',
  DPO: 'Ablation is Not Enough',
  GLU: 'Activator: GLU',
  'Kolmogorov-Arnold Networks': 'Activation Space Selectable',
  'SNN-LLM': 'BrainTransformers:',
  ReLU: 'Deep Learning using Rectified',
  'Forward-Forward': 'Emergent representations',
  GAN: 'DISGAN:',
  'C. elegans': 'Homogenized C. elegans',
  'SpiNNaker 2': 'Language Modeling on',
  SpiNNaker: 'Supervised learning of spatial features',
  LMU: 'Natively neuromorphic',
  FPGA: 'NeuroCoreX:',
  DenseNet: 'New Pruning Method',
  ISING: 'ON-OFF Neuromorphic',
  'ReLU^2': 'ReLU^2 Wins',
  SzCORE: 'SzCORE as',
  GPT2: 'Universal Neurons',
  ChatGPT: 'Your Brain on ChatGPT',
  STDP: 'A Biologically Plausible Supervised',
  'Lottery Ticket': 'HideNseek:',
  'Liquid State Machine': 'Increasing Liquid',
};

const { papers } = await readPapers(seedFiles());
const concepts = await findConcepts(papers);
const lookup = createConceptLookup(concepts.concepts);
const paperTitled = (start: string) => {
  const index = papers.findIndex(({ title }) => title.startsWith(start));
  expect(index, start).toBeGreaterThanOrEqual(0);
  return index;
};
const conceptNamed = (name: string) =>
  concepts.concepts.findIndex(({ variants }) =>
    variants.some((variant) => variant.toLowerCase() === name.toLowerCase()),
  );
const conceptsOf = (paper: number) => [
  ...concepts.rows.ids.subarray(concepts.rows.starts[paper], concepts.rows.starts[paper + 1]),
];

describe('names in the titles of the seeds', () => {
  test.each(Object.entries(INTRODUCED))('%s is introduced by its paper', (name, title) => {
    const [concept, paper] = [conceptNamed(name), paperTitled(title)];
    expect(concept, name).toBeGreaterThanOrEqual(0);
    expect(conceptsOf(paper)).toContain(concept);
    expect(
      concepts.introductions.some((introduction) => introduction.paper === paper && introduction.concept === concept),
      name,
    ).toBe(true);
    expect(['system', 'data set']).toContain(concepts.concepts[concept]!.kind);
  });

  test.each(Object.entries(MENTIONED))('%s is mentioned by the paper with the name in its title', (name, title) => {
    const concept = conceptNamed(name);
    expect(concept, name).toBeGreaterThanOrEqual(0);
    expect(conceptsOf(paperTitled(title))).toContain(concept);
  });

  test('a coined word before a colon or dash in a title is introduced by the paper', () => {
    const missing: string[] = [];
    let coined = 0;
    papers.forEach(({ title }, paper) => {
      // A simple independent rule: one word with a digit or a capital after its first letter.
      const name = /^([^\s:]+)(?::| -{1,2}| [–—]) /.exec(title)?.[1] ?? '';
      if (!/^.+\p{Lu}|\p{N}/u.test(name) || !/\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\p{N}/u.test(name)) return;
      coined++;
      const concept = conceptNamed(name);
      if (
        !concepts.introductions.some((introduction) => introduction.paper === paper && introduction.concept === concept)
      )
        missing.push(title);
    });
    expect(missing).toEqual([]);
    expect(coined).toBeGreaterThan(25);
  });

  test('papers without a name for their work introduce nothing', () => {
    for (const title of [
      'Annotated History',
      'Order Matters',
      'Beyond Attention',
      'The Consciousness Prior',
      'Opening the Black Box',
    ])
      expect(concepts.introductions.filter(({ paper }) => paper === paperTitled(title))).toEqual([]);
  });
});

describe('variants', () => {
  test('an abbreviation, its plural, its long form and differences in case are one concept', () => {
    const snn = concepts.concepts[conceptNamed('SNN')]!;
    expect(snn).toBe(concepts.concepts[conceptNamed('spiking neural network')]);
    expect(snn).toBe(concepts.concepts[conceptNamed('SNNs')]);
    expect(snn.name.toLowerCase()).toBe('spiking neural networks');
    expect(snn.abbreviations).toContain('SNNs');
    expect(snn.documents).toBeGreaterThan(40);
  });

  test('the document frequencies of the concepts equal the counts in the rows', () => {
    const counts = new Uint32Array(concepts.concepts.length);
    for (const concept of concepts.rows.ids) counts[concept]!++;
    concepts.concepts.forEach(({ id, documents, variants }, concept) => {
      expect(counts[concept], id).toBe(documents);
      expect(documents).toBeGreaterThan(0);
      expect(new Set(variants).size).toBe(variants.length);
    });
    expect(new Set(concepts.concepts.map(({ id }) => id)).size).toBe(concepts.concepts.length);
  });
});

describe('what is a concept', () => {
  test.each([
    'biological plausibility',
    'mechanistic interpretability',
    'energy efficiency',
    'neuromorphic hardware',
    'learning rule',
    'spike train',
    'catastrophic forgetting',
    'large language model',
  ])('%s is one', (name) => {
    expect(lookup(name)).toBeGreaterThanOrEqual(0);
  });

  test.each([
    'state-of-the-art',
    'usage',
    'decades',
    'right',
    'highlight',
    'scratch',
    'large-scale',
    'neuron-level',
    'Two-Stage Strategy',
    'Plausible Supervised Learning',
    'classification tasks',
    'experimental results',
    'dyballa',
    'yu-takagi',
    'Thvnvtos',
  ])('%s is none', (name) => {
    expect(conceptNamed(name)).toBe(-1);
  });

  test.each([
    ['CIFAR-10', 'data set'],
    ['ImageNet', 'data set'],
    ['ADNI', 'data set'],
    ['N-MNIST', 'data set'],
    ['PyTorch', 'software'],
    ['visual cortex', 'anatomy'],
    ['hippocampus', 'anatomy'],
    ["Alzheimer's disease", 'disease'],
    ['epilepsy', 'disease'],
    ['C. elegans', 'organism'],
    ['image classification', 'task'],
    ['classification accuracy', 'metric'],
    ['gradient descent', 'method'],
    ['STDP', 'method'],
    ['biological plausibility', 'keyphrase'],
  ])('the kind of %s is %s', (name, kind) => {
    expect(concepts.concepts[lookup(name)]?.kind).toBe(kind);
  });

  test('variants are one concept, and other words are not', () => {
    expect(lookup('ANN')).toBe(lookup('neural network'));
    expect(lookup('spiking networks')).toBe(lookup('SNN'));
    expect(conceptNamed('initialization')).not.toBe(conceptNamed('Initiative'));
    expect(concepts.concepts[lookup('neuron responses')]?.variants).not.toContain('neurons responsible');
    expect(concepts.concepts[lookup('electron microscopy')]?.variants).not.toContain('expectation maximization');
    expect(concepts.concepts[lookup('Symbol-Concept Association Network')]?.variants).not.toContain('scans');
  });
});
