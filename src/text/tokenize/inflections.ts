/** Irregular plurals and verb forms, and words whose ending only looks like an inflection; all others follow rules. */
const EXCEPTIONS = new Map<string, string>(
  `analyses:analysis axes:axis bases:basis children:child corpora:corpus criteria:criterion data:data diagnoses:diagnosis feet:foot
  foci:focus genera:genus hypotheses:hypothesis indices:index leaves:leaf lives:life loci:locus matrices:matrix men:man
  mice:mouse news:news nuclei:nucleus phenomena:phenomenon radii:radius schemata:schema selves:self series:series
  simplices:simplex species:species spectra:spectrum stimuli:stimulus syntheses:synthesis theses:thesis vertices:vertex
  vortices:vortex women:woman embed:embed embeds:embed embedded:embed embedding:embed embeddings:embed
  setting:setting settings:setting building:building buildings:building meeting:meeting meetings:meeting
  morning:morning evening:evening during:during string:string strings:string spring:spring thing:thing things:thing
  ceiling:ceiling hundred:hundred hundreds:hundred sacred:sacred wicked:wicked naked:naked aged:aged
  chosen:choose driven:drive given:give known:know shown:show taken:take written:write spoken:speak broken:break
  learnt:learn built:build held:hold made:make kept:keep lost:lose sent:send taught:teach thought:thought`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);

const isVowel = (word: string, i: number): boolean =>
  'aeiou'.includes(word[i]!) || (word[i] === 'y' && i > 0 && !isVowel(word, i - 1));

function hasVowel(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (isVowel(word, i)) return true;
  return false;
}

/** Returns the number of groups of vowels that are followed by a consonant, as in Porter (1980). */
function countSyllables(word: string): number {
  let count = 0;
  for (let i = 1; i < word.length; i++) if (isVowel(word, i - 1) && !isVowel(word, i)) count++;
  return count;
}

/** Tells whether a word ends with consonant, vowel, consonant, where the last is not w, x or y: "cod" as in "coding". */
function endsWithShortSyllable(word: string): boolean {
  const end = word.length - 1;
  return (
    end >= 2 && !isVowel(word, end - 2) && isVowel(word, end - 1) && !isVowel(word, end) && !'wxy'.includes(word[end]!)
  );
}

/** Removes the ending of a plural, or of a verb in the third person. */
function removePlural(word: string): string {
  if (!word.endsWith('s') || word.length < 4) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:analy|diagno|cri|hypothe|synthe|paraly|empha|neuro|progno|meio|mito|apopto)ses$/.test(word))
    return `${word.slice(0, -2)}is`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  return /(?:ss|us|is|ics)$/.test(word) ? word : word.slice(0, -1);
}

/** Removes -ed and -ing, and restores the ending that the verb has without them: "mapping" becomes "map". */
function removeVerbEnding(word: string): string {
  const stem = word.endsWith('ing')
    ? word.slice(0, -3)
    : word.endsWith('ed') && !word.endsWith('eed')
      ? word.slice(0, -2)
      : word;
  if (stem === word || stem.length < 2 || !hasVowel(stem)) return word;
  if (word.endsWith('ied')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  const last = stem.at(-1)!;
  if (last === stem.at(-2) && !'aeioulsz'.includes(last)) return stem.slice(0, -1);
  return endsWithShortSyllable(stem) && countSyllables(stem) === 1 ? `${stem}e` : stem;
}

/**
 * Removes a final e, which inflected forms of longer verbs lack: "decode" and "decoding" become "decod". The result must
 * differ from other words, so that "plane" is not "plan".
 */
function removeFinalE(word: string): string {
  if (!word.endsWith('e')) return word;
  const stem = word.slice(0, -1);
  const syllables = countSyllables(stem);
  return syllables > 1 || (syllables === 1 && !endsWithShortSyllable(stem)) ? stem : word;
}

/**
 * Removes the inflections that keep the meaning of a word: plurals, and verb forms in -s, -ed and -ing. Derived words remain
 * different: "computer" is not "computational", "decoder" is not "decoding". The result need not be a word.
 * @param word A word in lower case.
 */
export function removeInflections(word: string): string {
  const exception = EXCEPTIONS.get(word);
  if (exception !== undefined) return removeFinalE(exception);
  if (word.length < 4) return word;
  const singular = removePlural(word);
  return removeFinalE(EXCEPTIONS.get(singular) ?? removeVerbEnding(singular));
}
