import type Sigma from 'sigma';
import { clearLayer } from './clear-layer.ts';
import { ContourLayer } from './contour-layer.ts';
import { DensityLayer } from './density/density-layer.ts';
import type { DisplayData } from './display-data.ts';
import { getControlPoint, getEdgeWidth } from './edges/edge-style.ts';
import { findNearbyEdges } from './edges/nearby-edges.ts';
import { fitContext } from './fit-canvas.ts';
import type { LabelFrame } from './labels/paint-label.ts';
import { mixColors, type ThemeColors } from './style/palette.ts';
import type { MapViewEvents, MapViewState, Point } from './types.ts';
import type { Viewport } from './viewport/viewport.ts';

/** Minimum radius of emphasized nodes, in pixels. */
const MIN_RADIUS = 3;

/**
 * Paints two canvas layers on top of Sigma's: edges that only a close view has space for, emphasized papers, and labels.
 *
 * The cost does not depend on the number of papers, so hovering does not wait for Sigma to draw the whole map.
 */
export class Overlay {
  readonly #state: MapViewState;
  readonly #viewport: Viewport;
  readonly #displayData: DisplayData;
  readonly #events: Pick<MapViewEvents, 'obstacles' | 'findContours'>;
  /** Below the nodes. */
  readonly #edgeContext: CanvasRenderingContext2D;
  readonly density: DensityLayer;
  readonly contours: ContourLayer;
  /** Above the nodes. */
  readonly #labelContext: CanvasRenderingContext2D;

  constructor(
    sigma: Sigma,
    state: MapViewState,
    viewport: Viewport,
    displayData: DisplayData,
    events: Pick<MapViewEvents, 'obstacles' | 'findContours'>,
  ) {
    this.#events = events;
    this.#state = state;
    this.#viewport = viewport;
    this.#displayData = displayData;
    this.density = new DensityLayer(sigma, state, viewport);
    this.contours = new ContourLayer(sigma, state, viewport, events.findContours);
    const createLayer = (name: string, beforeLayer: string) =>
      sigma.createCanvas(name, { beforeLayer, style: { pointerEvents: 'none' } }).getContext('2d')!;
    this.#edgeContext = createLayer('overlay-edges', 'nodes');
    this.#labelContext = createLayer('overlay-labels', 'mouse');
    this.resize();
  }

  /** Adapts the layers to the size of the view and to the device pixel ratio. Sigma resizes only its own layers. */
  resize(): void {
    for (const context of [this.#edgeContext, this.#labelContext]) fitContext(context, this.#viewport.size);
  }

  /** Paints both layers. */
  paint(): void {
    const { size } = this.#viewport;
    clearLayer(this.#edgeContext, size);
    clearLayer(this.#labelContext, size);
    this.paintBelowNodes(this.#edgeContext);
    this.paintAboveNodes(this.#labelContext);
  }

  /** Paints edges that only a close view has space for, and those of emphasized papers. The context is scaled to CSS pixels. */
  paintBelowNodes(context: CanvasRenderingContext2D): void {
    this.#paintNearbyEdges(context);
    this.#paintConnections(context);
  }

  /** Paints emphasized papers and labels. The context is scaled to CSS pixels. */
  paintAboveNodes(context: CanvasRenderingContext2D): void {
    this.#paintEmphasis(context);
    this.#paintLabels(context);
  }

  #paintLabels(context: CanvasRenderingContext2D): void {
    const { style, emphasis, labels } = this.#state;
    const frame: LabelFrame = {
      ...this.#viewport.size,
      scale: this.#viewport.scale,
      toScreen: (x, y) => this.#viewport.toScreen(x, y),
      forEachPaperInView: (visit) => this.#viewport.forEachPaperInView(visit),
      forEachPaperIn: (box, visit) => this.#viewport.forEachPaperIn(box, visit),
      radiusOf: (paper) => this.#viewport.radiusOf(paper),
      positions: this.#state.nodes.positions,
      theme: style.theme,
      visible: style.visible,
      emphasis,
      obstacles: this.#events.obstacles(),
      colorOf: (paper) => style.colors[style.colorIndex[paper]!]!,
    };
    labels.paint(context, frame);
  }

  #paintNearbyEdges(context: CanvasRenderingContext2D): void {
    const strokes = new Map<string, { path: Path2D; color: string; width: number }>();
    for (const edge of findNearbyEdges(this.#state, this.#viewport)) {
      const from = this.#viewport.positionOf(edge.source);
      const to = this.#viewport.positionOf(edge.target);
      if (!from || !to) continue;
      const color = this.#displayData.edgeColor(edge);
      // Widths are rounded so that many edges share a stroke.
      const width = Math.round(getEdgeWidth(edge.similarity) * 4) / 4;
      const key = `${color} ${width}`;
      const stroke = strokes.get(key) ?? { path: new Path2D(), color, width };
      strokes.set(key, stroke);
      addEdge(stroke.path, from, to, this.#state.style.curvedEdges);
    }
    for (const { path, color, width } of [...strokes.values()].sort((a, b) => a.width - b.width)) {
      context.strokeStyle = color;
      context.lineWidth = width;
      context.stroke(path);
    }
  }

  #paintConnections(context: CanvasRenderingContext2D): void {
    const { focused, highlighted, marker, path } = this.#state.emphasis;
    const { theme } = this.#state.style;
    for (const paper of focused)
      for (const { neighbor, similarity } of this.#neighbors(paper)) {
        const color = mixColors(theme.background, theme.text, 0.3 + 0.6 * Math.min(1, similarity * 1.4));
        this.#connect(context, paper, neighbor, color, 0.8 + 3 * similarity);
      }
    if (marker) {
      const position = this.#viewport.toScreen(marker.x, marker.y);
      for (const paper of Array.from(highlighted))
        paintLine(context, position, this.#viewport.positionOf(paper), { color: theme.accent, width: 1 });
    }
    for (let i = 1; i < path.length; i++) this.#connect(context, path[i - 1]!, path[i]!, theme.accent, 2.5);
  }

  #paintEmphasis(context: CanvasRenderingContext2D): void {
    const { focused, highlighted, marker, path } = this.#state.emphasis;
    const { visible } = this.#state.style;
    const emphasized = new Set<number>([...focused, ...path]);
    for (const paper of focused) for (const { neighbor } of this.#neighbors(paper)) emphasized.add(neighbor);
    for (const paper of Array.from(highlighted)) if (visible[paper]) emphasized.add(paper);
    for (const paper of emphasized) this.#paintNode(context, paper);
    for (const paper of [...focused, ...path]) this.#paintRing(context, paper);
    if (marker) paintMarker(context, this.#viewport.toScreen(marker.x, marker.y), this.#state.style.theme);
  }

  /** Yields the visible neighbors of a paper, strongest first. */
  *#neighbors(paper: number): Iterable<{ neighbor: number; similarity: number }> {
    const { adjacency, style } = this.#state;
    if (!adjacency) return;
    for (let k = adjacency.starts[paper]!; k < adjacency.starts[paper + 1]!; k++) {
      const similarity = adjacency.similarities[k]!;
      if (similarity < style.minSimilarity) return;
      const neighbor = adjacency.ids[k]!;
      if (style.visible[neighbor]) yield { neighbor, similarity };
    }
  }

  /** Draws a line between two papers, curved to the same side as their edge. */
  #connect(context: CanvasRenderingContext2D, a: number, b: number, color: string, width: number): void {
    const from = this.#viewport.positionOf(Math.min(a, b));
    const to = this.#viewport.positionOf(Math.max(a, b));
    if (from) paintLine(context, from, to, { color, width, isCurved: this.#state.style.curvedEdges });
  }

  /** Starts a circular path around a paper's node. Returns false if the paper is not on the map. */
  #traceCircle(context: CanvasRenderingContext2D, paper: number, padding: number): boolean {
    const position = this.#viewport.positionOf(paper);
    if (!position) return false;
    const radius = Math.max(MIN_RADIUS, this.#viewport.radiusOf(paper)) + padding;
    context.beginPath();
    context.arc(position.x, position.y, radius, 0, 2 * Math.PI);
    return true;
  }

  #paintNode(context: CanvasRenderingContext2D, paper: number): void {
    if (!this.#traceCircle(context, paper, 0)) return;
    const { colors, colorIndex, theme } = this.#state.style;
    context.fillStyle = colors[colorIndex[paper]!]!;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = theme.background;
    context.stroke();
  }

  #paintRing(context: CanvasRenderingContext2D, paper: number): void {
    if (!this.#traceCircle(context, paper, 3)) return;
    context.lineWidth = 2;
    context.strokeStyle = this.#state.style.theme.text;
    context.stroke();
  }
}

/** Paints a line, or an arc, between two points; nothing if one of them is not on the map. */
function paintLine(
  context: CanvasRenderingContext2D,
  from: Point,
  to: Point | null,
  { color, width, isCurved = false }: { color: string; width: number; isCurved?: boolean },
): void {
  if (!to) return;
  context.beginPath();
  addEdge(context, from, to, isCurved);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}

/** Paints the marker of a text or of examples. */
function paintMarker(context: CanvasRenderingContext2D, { x, y }: Point, theme: ThemeColors): void {
  context.save();
  context.translate(x, y);
  context.rotate(Math.PI / 4);
  context.fillStyle = theme.accent;
  context.strokeStyle = theme.background;
  context.lineWidth = 2;
  context.fillRect(-7, -7, 14, 14);
  context.strokeRect(-7, -7, 14, 14);
  context.restore();
}

/** Adds a line or an arc to a path. */
function addEdge(path: CanvasPath, from: Point, to: Point, isCurved: boolean): void {
  path.moveTo(from.x, from.y);
  const control = getControlPoint(from, to);
  if (isCurved) path.quadraticCurveTo(control.x, control.y, to.x, to.y);
  else path.lineTo(to.x, to.y);
}
