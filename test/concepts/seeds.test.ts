import { describe, expect, test } from 'vitest';
import { findConcepts } from '../../src/concepts/find-concepts.ts';
import { readPapers } from '../../src/read/read.ts';
import { seedFiles } from '../seeds.ts';

/** Titles whose papers name their own work there, by the beginning of the title; read by hand from all 257. */
const OWN: Record<string, string> = {
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

/** Names of others' systems, methods and data that titles speak of. */
const USED: Record<string, string> = {
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
const found = findConcepts(papers);
const titled = (start: string) => {
  const index = papers.findIndex(({ title }) => title.startsWith(start));
  expect(index, start).toBeGreaterThanOrEqual(0);
  return index;
};
const conceptNamed = (name: string) =>
  found.concepts.findIndex(({ variants }) => variants.some((variant) => variant.toLowerCase() === name.toLowerCase()));
const of = (paper: number) => [...found.rows.ids.subarray(found.rows.starts[paper], found.rows.starts[paper + 1])];

describe('the named systems in the titles of the seeds', () => {
  test.each(Object.entries(OWN))('%s is introduced by its paper', (name, title) => {
    const [concept, paper] = [conceptNamed(name), titled(title)];
    expect(concept, name).toBeGreaterThanOrEqual(0);
    expect(of(paper)).toContain(concept);
    expect(
      found.introductions.some((one) => one.paper === paper && one.concept === concept),
      name,
    ).toBe(true);
    expect(['system', 'data set']).toContain(found.concepts[concept]!.kind);
  });

  test.each(Object.entries(USED))('%s is mentioned by the paper whose title has it', (name, title) => {
    const concept = conceptNamed(name);
    expect(concept, name).toBeGreaterThanOrEqual(0);
    expect(of(titled(title))).toContain(concept);
  });

  test('every title that begins with a coined word and a colon or dash has it as a concept that it introduces', () => {
    const missing: string[] = [];
    let named = 0;
    papers.forEach(({ title }, paper) => {
      // As slow and plain as can be: one word, with a capital besides its first letter, or a digit.
      const name = /^([^\s:]+)(?::| -{1,2}| [–—]) /.exec(title)?.[1] ?? '';
      if (!/^.+\p{Lu}|\p{N}/u.test(name) || !/\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\p{N}/u.test(name)) return;
      named++;
      const concept = conceptNamed(name);
      if (!found.introductions.some((one) => one.paper === paper && one.concept === concept)) missing.push(title);
    });
    expect(missing).toEqual([]);
    expect(named).toBeGreaterThan(25);
  });

  test('papers that name nothing introduce nothing', () => {
    for (const title of [
      'Annotated History',
      'Order Matters',
      'Beyond Attention',
      'The Consciousness Prior',
      'Opening the Black Box',
    ])
      expect(found.introductions.filter(({ paper }) => paper === titled(title))).toEqual([]);
  });
});

describe('variants', () => {
  test('of an abbreviation, its plural, its long form and capitals are one concept', () => {
    const snn = found.concepts[conceptNamed('SNN')]!;
    expect(snn).toBe(found.concepts[conceptNamed('spiking neural network')]);
    expect(snn).toBe(found.concepts[conceptNamed('SNNs')]);
    expect(snn.name.toLowerCase()).toBe('spiking neural networks');
    expect(snn.abbreviations).toContain('SNNs');
    expect(snn.documents).toBeGreaterThan(40);
  });

  test('nothing is lost between concepts and rows', () => {
    const counted = new Uint32Array(found.concepts.length);
    for (const concept of found.rows.ids) counted[concept]!++;
    found.concepts.forEach(({ id, documents, variants }, concept) => {
      expect(counted[concept], id).toBe(documents);
      expect(documents).toBeGreaterThan(0);
      expect(new Set(variants).size).toBe(variants.length);
    });
    expect(new Set(found.concepts.map(({ id }) => id)).size).toBe(found.concepts.length);
  });
});
