/**
 * Words in -ise that are spelled this way in American English too, without the final e. Words in -wise are covered by a
 * rule.
 */
const ALWAYS_ISE = new Set(
  `adverti advi apprai ari brui compromi compri conci crui demi despi devi disgui enterpri exerci experti franchi improvi
  incisi likewi merchandi noi otherwi paradi poi porpoi prai preci premi promi rai revi ri super supervi surmi surpri televi
  tortoi treati turquoi uprai vi wi`
    .split(/\s+/)
    .map((stem) => `${stem}s`),
);

const ISE_ENDING = /^(.{3,}is)(e[drs]?|ing|ers?)$/;

const DOUBLED_L =
  /^((?:re|un|pre|mis)?(?:model|label|travel|signal|cancel|channel|level|tunnel|total|fuel|marshal|pencil|equal|dial|spiral|counsel|panel|unravel|bevel|barrel|parcel|initial))l(ing|ed|ers?)$/;

/** British spellings and their replacements. The first rule that matches is applied. */
const RULES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/^(.*(?:behavi|col|neighb|fav|flav|hon|hum|lab|rum|tum|harb|vap|vig|arm|od|savi|endeav|rig))our/, '$1or'],
  [/^(.{2,})isation(s|al|ally)?$/, '$1ization$2'],
  // "analyses" is mostly a plural noun, which is spelled in the same way in American English.
  [/^(.{2,}[lt])ys(e[dr]?|ing|ers?)$/, '$1yz$2'],
  [DOUBLED_L, '$1$2'],
  [/^(cent|met|lit|theat|calib|spect|(?:centi|kilo|milli|micro|nano)met)re(s?)$/, '$1er$2'],
  [/^fibre(s?)$/, 'fiber$1'],
  [/^((?:micro|nano|opto)?fib)re/, '$1er'],
  [/^((?:cata|dia|ana|epi|mono)log)ue(s?)$/, '$1$2'],
  [/^(def|off|lic|pret)ence(s?)$/, '$1ense$2'],
  [/^programme(s?)$/, 'program$1'],
  [/^grey/, 'gray'],
  [/^(judg|acknowledg)ement/, '$1ment'],
  [/^(.*[a-z])aem(i[ac])/, '$1em$2'],
  [/^(an)aesth/, '$1esth'],
  [/^haem(o|a)/, 'hem$1'],
  [/^oe(str|soph|dem)/, 'e$1'],
  [/^(orth|p)aedi?/, '$1edi'],
  [/^artefact/, 'artifact'],
  [/^ageing$/, 'aging'],
  [/^(sulph)/, 'sulf'],
  [/^alumini?um/, 'aluminum'],
];

/** Matches every word to which a rule applies, and few others. */
const RULE_HINTS = /our|isation|ys[ei]|ll(?:ing|ed|er)|re|ogue|ence|amme|grey|gement|ae|oe|arte|agei|sulph|alum/;

/**
 * Converts British to American spelling and removes accents: "visualisation" becomes "visualization", "neighbours"
 * becomes "neighbors".
 * @param word A word in lower case.
 */
export function normalizeSpelling(word: string): string {
  const plain = /[^\x00-\x7f]/.test(word) ? word.normalize('NFKD').replace(/\p{M}/gu, '') : word;
  if (plain.length < 5) return plain === 'grey' ? 'gray' : plain;
  const match = ISE_ENDING.exec(plain);
  if (match) {
    const [, stem = '', ending = ''] = match;
    return ALWAYS_ISE.has(stem) || stem.endsWith('wis') ? plain : `${stem.slice(0, -1)}z${ending}`;
  }
  if (!RULE_HINTS.test(plain)) return plain;
  for (const [pattern, replacement] of RULES) if (pattern.test(plain)) return plain.replace(pattern, replacement);
  return plain;
}
