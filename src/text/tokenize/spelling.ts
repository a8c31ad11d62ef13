/** Verbs and nouns in -ise that are so spelled everywhere, less their e; those in -wise follow a rule. */
const ALWAYS_ISE = new Set(
  `adverti advi apprai ari brui compromi compri conci crui demi despi devi disgui enterpri exerci experti franchi improvi
  incisi likewi merchandi noi otherwi paradi poi porpoi prai preci premi promi rai revi ri super supervi surmi surpri televi
  tortoi treati turquoi uprai vi wi`
    .split(/\s+/)
    .map((stem) => `${stem}s`),
);

const ISE = /^(.{3,}is)(e[drs]?|ing|ers?)$/;

const DOUBLED_L =
  /^((?:re|un|pre|mis)?(?:model|label|travel|signal|cancel|channel|level|tunnel|total|fuel|marshal|pencil|equal|dial|spiral|counsel|panel|unravel|bevel|barrel|parcel|initial))l(ing|ed|ers?)$/;

const RULES: readonly (readonly [RegExp, string])[] = [
  [/^(.*(?:behavi|col|neighb|fav|flav|hon|hum|lab|rum|tum|harb|vap|vig|arm|od|savi|endeav|rig))our/, '$1or'],
  [/^(.{2,})isation(s|al|ally)?$/, '$1ization$2'],
  [/^(.{2,}[lt])ys(e[drs]?|ing|ers?)$/, '$1yz$2'],
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

/** Letters without which no rule applies; most words have none of them. */
const SIGNS = /our|isation|ys[ei]|ll(?:ing|ed|er)|re|ogue|ence|amme|grey|gement|ae|oe|arte|agei|sulph|alum/;

/** British spelling to American, accents off: "visualisation" -> "visualization", "neighbours" -> "neighbors". Lower case in and out. */
export function foldSpelling(word: string): string {
  const plain = /[^\x00-\x7f]/.test(word) ? word.normalize('NFKD').replace(/\p{M}/gu, '') : word;
  if (plain.length < 5) return plain === 'grey' ? 'gray' : plain;
  const ise = ISE.exec(plain);
  if (ise) return ALWAYS_ISE.has(ise[1]!) || ise[1]!.endsWith('wis') ? plain : `${ise[1]!.slice(0, -1)}z${ise[2]}`;
  if (!SIGNS.test(plain)) return plain;
  for (const [pattern, american] of RULES) if (pattern.test(plain)) return plain.replace(pattern, american);
  return plain;
}
