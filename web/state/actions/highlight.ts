import { computed } from '@preact/signals';
import type { Focus } from '../../map/map-view.ts';
import { texts } from '../../strings/strings.ts';
import { papersOfTopic, shown } from '../filters.ts';
import { type Asked, state } from '../store.ts';

/** What stands out on the map now: what is pointed at before what is read, and that before what was found. Only what is shown. */
export const focus = computed<Focus>(() => {
  const hovered = state.hovered.value;
  const pass = shown.value;
  const seen = (papers: Iterable<number>) => Array.from(papers).filter((paper) => pass[paper]);
  const asked = state.asked.value;
  const guest =
    asked && asked.related.length > 0 && !state.marked.value && !state.found.value ? guestAt(asked, pass) : null;
  return {
    papers: hovered !== null ? [hovered] : read(),
    marked: seen(marked()),
    way: state.path.value?.map((step) => step.paper) ?? [],
    guest: hovered === null ? guest : null,
  };
});

function read(): number[] {
  const reading = state.reading.value;
  if (reading.kind === 'paper') return [reading.paper];
  return reading.kind === 'compare' ? [reading.a, reading.b] : [];
}

function marked(): Iterable<number> {
  const reading = state.reading.value;
  const { marked, mentioning, found, abstracts, asked } = state;
  if (marked.value) return marked.value.papers;
  if (mentioning.value) return mentioning.value;
  if (reading.kind === 'topic') return papersOfTopic(reading.topic);
  if (found.value)
    return [...found.value.papers.map((hit) => hit.paper), ...abstracts.value.hits.map((hit) => hit.paper)];
  return asked.value?.related.map((one) => one.paper) ?? [];
}

/** A text stands amid the papers nearest to it, nearer to the more similar ones. */
function guestAt({ kind, related }: Asked, pass: Uint8Array): Focus['guest'] {
  const positions = state.map.value?.nodes.positions;
  if (!positions) return null;
  let [x, y, sum] = [0, 0, 0];
  for (const { paper, similarity } of related.filter((one) => pass[one.paper]).slice(0, 5)) {
    if (Number.isNaN(positions[2 * paper]!)) continue;
    x += positions[2 * paper]! * similarity;
    y += positions[2 * paper + 1]! * similarity;
    sum += similarity;
  }
  const label = kind === 'text' ? texts.map.yourText : texts.map.examples;
  return sum > 0 ? { x: x / sum, y: y / sum, label } : null;
}
