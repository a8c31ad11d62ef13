import { isNameSuffix } from './name-lists.ts';

/** Degrees, licenses, and fellowships behind names, without periods. */
const degrees =
  `MD DO PhD DPhil MPhil DSc ScD MSc BSc MS BS MA BA MPH DrPH MSPH MHS MHA MBA MBBS MBChB BCh BM DDS DMD DVM VMD EdD JD PsyD PharmD RN RNC NP CRNP APRN BSN MSN DNP
  DPT PT OT RD RDN LD FACSM FACS FACP FACC FACE FACR FAAN FAAP FAHA FESC FRCP FRCPC FRCS FRCPath FCCP FCCM FASN FIDSA MRCP MRCPsych LLB LLM MAcc CPA`.split(
    /\s+/,
  );
const capitalized: ReadonlySet<string> = new Set(degrees.map((degree) => degree.toUpperCase()));
/** As they are written: "Ma" is a name. */
const written: ReadonlySet<string> = new Set([...degrees, ...capitalized]);

/** Returns whether a word is a degree, in any case. */
export const isDegree = (word: string): boolean => capitalized.has(word.replace(/[.,]/g, '').toUpperCase());

/** Matches "PhD" and "Ph.D.", not initials or given names. */
const degreeWithSmallLetter = /[a-z]\.?[A-Z]|[A-Z]\.?[A-Z][a-z]/;

/** Returns whether the text between two commas consists of degrees: "Ph.D.", "M. Sc.", "RN PhD". */
const areDegrees = (part: string) =>
  part.length <= 40 &&
  /^[A-Z]/.test(part) &&
  (written.has(part.replace(/[. ]/g, '')) || part.split(' ').every((word) => written.has(word.replaceAll('.', ''))));

/**
 * Removes degrees behind a name: "Lee, Ann, RN, PhD" is "Lee, Ann", and "Ann Lee, PhD" is "Ann Lee". What can be initials stays: "Lee, MD".
 * Returns anything else unchanged, among it lists of names.
 */
export function removeDegrees(name: string): string {
  const comma = name.indexOf(',');
  if (comma < 0) return name;
  if (!name.includes(',', comma + 1)) {
    if (name.length - comma >= 10 || name.lastIndexOf(' ', comma) < 0) return name;
    const first = name.slice(comma + 1).trim();
    return degreeWithSmallLetter.test(first) && areDegrees(first) ? name.slice(0, comma).trim() : name;
  }
  if (!areDegrees(name.slice(name.lastIndexOf(',') + 1).trim())) return name;
  const parts = name.split(',').map((part) => part.trim());
  const isSuffixFirst = isNameSuffix(parts[1]!);
  const hasSuffix = isSuffixFirst || isNameSuffix(parts[2]!);
  let end = parts.length;
  while (end > (isSuffixFirst ? 3 : 2) && areDegrees(parts[end - 1]!)) end--;
  if (end > (hasSuffix ? 3 : 2)) return name;
  return parts[0]!.includes(' ') && areDegrees(parts[1]!) ? parts[0]! : parts.slice(0, end).join(', ');
}
