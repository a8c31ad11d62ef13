/** Words that names of groups have. */
const groupWord = /\b(?:collaborations?|consortium|group|team|network|project|experiment)\b/i;

/**
 * Adds collaborations to authors under the names that papers give them: high-energy physics lists "ATLAS" for "ATLAS
 * Collaboration". Those that the authors name already are left out.
 */
export function addCollaborations(authors: readonly string[], collaborations: readonly string[]): string[] {
  const names = collaborations.map((name) => name.trim());
  const added = names.filter((name) => name && !authors.some((author) => author.includes(name)));
  return [...authors, ...added.map((name) => (groupWord.test(name) ? name : `${name} Collaboration`))];
}
