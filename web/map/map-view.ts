import Graph from 'graphology';
import Sigma from 'sigma';
import type { MapNodes } from '../../src/map-file/format.ts';
import type { Links } from '../worker/protocol.ts';
import { Camera, prefersStill } from './camera.ts';
import { Marks } from './edge-layer.ts';
import { chooseLinks, isSeen, NO_LINKS } from './edges.ts';
import { type Focus, isFocused, NO_FOCUS } from './highlight.ts';
import type { Lettering } from './labels.ts';
import { Overlay } from './overlay.ts';
import { listen } from './pointer.ts';
import { Arc, Dot, Line, RimmedDot } from './programs.ts';
import { Grid } from './spatial-index.ts';
import type { Look, NetworkEvents, Scene, Shown, View } from './types.ts';
import { type Box, Screen } from './viewport.ts';

export type { Focus } from './highlight.ts';
export type { Colouring, Look, NetworkEvents, Scene } from './types.ts';

/** Most links drawn when the whole map is seen; more is fog, and slow. */
const MOST_LINKS = 15_000;

/** How many links are drawn when the whole map is seen. */
export const drawnOf = (links: Links | null) => Math.min(MOST_LINKS, (links?.ids.length ?? 0) / 2);

/** Papers up to which each dot has a rim that parts it from its neighbours. */
const RIMMED = 3000;

/** Papers that are added to the graph before the page may breathe. */
const CHUNK = 10_000;

/** What is there once Sigma draws. */
interface Drawing {
  sigma: Sigma;
  screen: Screen;
  camera: Camera;
  overlay: Overlay;
}

/** The picture: this folder alone knows Sigma. Papers are spoken of by their index. */
export class Network {
  readonly #container: HTMLElement;
  readonly #events: NetworkEvents;
  readonly #graph = new Graph({ type: 'undirected' });
  readonly #shown: Shown;
  readonly #marks: Marks;
  #drawing: Drawing | undefined;
  #resized: ResizeObserver | undefined;
  #listening: AbortController | undefined;
  /** Sigma has to number dots and links anew before it can change some of them. */
  #stale = true;
  #frame = 0;

  constructor(container: HTMLElement, nodes: MapNodes, lettering: Lettering, look: Look, events: NetworkEvents) {
    this.#container = container;
    this.#events = events;
    const grid = new Grid(nodes.positions);
    this.#shown = { nodes, grid, lettering, look, focus: NO_FOCUS, links: null, drawn: NO_LINKS };
    this.#marks = new Marks(this.#shown);
  }

  /** Builds the graph in small steps and draws it. */
  async start(view: View): Promise<void> {
    const { positions } = this.#shown.nodes;
    for (let i = 0; 2 * i < positions.length; i++) {
      if (i % CHUNK === CHUNK - 1) await new Promise((resolve) => setTimeout(resolve));
      this.#add(i);
    }
    performance.mark('handed to Sigma');
    this.#draw(view);
  }

  #draw(view: View): void {
    const sigma = this.#makeSigma();
    // Hiding a paper at the rim must not move the others.
    sigma.setCustomBBox(sigma.getBBox());
    const screen = new Screen(sigma, this.#shown);
    const overlay = new Overlay(sigma, this.#shown, screen, this.#marks);
    const camera = new Camera(sigma, screen);
    this.#drawing = { sigma, screen, overlay, camera };
    this.#stale = false;
    sigma.getCamera().setState({ ...view, angle: 0 });
    sigma.on('resize', () => overlay.resize());
    sigma.on('afterProcess', () => {
      this.#stale = false;
    });
    if (import.meta.env.MODE === 'bench') timeDrawing(sigma);
    sigma.on('afterRender', () => this.#paint());
    sigma.getCamera().on('updated', ({ x, y, ratio }) => this.#events.view({ x, y, ratio }));
    this.#listening = new AbortController();
    const restored = () => {
      this.#redraw();
      this.#events.restored();
    };
    listen(sigma, screen, { ...this.#events, restored }, this.#listening.signal);
    this.#resized = new ResizeObserver(() => {
      if (this.#container.offsetWidth > 0 && this.#container.offsetHeight > 0) sigma.resize().scheduleRender();
    });
    this.#resized.observe(this.#container);
  }

  /** Gives the links; the strongest of each paper are drawn, more when few papers are in view. */
  setLinks(links: Links): void {
    const { topicOf, positions } = this.#shown.nodes;
    this.#shown.links = links;
    this.#shown.drawn = chooseLinks(links, topicOf, positions, drawnOf(links));
    this.#stale = true;
    // Emptying what is empty would make Sigma look at every dot.
    if (this.#graph.size > 0) this.#graph.clearEdges();
    for (const link of this.#shown.drawn.list) this.#graph.addUndirectedEdge(link.from, link.to, link);
  }

  /** How many links are drawn when the whole map is seen, as the filters are. */
  get linksDrawn(): number {
    return this.#shown.drawn.list.filter((link) => isSeen(link, this.#shown.look)).length;
  }

  /** Shows the same papers in other topics, and without those that have no place any more; the view stays. */
  setNodes(nodes: MapNodes, lettering: Lettering): void {
    Object.assign(this.#shown, { nodes, lettering, grid: new Grid(nodes.positions) });
    for (let i = 0; 2 * i < nodes.positions.length; i++) if (!this.#graph.hasNode(i)) this.#add(i);
    this.#refreshAll();
  }

  /** Changes colours, sizes, filters. */
  setLook(look: Look): void {
    const before = this.#shown.look;
    if (look === before) return;
    this.#shown.look = look;
    const sigma = this.#drawing?.sigma;
    const sameDots = (['paints', 'colourOf', 'colours', 'sizes', 'shown'] as const).every(
      (field) => look[field] === before[field],
    );
    if (this.#stale || !sameDots || look.curved !== before.curved) this.#refreshAll();
    else sigma?.refresh({ partialGraph: { edges: this.#graph.edges() }, skipIndexation: true, schedule: true });
  }

  /** Lets papers stand out and dims the rest; cheap whatever the size of the map. */
  setFocus(focus: Focus): void {
    this.#shown.focus = focus;
    this.#container.classList.toggle('dimmed', isFocused(focus));
    this.repaint();
  }

  /** Tells that a panel covers so many pixels at the right of the map. */
  setCovered(pixels: number): void {
    if (this.#drawing) this.#drawing.camera.covered = pixels;
  }

  /** Paints names and what stands out anew with the next frame; dots and links stay as they are. */
  repaint(): void {
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  /** What is drawn, for pictures and benches; null before anything is. */
  scene(): Scene | null {
    if (!this.#drawing) return null;
    const { sigma, screen, overlay } = this.#drawing;
    return this.#marks.scene(screen, overlay.linksInView(), (size) => sigma.scaleSize(size));
  }

  /** Draws the names as they stand now into another picture of the same view. */
  paintNames(context: CanvasRenderingContext2D): void {
    this.#drawing?.overlay.paintNames(context);
  }

  zoom(factor: number): void {
    this.#drawing?.camera.zoom(factor);
  }

  /** Moves the picture by parts of its width and height. */
  pan(right: number, down: number): void {
    this.#drawing?.camera.pan(right, down);
  }

  goTo(view: View): void {
    this.#drawing?.camera.moveTo(view);
  }

  fitAll(): void {
    this.#drawing?.camera.fitAll();
  }

  /** Shows these papers as large as they fit beside what a panel covers. */
  fit(papers: ArrayLike<number>): void {
    this.#drawing?.camera.fit(papers);
  }

  /** Moves only if the paper is out of sight or beneath a panel. */
  reveal(paper: number): void {
    this.#drawing?.camera.reveal(paper);
  }

  /** The shown paper nearest to the middle of what is not covered. */
  middle(): number | null {
    if (!this.#drawing) return null;
    const { screen, camera } = this.#drawing;
    return screen.nearest(camera.middle, Math.max(screen.size.width, screen.size.height));
  }

  /** The corners of the view, in map units. */
  corners(): Box | null {
    return this.#drawing?.screen.corners() ?? null;
  }

  /** The extent of all papers, in map units. */
  get extent(): Box {
    return this.#shown.grid;
  }

  /** Puts the middle of the view at a place of the map. */
  centreAt(x: number, y: number): void {
    if (this.#drawing) this.#drawing.camera.centre(this.#drawing.screen.at(x, y));
  }

  kill(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#listening?.abort();
    this.#resized?.disconnect();
    this.#drawing?.sigma.kill();
    this.#drawing = undefined;
    this.#container.classList.remove('dimmed');
  }

  /** Draws all of it with a new Sigma, whose programs the driver has not lost. */
  #redraw(): void {
    if (!this.#drawing) return;
    const { x, y, ratio } = this.#drawing.sigma.getCamera();
    const { covered } = this.#drawing.camera;
    this.kill();
    this.#draw({ x, y, ratio });
    this.setCovered(covered);
    this.setFocus(this.#shown.focus);
  }

  /** Adds a paper that has a place. */
  #add(paper: number): void {
    const { positions } = this.#shown.nodes;
    const [x, y] = [positions[2 * paper]!, positions[2 * paper + 1]!];
    if (!Number.isNaN(x)) this.#graph.addNode(paper, { x, y, paper });
  }

  #makeSigma(): Sigma {
    const still = prefersStill();
    const { clientWidth, clientHeight } = this.#container;
    return new Sigma(this.#graph, this.#container, {
      renderLabels: false,
      enableEdgeEvents: false,
      // Leaves the strip at the top free, where there is room for it.
      stagePadding: Math.max(36, Math.min(64, Math.min(clientWidth, clientHeight) / 12)),
      minEdgeThickness: 0.6,
      minCameraRatio: 0.004,
      maxCameraRatio: 2.5,
      doubleClickZoomingDuration: still ? 0 : 200,
      zoomDuration: still ? 0 : 200,
      inertiaDuration: still ? 0 : 200,
      zoomToSizeRatioFunction: (ratio) => ratio ** 0.4,
      defaultNodeType: 'dot',
      defaultEdgeType: 'line',
      nodeProgramClasses: { dot: this.#graph.order <= RIMMED ? RimmedDot : Dot },
      nodeHoverProgramClasses: { dot: Dot },
      edgeProgramClasses: { line: Line, arc: Arc },
      nodeReducer: (_, { x, y, paper }) => ({ x, y, ...this.#marks.dot(paper) }),
      edgeReducer: (_, { from, to, similarity }) => this.#marks.line({ from, to, similarity }),
    });
  }

  #refreshAll(): void {
    this.#drawing?.sigma.refresh({ schedule: true });
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#drawing) return;
    const start = performance.now();
    this.#drawing.overlay.paint();
    if (import.meta.env.MODE === 'bench') performance.measure('own layers', { start });
  }
}

/** Notes how long Sigma draws, to tell its time from ours. */
function timeDrawing(sigma: Sigma): void {
  let start = 0;
  sigma.on('beforeRender', () => {
    start = performance.now();
  });
  sigma.on('afterRender', () => performance.measure('Sigma draws', { start }));
}
