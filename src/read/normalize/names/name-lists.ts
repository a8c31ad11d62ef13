/** Initials with periods: "J.", "J. R.", "A.-M.". */
const dottedInitials = /^(?:\p{Lu}\p{Ll}?\.[\s-]?){1,5}$/u;
/** What may be initials, or a short surname in capitals: "JR", "J R", "LI". */
const bareInitials = /^\p{Lu}{1,3}$|^\p{Lu}(?:[\s-]\p{Lu}){1,3}$/u;
/** Lower-case words before a surname. */
const particle =
  /^(?:d[aeiou]s?|del|della|den|der|des|di|du|van|von|vom|zu|zur|la|le|el|al|bin|ibn|ter|ten|av|af|st\.?)$/i;
const degree = /^(?:Ph\.?D|M\.?Sc|B\.?Sc|DPhil|MPH|PharmD|FRCP|Dr|Prof)\.?$/;
const suffix = /^(?:jr|sr|i{2,3}|iv|2nd|3rd|4th|esq)\.?$/i;
/** A name in Chinese, Japanese or Korean, which needs no spaces. */
const eastAsianName = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}·ー々\s]{2,}$/u;

/** Returns whether a part of a name is a suffix such as "Jr." or "III". */
export const isNameSuffix = (part: string): boolean => part.length <= 4 && suffix.test(part);

/** Adds a suffix to a name: "Jane Smith, Jr", but "Jane Smith MD". */
export const addSuffix = (name: string, suffix: string | undefined): string =>
  name && suffix ? `${name}${isNameSuffix(suffix) ? ', ' : ' '}${suffix}` : name || (suffix ?? '');

const isSingleWord = (part: string) => !part.includes(' ');
const isSurname = (part: string) =>
  part.split(' ').filter((word) => !particle.test(word)).length === 1 && !dottedInitials.test(part);

/**
 * Assembles names from the parts of a list that commas separate: "Smith, J., Doe, A." has two parts per name, "Jane Smith,
 * Alan Doe" and "Smith J., Doe A." have one. Returns names of two parts as "Last, First".
 */
export function splitAtCommas(allParts: string[]): string[] {
  const parts = allParts.filter((part) => !degree.test(part));
  if (parts.every((part) => eastAsianName.test(part))) return parts;
  const core = parts.filter((part) => !isNameSuffix(part));
  const pairing = choosePairing(core);
  const names: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    if (isNameSuffix(parts[i]) && names.length) names[names.length - 1] += `, ${parts[i]}`;
    else if (i + 1 < parts.length && isPair(parts, i, names.length, pairing)) {
      // "King, Jr., Samuel"
      const isSuffixFirst = isNameSuffix(parts[i + 1]) && i + 2 < parts.length;
      names.push(parts.slice(i, i + (isSuffixFirst ? 3 : 2)).join(', '));
      i += isSuffixFirst ? 2 : 1;
    } else names.push(parts[i]);
  }
  return names;
}

/** Which names of a list consist of two parts: all, the first one as in the Chicago style, or only those with initials. */
type Pairing = 'all' | 'first' | 'initials';

function choosePairing(parts: string[]): Pairing {
  const [surnames, givenNames] = [0, 1].map((rest) => parts.filter((_, index) => index % 2 === rest));
  if (parts.length > 0 && parts.length % 2 === 0) {
    const hasShortSurnames = surnames.every(isSurname) && givenNames.every((part) => part.split(' ').length <= 3);
    if (hasShortSurnames || (givenNames.every(isSingleWord) && !surnames.some((part) => dottedInitials.test(part))))
      return 'all';
  }
  const isFirstInverted = parts.length > 2 && isSurname(parts[0]) && isSurname(parts[1]);
  return isFirstInverted && parts.slice(2).every((part) => !isSingleWord(part)) ? 'first' : 'initials';
}

/** Returns whether the part at `index` is a surname whose given name or initials follow. */
function isPair(parts: string[], index: number, nameIndex: number, pairing: Pairing): boolean {
  if (pairing === 'all') return true;
  if (isNameSuffix(parts[index + 1])) return false;
  if (pairing === 'first' && nameIndex === 0) return true;
  const [part, next] = [parts[index], parts[index + 1]];
  const lastWord = part.slice(part.lastIndexOf(' ') + 1);
  if (dottedInitials.test(lastWord) || (part.includes(' ') && bareInitials.test(lastWord))) return false;
  return dottedInitials.test(next) || (bareInitials.test(next) && !bareInitials.test(part));
}

/** The end of one name and the start of the next without a space between them; not inside of "McDonald" or "DeSouza". */
const gluedNames =
  /(?<=[\p{Ll}.)])(?<!\b(?:Ma?c|D[aeiu]|L[aeo]|Van|Von|Fitz|Al|El|San|Ben|O|St))(?<!\p{Lu}\.)(?=\p{Lu})/gu;

/** Splits names without anything between them, as SpringerLink writes them: "Jane SmithAlan Doe". */
export const splitGluedNames = (field: string): string[] => field.split(gluedNames).map((name) => name.trim());
