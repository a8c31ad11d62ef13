import { isDegree } from '../../normalize/names/degrees.ts';

/** Signs of footnotes. Digits refer to affiliations. */
const SIGNS = '*+†‡§¶#';
const DIGITS = '0123456789';

/** Removes references to affiliations and footnotes from the end of a name: "Zhang, Weijia 1,2,+", "Smith, Jane*". */
function removeFootnotes(name: string): string {
  let end = name.length;
  for (let i = end - 1; i >= 0; i--) {
    if (name[i] === ' ' || name[i] === ',') end = i;
    else if (!SIGNS.includes(name[i]) && !DIGITS.includes(name[i])) break;
  }
  while (end > 0 && SIGNS.includes(name[end - 1])) end--;
  return name.slice(0, end);
}

/**
 * Removes what Ovid writes into names, "Last, First" or "Last F": roles and addresses in brackets, references to affiliations, and degrees.
 * A single word behind the comma stays, because it can be initials: "Lee, MD". Returns '' for a degree alone.
 */
export function cleanOvidName(name: string): string {
  const bare = removeFootnotes(name.replace(/\[[^[\]]*\]/g, ' ').trim());
  const comma = bare.indexOf(',');
  // Degrees that were split off as names of their own: "Lee, Ann RN; PhD; FAAN 1".
  if (comma < 0) return isDegree(bare) ? '' : bare;
  const given = bare
    .slice(comma + 1)
    .trim()
    .split(/\s+/);
  const degree = given.findIndex((word, i) => i > 0 && isDegree(word));
  const kept = degree < 0 ? given : given.slice(0, degree);
  return `${bare.slice(0, comma)}, ${kept.join(' ').replace(/,$/, '')}`;
}
