/** Slow reference implementations of the networks: nested loops over all pairs, sets, and the definitions. */

/** Links by "source target", of rows that share things. */
export function slowLinks(rows: readonly ReadonlySet<number>[], counting: 'full' | 'fractional'): Map<string, number> {
  const links = new Map<string, number>();
  for (let a = 0; a < rows.length; a++)
    for (let b = a + 1; b < rows.length; b++) {
      const shared = [...rows[a]!].filter((thing) => rows[b]!.has(thing));
      if (shared.length === 0) continue;
      const fractions = shared.map((thing) => 1 / (rows.filter((row) => row.has(thing)).length - 1));
      links.set(`${a} ${b}`, counting === 'full' ? shared.length : fractions.reduce((sum, value) => sum + value, 0));
    }
  return links;
}

/** Association strengths by "source target": observed count by expected count. */
export function slowStrengths(links: ReadonlyMap<string, number>): Map<string, number> {
  const degree = (node: string) =>
    [...links].reduce((sum, [pair, count]) => (pair.split(' ').includes(node) ? sum + count : sum), 0);
  const m = [...links.values()].reduce((sum, count) => sum + count, 0);
  return new Map(
    [...links].map(([pair, count]) => {
      const [a, b] = pair.split(' ') as [string, string];
      return [pair, count / ((degree(a) * degree(b)) / (2 * m))];
    }),
  );
}
