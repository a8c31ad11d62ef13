/** Names of well-known data sets and benchmarks, in lower case, with their versions. */
export const DATA_SETS =
  /^(?:(?:[a-z]{1,8}-)?mnist(?:-dvs)?|(?:n-|dvs-?)?cifar(?:-?100?(?:-dvs)?)?|cifar10-dvs|(?:tiny|mini)?-?imagenet(?:-[\dka-z]+)?|dvs[- ]?(?:128)?[- ]?gesture|(?:ms[- ]?)?coco|pascal(?: voc)?|voc ?\d*|cityscapes|kitti|squad(?: ?v?\d.*)?|(?:super)?glue|mmlu|wikitext(?:-\d+)?|wordnet|librispeech|timit|adni|oasis(?:-\d)?|abide|hcp|human connectome project|ukbb|uk biobank|brats(?: ?\d+)?|bci competition .*|chb-mit|tuh(?: eeg)?|deap|seed|physionet|mimic(?:-[iv]+)?|penn treebank|ptb|bigbench|big-bench|gsm8k|humaneval|hellaswag|conll-?\d*|trec(?:-\d+)?|clueweb\d*|movielens.*|freebase|dbpedia|wikidata|natural scenes dataset|svhn|celeba|lfw|stl-10|omniglot|shapenet|modelnet\d*|ade20k|speech commands|heidelberg digits|shd|ssc|n-caltech101|caltech-?\d*|alzheimer's disease neuroimaging initiative|allen brain observatory|openwebtext|the pile|c4|imdb|yelp|uci .*)$/;

/** Returns the words of a text. */
export const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Names of software libraries and tools, in lower case. */
export const SOFTWARE = words(
  `pytorch tensorflow keras jax theano caffe numpy scipy scikit-learn matlab python opencv cuda spikingjelly snntorch norse brian brian2 nest
  bindsnet nengo lava github docker kubernetes spark hadoop mapreduce unity huggingface transformerlens captum freesurfer fsl spm eeglab mne
  mne-python weka gephi mysql postgresql sqlite neo4j elasticsearch lucene solr android ios linux chatgpt`,
);

/** Names of measures, in lower case. */
export const METRICS = words(
  `f1 f1-score f1-measure auc auroc auprc bleu rouge meteor ndcg map mrr rmse mse mae psnr ssim fid iou miou dice wer cer snr perplexity
  accuracy recall precision latency throughput flops`,
);

/** Stems and names of diseases and disorders. */
export const DISEASES =
  /^(?:disease|disorder|syndrome|cancer|tumor|tumour|carcinoma|glioma|glioblastoma|dementia|stroke|schizophrenia|depression|autism|epilepsy|seizure|diabetes|parkinson|alzheimer|covid-19|covid|influenza|pneumonia|sclerosis|aphasia|paralysis|palsy|amnesia|insomnia|migraine|ptsd|adhd|injury|\p{L}{4,}(?:itis|opathy|plegia))$/u;

/** Names and last words of names of organisms, in lower case and in the singular. */
export const ORGANISMS = new Set(
  `mouse|rat|rodent|zebrafish|drosophila|drosophila melanogaster|fruit fly|c. elegans|caenorhabditis elegans|elegans|macaque|monkey|marmoset|primate|nematode|ferret|octopus|honeybee|e. coli|mammal|insect|vertebrate`.split(
    '|',
  ),
);

/** Last words of names of brain areas, organs and tissues, in the singular. */
export const BODY_PARTS = words(
  `brain cortex cortice neocortex hippocampus amygdala thalamus hypothalamus cerebellum striatum retina gyrus sulcus lobe ganglia ganglion brainstem
  hemisphere cerebrum heart liver lung kidney breast skin eye muscle nerve bulb nucleus axon dendrite synapse astrocyte soma interneuron
  bone artery vessel`,
);

/** Names that are used for the same thing, as concatenated stems. */
export const SAME_NAMES: ReadonlyMap<string, string> = new Map([
  ['artificialneuralnetwork', 'neuralnetwork'],
  ['neuralnet', 'neuralnetwork'],
  ['artificialneuralnet', 'neuralnetwork'],
  ['spikingneuralnet', 'spikingneuralnetwork'],
  ['convnet', 'convolutionalneuralnetwork'],
  ['convolutionalnetwork', 'convolutionalneuralnetwork'],
  ['recurrentnetwork', 'recurrentneuralnetwork'],
  ['spikingnetwork', 'spikingneuralnetwork'],
  ['deepnetwork', 'deepneuralnetwork'],
  ['catastrophicinterference', 'catastrophicforgetting'],
]);
