/** Records when a step of drawing the map was finished last, for tests and benchmarks. Only the last time is kept, so that a long session does not collect them. */
export function markStep(
  name: 'graph built' | 'map drawn' | 'labels placed' | 'density drawn' | 'contours drawn',
): void {
  performance.clearMarks(name);
  performance.mark(name);
}
