import type Sigma from 'sigma';
import type { WholeView } from '../../src/layout/labels/topic-placement.ts';
import type { MapNodes } from '../../src/map-file/format.ts';
import type { AdjacencyLists } from '../worker/protocol.ts';
import { DisplayData } from './display-data.ts';
import { NO_EDGES } from './edges/select-edges.ts';
import { type Emphasis, hasEmphasis, NO_EMPHASIS } from './emphasis.ts';
import type { LabelLayer } from './labels/label-layer.ts';
import { markStep } from './mark-step.ts';
import { Overlay } from './overlay.ts';
import { createSigma, measureRendering } from './sigma/create-sigma.ts';
import { observeSize } from './sigma/observe-size.ts';
import { PaperGraph } from './sigma/paper-graph.ts';
import { Restyler } from './sigma/restyler.ts';
import { SpatialIndex } from './spatial-index.ts';
import type { DrawnEdges, MapStyle, MapViewEvents, MapViewState, Scene, View } from './types.ts';
import { Camera, type Insets } from './viewport/camera.ts';
import { listen } from './viewport/pointer.ts';
import { type Bounds, Viewport } from './viewport/viewport.ts';

export type { Emphasis } from './emphasis.ts';
export type { MapStyle, Scene } from './types.ts';

/** The objects that exist while Sigma is running. */
interface Renderer {
  sigma: Sigma;
  viewport: Viewport;
  camera: Camera;
  overlay: Overlay;
  restyler: Restyler;
}

/** The map: draws papers and edges in a container and reports pointer events. Papers are given by index. */
export class MapView {
  readonly #container: HTMLElement;
  readonly #events: MapViewEvents;
  readonly #papers = new PaperGraph();
  readonly #state: MapViewState;
  readonly #displayData: DisplayData;
  #renderer: Renderer | undefined;
  #listeners: AbortController | undefined;
  /** Whether the graph has changed since Sigma last indexed it, so that a partial refresh is not possible. */
  #needsIndexation = true;
  /** The pending animation frame; 0 for none. */
  #frame = 0;

  constructor(container: HTMLElement, nodes: MapNodes, labels: LabelLayer, style: MapStyle, events: MapViewEvents) {
    this.#container = container;
    this.#events = events;
    this.#state = {
      nodes,
      spatialIndex: new SpatialIndex(nodes.positions),
      labels,
      style,
      emphasis: NO_EMPHASIS,
      adjacency: null,
      drawnEdges: NO_EDGES,
    };
    this.#displayData = new DisplayData(this.#state);
  }

  /** Builds the graph in chunks and draws it. */
  async start(view: View): Promise<void> {
    await this.#papers.addAll(this.#state.nodes.positions);
    markStep('graph built');
    this.#startRenderer(view);
  }

  #startRenderer(view: View): void {
    const sigma = createSigma(this.#papers.graph, this.#container, this.#displayData);
    const viewport = new Viewport(sigma, this.#state);
    const overlay = new Overlay(sigma, this.#state, viewport, this.#displayData, this.#events);
    const camera = new Camera(sigma, viewport, this.#events.controls);
    this.#renderer = { sigma, viewport, overlay, camera, restyler: new Restyler(sigma) };
    this.#needsIndexation = false;
    sigma.getCamera().setState({ ...view, angle: 0 });
    sigma.on('afterProcess', () => {
      this.#needsIndexation = false;
    });
    if (import.meta.env.MODE === 'bench') measureRendering(sigma);
    sigma.on('afterRender', () => this.#paintOverlay());
    sigma
      .getCamera()
      .on('updated', ({ x, y, ratio }) => this.#events.onViewChange(camera.showsWhole ? null : { x, y, ratio }));
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    const onContextRestored = () => {
      this.#restartRenderer();
      this.#events.onContextRestored();
    };
    const topicAt = (x: number, y: number) => this.#state.labels.topicAt(x, y);
    listen(sigma, viewport, topicAt, { ...this.#events, onContextRestored }, signal);
    const onResize = () => [overlay.resize(), camera.handleResize(), this.#events.onResize()];
    observeSize(sigma, this.#container, onResize, signal);
  }

  /** Replaces Sigma after its WebGL programs were lost. */
  #restartRenderer(): void {
    if (!this.#renderer) return;
    const { x, y, ratio } = this.#renderer.sigma.getCamera();
    const { covered } = this.#renderer.camera;
    this.kill();
    this.#startRenderer({ x, y, ratio });
    this.setCovered(covered);
    this.setEmphasis(this.#state.emphasis);
  }

  /**
   * Sets the edges.
   *
   * @param adjacency all edges; more of them are drawn when few papers are in view.
   * @param drawnEdges the edges that are always drawn.
   */
  setEdges(adjacency: AdjacencyLists, drawnEdges: DrawnEdges): void {
    this.#state.adjacency = adjacency;
    this.#state.drawnEdges = drawnEdges;
    this.#needsIndexation = true;
    this.#papers.setEdges(drawnEdges.list);
  }

  /** Replaces the nodes after an edit: the same papers, with other topics. They stay where they are drawn. */
  setNodes(nodes: MapNodes, labels: LabelLayer): void {
    this.#state.nodes = { ...nodes, positions: this.#state.nodes.positions };
    this.#state.labels = labels;
    this.#renderer?.overlay.contours.paint();
    this.repaint();
  }

  /** Moves all papers; those without a position are hidden. Labels and edges stay the same. */
  setPositions(positions: Float32Array): void {
    this.#state.nodes = { ...this.#state.nodes, positions };
    this.#state.spatialIndex = new SpatialIndex(positions);
    this.#papers.setPositions(positions);
    this.#refreshAll();
  }

  /** Replaces the labels. */
  setLabels(labels: LabelLayer): void {
    this.#state.labels = labels;
  }

  /** Changes colors, sizes and filters. */
  setStyle(style: MapStyle): void {
    const previous = this.#state.style;
    if (style === previous) return;
    this.#state.style = style;
    const isSameNodeStyle = (['theme', 'colorIndex', 'colors', 'sizes', 'visible'] as const).every(
      (field) => style[field] === previous[field],
    );
    if (this.#needsIndexation || style.curvedEdges !== previous.curvedEdges) this.#refreshAll();
    else void this.#renderer?.restyler.restyle(!isSameNodeStyle);
  }

  /** Emphasizes papers and dims the others. The cost does not depend on the size of the map. */
  setEmphasis(emphasis: Emphasis): void {
    this.#state.emphasis = emphasis;
    this.#container.classList.toggle('dimmed', hasEmphasis(emphasis));
    this.repaint();
  }

  /** Sets what covers the map. */
  setCovered(covered: Insets): void {
    if (this.#renderer) this.#renderer.camera.covered = covered;
  }

  /** Schedules a repaint of labels and emphasized papers; Sigma's nodes and edges are not redrawn. */
  repaint(): void {
    this.#frame ||= requestAnimationFrame(() => this.#paintOverlay());
  }

  /** Returns the nodes and edges that Sigma draws in the current view, or null if the map is not drawn. */
  scene(): Scene | null {
    if (!this.#renderer) return null;
    const { sigma, viewport, overlay } = this.#renderer;
    const scene = this.#displayData.scene(viewport, (size) => sigma.scaleSize(size));
    return { ...scene, density: overlay.density.paint() };
  }

  /** Paints the contours of topics on another canvas, if they are shown. */
  paintContours(context: CanvasRenderingContext2D): void {
    this.#renderer?.overlay.contours.paintOn(context);
  }

  /** Paints what is drawn below the nodes, except for Sigma's edges, on another canvas. */
  paintBelowNodes(context: CanvasRenderingContext2D): void {
    this.#renderer?.overlay.paintBelowNodes(context);
  }

  /** Paints what is drawn above the nodes on another canvas. */
  paintAboveNodes(context: CanvasRenderingContext2D): void {
    this.#renderer?.overlay.paintAboveNodes(context);
  }

  /** Whether something is emphasized, so that Sigma's nodes and edges are dimmed. */
  get isDimmed(): boolean {
    return hasEmphasis(this.#state.emphasis);
  }

  /** Returns the view that shows the whole map, or null if the map is not drawn. */
  wholeView(): Omit<WholeView, 'obstacles'> | null {
    if (!this.#renderer) return null;
    const { viewport, camera } = this.#renderer;
    const { minX, minY, maxX, maxY } = this.extent;
    const { x, y, ratio, width, height, top } = camera.whole;
    const scale = viewport.scaleOf({ x, y, ratio, angle: 0 });
    const center = { x: (minX + maxX) / 2, y: (minY + maxY) / 2 + top / 2 / scale };
    return { width, height: height + top, scale, center, radiusOf: (paper) => viewport.radiusOf(paper, ratio) };
  }

  /** Multiplies the camera ratio by a factor; a factor below 1 zooms in. */
  zoom(factor: number): void {
    this.#renderer?.camera.zoom(factor);
  }

  /** Moves the camera by fractions of the view's width and height. */
  pan(right: number, down: number): void {
    this.#renderer?.camera.pan(right, down);
  }

  /** Moves the camera to a view. */
  goTo(view: View): void {
    this.#renderer?.camera.moveTo(view);
  }

  /** Whether the whole map is shown. */
  get showsWhole(): boolean {
    return this.#renderer?.camera.showsWhole ?? false;
  }

  /** Shows the whole map in the part of the view that is not covered. */
  fitAll(isAnimated = true): void {
    this.#renderer?.camera.fitAll(isAnimated);
  }

  /** Zooms to papers. */
  fit(papers: ArrayLike<number>): void {
    this.#renderer?.camera.fit(papers);
  }

  /** Moves the camera so that a paper is in view and not covered by a panel. */
  reveal(paper: number): void {
    this.#renderer?.camera.reveal(paper);
  }

  /** Returns the visible paper nearest to the center of the uncovered part of the view, or null. */
  centerPaper(): number | null {
    if (!this.#renderer) return null;
    const { viewport, camera } = this.#renderer;
    return viewport.nearestPaper(camera.freeCenter, Math.max(viewport.size.width, viewport.size.height));
  }

  /** Returns the visible paper in view that is next to a paper in a direction, or null. */
  nextPaper(from: number, right: number, down: number): number | null {
    return this.#renderer?.viewport.nextPaper(from, right, down) ?? null;
  }

  /** Returns the part of the map that is in view, or null if the map is not drawn. */
  bounds(): Bounds | null {
    return this.#renderer?.viewport.bounds() ?? null;
  }

  /** The bounding box of all papers. */
  get extent(): Bounds {
    return this.#state.spatialIndex;
  }

  /** Centers the view on a position in map units. */
  centerAt(x: number, y: number): void {
    if (this.#renderer) this.#renderer.camera.center(this.#renderer.viewport.toScreen(x, y));
  }

  /** Removes the map from its container. */
  kill(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#listeners?.abort();
    this.#renderer?.restyler.cancel();
    this.#renderer?.sigma.kill();
    this.#renderer = undefined;
    this.#container.classList.remove('dimmed');
  }

  #refreshAll(): void {
    this.#renderer?.restyler.cancel();
    this.#renderer?.sigma.refresh({ schedule: true });
  }

  #paintOverlay(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#renderer) return;
    const start = performance.now();
    this.#renderer.overlay.paint();
    if (import.meta.env.MODE === 'bench') performance.measure('overlay', { start });
  }
}
