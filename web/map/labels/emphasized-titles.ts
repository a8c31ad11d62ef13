import { distanceTo, expand } from '../../../src/layout/labels/rectangle.ts';
import type { MapNodes } from '../../../src/map-file/format.ts';
import { cachePerObject } from '../../../src/util/cache.ts';
import { LABEL_STYLES, type LabelFactory, type LabelStyle, type TextLabel } from './label-text.ts';
import { getBox, isCovered, isOverlapping, isWhole, type LabelFrame, moveFromObstacles } from './paint-label.ts';

/** Maximum number of highlighted papers whose titles are painted. */
const MAX_HIGHLIGHTED_TITLES = 12;

/** Maximum number of highlighted papers, the first ones, for whose titles a place is looked for. */
const MAX_TRIED = 60;

/** Number of highlighted papers, the first ones, whose titles may cover one of the others: of answers, these are the best. */
const FIRST_PAPERS = 3;

/** Distance in pixels between a title and its paper, and the least radius of a paper. */
const GAP = 6;
const MIN_RADIUS = 3;

/** Distance in pixels between the marker and its label. */
const MARKER_DISTANCE = 12;

/** Largest radius of a disc in pixels that is looked for around a label. */
export const MAX_RADIUS = 16;

/** Distance in pixels between a title and a disc below which the title covers it. */
const CLEARANCE = 2;

/** What the titles are made from. */
export interface TitleSource {
  nodes: Pick<MapNodes, 'titles'>;
  factory: Pick<LabelFactory, 'create'>;
  /** Returns a line about a focused paper that is shown below its title; '' for none. */
  bylineOf(paper: number): string;
}

/**
 * Returns the labels of the marker and of emphasized papers that do not overlap, in order of importance. A label is above or below its paper, where it
 * covers fewer papers; titles of highlighted papers that would cover others of these are left out.
 */
export function layOutEmphasizedTitles(frame: LabelFrame, { nodes, factory, bylineOf }: TitleSource): TextLabel[] {
  const { focused, path, marker, highlighted } = frame.emphasis;
  const { positions } = frame;
  const { titles } = nodes;
  const labels: TextLabel[] = [];
  const isFree = (label: TextLabel) => labels.every((other) => !isOverlapping(other, label, frame));
  const listSides = (text: string, style: LabelStyle, x: number, y: number, distance: number, lastLine = '') => {
    const placement = { x, y: -y, offsetY: 0, minScale: 0, maxScale: 0 };
    const label = factory.create(text, style, placement, lastLine);
    const offsetY = distance + label.height / 2;
    return [offsetY, -offsetY].map((side) => ({ ...label, offsetY: side }));
  };
  const isInView = (label: TextLabel) => isWhole(label, frame) && !isCovered(label, frame);
  /** Returns the side in view on which a label covers fewer papers, of all or of some; undefined if neither is in view. */
  const chooseSide = (sides: TextLabel[], among?: ReadonlySet<number>) =>
    sides
      .filter(isInView)
      .map((label) => ({ label, covered: countCovered(label, frame, among) }))
      .sort((a, b) => a.covered - b.covered)[0];
  /** Adds a label; where there is no space on either side, away from the controls. */
  const add = (sides: TextLabel[]) => {
    const label = chooseSide(sides)?.label ?? moveFromObstacles(sides[0]!, frame);
    if (label && isFree(label)) labels.push(label);
  };
  const sidesOf = (paper: number, byline = '') => {
    const [x, y] = [positions[2 * paper]!, positions[2 * paper + 1]!];
    const distance = Math.max(MIN_RADIUS, frame.radiusOf(paper)) + GAP;
    return listSides(titles[paper]!, LABEL_STYLES.title, x, y, distance, byline);
  };
  const hasPosition = (paper: number) => !Number.isNaN(positions[2 * paper]!);
  if (marker) add(listSides(marker.label, LABEL_STYLES.subtopic, marker.x, marker.y, MARKER_DISTANCE));
  for (const paper of focused) if (hasPosition(paper)) add(sidesOf(paper, bylineOf(paper)));
  for (const paper of path) if (!focused.includes(paper) && hasPosition(paper)) add(sidesOf(paper));
  const highlightedSet = toSet(highlighted);
  for (let k = 0, painted = 0; k < highlighted.length && k < MAX_TRIED && painted < MAX_HIGHLIGHTED_TITLES; k++) {
    const paper = highlighted[k]!;
    if (!hasPosition(paper) || focused.includes(paper) || path.includes(paper)) continue;
    const best = chooseSide(sidesOf(paper).filter(isFree), highlightedSet);
    if (!best || best.covered > (k < FIRST_PAPERS ? 1 : 0)) continue;
    labels.push(best.label);
    painted++;
  }
  return labels;
}

/** Returns the highlighted papers as a set, which is made once for each list. */
const toSet = cachePerObject((papers: ArrayLike<number>): ReadonlySet<number> => new Set(Array.from(papers)));

/** Returns how many visible papers a label covers, of all or of some. */
function countCovered(label: TextLabel, frame: LabelFrame, among?: ReadonlySet<number>): number {
  const { positions } = frame;
  const box = getBox(label, frame);
  let count = 0;
  frame.forEachPaperIn(expand(box, MAX_RADIUS), (paper) => {
    if (!frame.visible[paper] || (among && !among.has(paper))) return;
    const position = frame.toScreen(positions[2 * paper]!, positions[2 * paper + 1]!);
    if (distanceTo(box, position) < frame.radiusOf(paper) + CLEARANCE) count++;
  });
  return count;
}
