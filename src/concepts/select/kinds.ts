import type { ConceptKind } from '../../model/concepts.ts';
import { BODY_PARTS, DATA_SETS, DISEASES, METRICS, ORGANISMS, SOFTWARE, words } from './known-names.ts';

/** Words that name data sets, as last words of their names or near them: "Brain Treebank", "on the CIFAR-10 data set". */
export const DATA_WORDS = words(
  'dataset datasets corpus corpora benchmark benchmarks treebank treebanks testbed collections challenge suite',
);
/** Words after names of software. */
export const SOFTWARE_WORDS = words(
  'library libraries toolbox toolkit package packages software simulator plugin framework',
);

/** Last words of names, in the singular. */
const METHOD_HEADS = words(
  `algorithm ascent attention augmentation autoencoder backpropagation bagging boosting bootstrapping classifier clustering convolution
  decoder decomposition descent distillation dropout embedding encoder ensemble estimator factorization filter filtering fine-tuning forest
  hashing heuristic imaging inference kernel learning machine method methodology microscopy mining model modeling modelling net
  network normalization optimization optimizer perceptron plasticity pooling pretraining procedure programming prompting propagation protocol pruning
  quantization regression regularization rule sampling scheme search spectroscopy strategy technique tomography training transform transformer
  tree tuning unit backprop integrate-and-fire fire annealing simulation electroencephalography magnetoencephalography`,
);
const TASK_HEADS = words(
  `answering captioning classification completion decoding detection diagnosis forecasting identification localization navigation parsing
  prediction recognition reconstruction retrieval segmentation summarization synthesis tagging tracking translation vision verification
  disambiguation extraction matching recommendation`,
);
const METRIC_HEADS = words(
  `accuracy auc auroc bandwidth error f1 f1-score latency likelihood loss perplexity precision recall score sensitivity specificity
  throughput consumption similarity`,
);
const NOT_METRICS = words('prediction reward');

/** The properties of a concept that determine its kind. */
export interface KindFeatures {
  /** A paper gives this name to its own work. */
  isIntroduced: boolean;
  /** The name is spelled like SpikeGPT or BM25. */
  isNameLike: boolean;
  /** The name has lowercase letters or digits besides capitals: SpikeGPT and E2S2, but not EEG. */
  isMixedCase: boolean;
  /** It usually starts with a capital letter within sentences. */
  isCapitalized: boolean;
  hasAbbreviation: boolean;
  /** The names of the concept in lower case. */
  names: readonly string[];
  /** Stems of the words of the name. */
  stems: readonly string[];
  /** Share of its mentions near a word such as "dataset", 0..1. */
  nearDataShare: number;
  /** Share of its mentions followed by a word such as "library", 0..1. */
  beforeSoftwareShare: number;
}

/** Above this share of mentions near such a word, a name denotes a data set, or software. */
const MIN_SHARE = 0.3;

/** Determines the kind of a concept from known names, its last word and the words around it; the first rule that applies decides. */
export function classifyConcept(features: KindFeatures): ConceptKind {
  const { isIntroduced, isNameLike, isMixedCase, isCapitalized, hasAbbreviation, names, stems } = features;
  const isName = isNameLike || isCapitalized || isIntroduced;
  const last = stems.at(-1)!.toLowerCase();
  const known = kindOfKnownName(names, stems);
  if (known && !(isIntroduced && known === 'software')) return known;
  if (isName && (DATA_WORDS.has(last) || DATA_WORDS.has(`${last}s`))) return 'data set';
  if (isName && !hasAbbreviation && features.nearDataShare >= MIN_SHARE) return 'data set';
  if (isName && !hasAbbreviation && features.beforeSoftwareShare >= MIN_SHARE) return 'software';
  if (isIntroduced || (isNameLike && isMixedCase && !hasAbbreviation)) return 'system';
  if (isNameLike) return 'keyphrase';
  if (TASK_HEADS.has(last)) return 'task';
  if (METRIC_HEADS.has(last) && !(stems.length > 1 && NOT_METRICS.has(stems.at(-2)!))) return 'metric';
  return METHOD_HEADS.has(last) ? 'method' : 'keyphrase';
}

/** Returns the kind of a name that is known or whose last word is, such as "visual cortex". */
function kindOfKnownName(names: readonly string[], stems: readonly string[]): ConceptKind | undefined {
  if (names.some((name) => DATA_SETS.test(name))) return 'data set';
  if (names.some((name) => SOFTWARE.has(name))) return 'software';
  if (names.some((name) => METRICS.has(name))) return 'metric';
  const last = stems.at(-1)!;
  if (DISEASES.test(last) || names.some((name) => DISEASES.test(name))) return 'disease';
  if (ORGANISMS.has(last) || names.some((name) => ORGANISMS.has(name))) return 'organism';
  return BODY_PARTS.has(last) ? 'anatomy' : undefined;
}
