/**
 * Stemmers of languages for which no well-kept library has one.
 */

/** Particles and verb endings of Korean nouns, longest first. */
const KOREAN_ENDINGS =
  /(?:으로부터|에서부터|하였으며|되었으며|하였다|되었다|하기|에서는|에서의|으로써|으로의|에게서|까지|부터|에서|에는|에게|으로|이나|이란|하고|처럼|보다|마다|하며|하는|하여|하고|한다|했다|된다|되며|되는|적인|적으로)$/;
/** Endings of one syllable; the first group is removed from words of two syllables, too. */
const KOREAN_PARTICLE = /[을를은는의]$|(?<=..)[이가에와과도로만]$/;

/** Removes the particles that Korean appends to nouns: "토양에서" (in the soil) becomes "토양". */
export function stemKorean(word: string): string {
  const stem = word.replace(KOREAN_ENDINGS, '');
  if (stem.length > 0 && stem !== word) return stem;
  const noun = word.replace(KOREAN_PARTICLE, '');
  return noun.length > 0 ? noun : word;
}

/** Case and verb endings of Polish, longest first. */
const POLISH_ENDINGS =
  /(?:owania|owanie|owaniu|owaniem|iach|iami|ów|ami|ach|owi|owie|ego|emu|ymi|imi|ych|ich|iej|iego|om|em|ej|ie|ia|ią|ię|iu|y|i|a|ą|e|ę|o|u)$/;

/** Removes Polish inflections: "glebie", "gleby" and "gleba" become "gleb". At least three letters remain. */
export function stemPolish(word: string): string {
  for (const length of [6, 5, 4, 3, 2, 1]) {
    if (word.length - length < 3) continue;
    const ending = word.slice(-length);
    if (POLISH_ENDINGS.exec(ending)?.[0] === ending) return word.slice(0, -length);
  }
  return word;
}
