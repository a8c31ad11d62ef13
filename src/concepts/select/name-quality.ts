import { stemmers } from '../../text/tokenize/stemmers.ts';
import { FUNCTION_WORDS, SCHOLARLY_WORDS } from '../../text/tokenize/stop-words.ts';
import { GENERIC_STEMS } from '../../topics/labels/generic-words.ts';

/** Words that say nothing on their own, beyond the generic words of labels. */
const EMPTY_WORDS = new Set(
  `adjustment answer attempt avenue bottleneck breakthrough century chance collapse compact compromise consideration count counterpart day decade door
  emphasis essence face finding goal hand highlight hope impact implication inspiration lack landscape lens light literature look majority
  manner matter membership mind mitigation modality none notion number offer part past pattern pipeline portion possibility proof promise prospect
  propagation ratio rest review right road round scratch search side spite stake start success sum tendency tradeoff turn usage variant year yield`.split(
    /\s+/,
  ),
);

/** Words that only grade or count what follows: "large-scale", "high performance", "two-stage strategy". */
const QUALIFIERS = new Set(
  `additional all art basic best better big common competitive complicated conventional critical crucial comparable current different downstream effective efficient existing experimental fast few first four full good great
  high higher important individual key large larger last long low lower main major many more most multi multiple new next novel one other overall own
  particular poor possible previous promising proper real recent same second several short significant similar simple single small smaller
  special specific state strong sub such super third three top total two typical useful various well whole wide`.split(
    /\s+/,
  ),
);

/** Last words of compounds that only modify: "neuron-level", "SNN-based". */
const MODIFYING_ENDS = new Set(
  `accurate adaptive agnostic aware available based capable dependent dimensional driven efficient free friendly independent intensive
  interpretable invariant level like oriented plausible related relevant robust scale sensitive specific style type wise`.split(
    /\s+/,
  ),
);

/** Last words that add nothing to a name: "the EEG dataset", "machine learning methods". */
const HEADS_WITHOUT_CONTENT = new Set(
  `ability algorithm approach architecture capability data dataset framework method methodology performance problem process setting task
  technique`.split(/\s+/),
);

/** Phrases of papers about themselves, by stems. */
const SCHOLARLY_PHRASES = new Set([
  'ablation analysis',
  'ablation study',
  'benchmark dataset',
  'building block',
  'case study',
  'future work',
  'ground truth',
  'open question',
  'open source',
  'test set',
  'training set',
]);

const isEmpty = (stem: string) => EMPTY_WORDS.has(stem) || isGenericWord(stem);

/** Maximum number of cached answers. */
const MAX_CACHED_WORDS = 50_000;
/** Cache of {@link isGenericWord}; the same words are in many phrases. */
const genericWords = new Map<string, boolean>();

function isGenericWord(stem: string): boolean {
  const cached = genericWords.get(stem);
  if (cached !== undefined) return cached;
  if (genericWords.size >= MAX_CACHED_WORDS) genericWords.clear();
  const isGeneric =
    GENERIC_STEMS.has(stemmers.porter(stem)) ||
    FUNCTION_WORDS.has(stem) ||
    SCHOLARLY_WORDS.has(stem) ||
    /^\p{N}+$/u.test(stem);
  genericWords.set(stem, isGeneric);
  return isGeneric;
}

const isQualifier = (stem: string) => QUALIFIERS.has(stem) || FUNCTION_WORDS.has(stem) || /^\p{N}+$/u.test(stem);

/**
 * Tests whether a sequence of stems can be the name of a concept. Names are not generic words, do not consist of a generic word and
 * words that grade or count it ("two-stage strategy"), and do not end in a modifier ("neuron-level").
 */
export function isConceptName(stems: readonly string[]): boolean {
  const last = stems.at(-1)!;
  if (!stems.some((stem) => /\p{L}{2}/u.test(stem))) return false;
  if (stems.length === 1) return !isEmpty(last) && !QUALIFIERS.has(last);
  if (MODIFYING_ENDS.has(last) || stems[0] === 'based' || FUNCTION_WORDS.has(last)) return false;
  if ((stems.length > 2 && new Set(stems).size < stems.length) || SCHOLARLY_PHRASES.has(stems.join(' '))) return false;
  return !(stems.some(isQualifier) && stems.every((stem) => isQualifier(stem) || isEmpty(stem)));
}

/** Tests whether the long form of an abbreviation is a name; "state of the art" is not, but "large language model" is. */
export const isLongFormName = (stems: readonly string[]): boolean =>
  !(stems.some((stem) => FUNCTION_WORDS.has(stem)) && stems.every((stem) => isQualifier(stem) || isEmpty(stem)));

/** Tests whether all words of a name are generic: "training data", but also "machine learning". */
export const isGenericName = (stems: readonly string[]): boolean => stems.every(isGenericWord);

/** Tests whether a name consists of another one and a word such as "method". */
export const endsWithoutContent = (stems: readonly string[]): boolean =>
  stems.length > 1 && HEADS_WITHOUT_CONTENT.has(stems.at(-1)!);
