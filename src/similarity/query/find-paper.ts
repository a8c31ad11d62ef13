/** Returns the paper with this id, or with this title in any case. The exact title takes precedence. */
export function findPaper(
  { ids, titles }: { ids: readonly string[]; titles: readonly string[] },
  name: string,
): number | undefined {
  const lowerCase = name.toLowerCase();
  const matches = [
    ids.indexOf(name),
    titles.indexOf(name),
    titles.findIndex((title) => title.toLowerCase() === lowerCase),
  ];
  return matches.find((paper) => paper >= 0);
}
