import natural from 'natural/lib/natural/util/stopwords.js';

/**
 * Function words that the list of `natural` lacks, including the pieces of contractions such as "don't" and number
 * words.
 */
const ADDITIONAL_FUNCTION_WORDS = `across against almost along already although always among amongst amount anyone anything anywhere around away
  back became become becomes becoming behind besides beyond considerably cannot couldn didn doesn don done down due easily either
  else elsewhere enough especially etc et al ever every everyone everything except first fully furthermore general generally given
  gives giving goes going gone greatly hadn hasn haven hence hereby herein highly however indeed instead isn just largely last later
  latter least less let likely made mainly makes making may maybe meanwhile mostly namely near nearly need needed needs
  neither next nine no nobody none nonetheless nor not nothing nowadays off often once one ones onto others otherwise particular
  particularly per perhaps possibly primarily quite rather really recent recently regarding relatively respectively second
  several shall shown shows significantly simply six so-called somehow something sometimes somewhat soon specifically
  substantially ten therefore thereby third though three throughout thus together toward towards two typically
  unless unlike upon us use used uses using usually various via vs want wasn went weren whatever whenever whereas whereby wherein
  whether whole whose will within without won wouldn yet four five seven eight ie eg i.e e.g cf`;

/**
 * Words that papers use about themselves rather than their subject: "in this paper we propose a novel …, extensive
 * experiments show".
 */
const SCHOLARLY = `aim aims approach approaches contribute contributes contribution contributions conclude concluded concludes conclusion conclusions
  demonstrate demonstrated demonstrates demonstrating describe described describes describing discuss discussed discusses
  existing extensive extensively finally find finding findings furthermore important investigate investigated
  investigates investigating introduce introduced introduces introducing method methods moreover new novel obtain obtained outperform outperforms
  outperformed outperforming paper papers present presented presenting presents previous previously propose proposed proposes
  proposing provide provided provides providing result results show showed showing significant state-of-the-art study suggest
  suggested suggests work works`;

const splitList = (words: string) => words.split(/\s+/);

/** English function words, in lower case. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set([...natural.words, ...splitList(ADDITIONAL_FUNCTION_WORDS)]);

/** Words of scholarly prose that carry no information about the subject, in lower case. */
export const SCHOLARLY_WORDS: ReadonlySet<string> = new Set(splitList(SCHOLARLY));

/** Tells whether a key is a stop word. */
export type StopWords = Pick<ReadonlySet<string>, 'has'>;
