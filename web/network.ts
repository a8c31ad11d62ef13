import { createNodeBorderProgram } from '@sigma/node-border';
import Graph from 'graphology';
import Sigma from 'sigma';
import { EdgeLineProgram, NodeCircleProgram } from 'sigma/rendering';
import type { MapNodes } from '../src/write/map.ts';
import { Grid } from './grid.ts';
import type { Lettering, Sheet } from './lettering.ts';
import { mix, type Paints } from './palette.ts';
import type { Links } from './protocol.ts';
import type { View } from './state.ts';

/** What is drawn, in pixels. */
export interface Scene {
  width: number;
  height: number;
  background: string;
  dots: { x: number; y: number; radius: number; colour: string }[];
  lines: { from: { x: number; y: number }; to: { x: number; y: number }; width: number; colour: string }[];
}

/** How the papers look: one entry a paper. */
export interface Look {
  paints: Paints;
  /** Index in `colours`. */
  colourOf: Uint16Array;
  colours: string[];
  /** Radius in pixels at the whole map's zoom. */
  sizes: Float32Array;
  /** 1: shown; 0: left as a ghost. */
  shown: Uint8Array;
  minSimilarity: number;
}

/** What stands out. */
export interface Focus {
  /** Drawn with their links; the first is the one that was opened or is under the pointer. */
  papers: number[];
  /** Drawn bright without links. */
  marked: ArrayLike<number>;
  /** A place for something that is no paper: the reader's text; lines lead to `papers`. */
  guest: { x: number; y: number; label: string } | null;
  /** Papers in the order in which a line passes through them. */
  way: number[];
}

export interface NetworkEvents {
  hover(paper: number | null): void;
  click(paper: number | null): void;
  view(view: View): void;
  lost(): void;
  restored(): void;
}

/** Most links drawn when the whole map is seen; more is fog, and slow. */
const MOST_LINKS = 15_000;

/** Up to so many papers in view, all their links are drawn. */
const FEW_IN_VIEW = 500;

/** Papers up to which each dot has a rim that parts it from its neighbours. */
const RIMMED = 3000;

/** How near the pointer has to come, in pixels. */
const REACH = { mouse: 12, touch: 24 };

/** Papers that are added to the graph before the page may breathe. */
const CHUNK = 5000;

/** The picture: the only file that knows Sigma. Papers are spoken of by their index. */
export class Network {
  #nodes: MapNodes;
  #grid: Grid;
  readonly #events: NetworkEvents;
  readonly #graph = new Graph({ type: 'undirected' });
  #lettering: Lettering;
  readonly #container: HTMLElement;
  #sigma: Sigma | undefined;
  #look: Look;
  #links: Links | undefined;
  #drawn = new Set<number>();
  #focus: Focus = { papers: [], marked: [], guest: null, way: [] };
  #under: CanvasRenderingContext2D | undefined;
  #over: CanvasRenderingContext2D | undefined;
  #linkColours = new Map<string, string>();
  #resized: ResizeObserver | undefined;
  /** Pixels at the right that a panel covers. */
  #covered = 0;

  constructor(container: HTMLElement, nodes: MapNodes, lettering: Lettering, look: Look, events: NetworkEvents) {
    this.#container = container;
    this.#nodes = nodes;
    this.#lettering = lettering;
    this.#look = look;
    this.#events = events;
    this.#grid = new Grid(nodes.positions);
  }

  /** Builds the graph in small steps and draws it. */
  async start(view: View): Promise<void> {
    const { positions } = this.#nodes;
    for (let i = 0; 2 * i < positions.length; i++) {
      if (i % CHUNK === CHUNK - 1) await new Promise((resolve) => setTimeout(resolve));
      if (!Number.isNaN(positions[2 * i]!))
        this.#graph.addNode(String(i), { x: positions[2 * i], y: positions[2 * i + 1], paper: i });
    }
    const rimmed = this.#graph.order <= RIMMED;
    const sigma = new Sigma(this.#graph, this.#container, {
      renderLabels: false,
      enableEdgeEvents: false,
      stagePadding: 36,
      minEdgeThickness: 0.6,
      minCameraRatio: 0.004,
      maxCameraRatio: 2.5,
      doubleClickZoomingDuration: this.#still() ? 0 : 200,
      zoomDuration: this.#still() ? 0 : 200,
      inertiaDuration: this.#still() ? 0 : 200,
      zoomToSizeRatioFunction: (ratio) => ratio ** 0.4,
      defaultNodeType: 'dot',
      defaultEdgeType: 'line',
      nodeProgramClasses: { dot: rimmed ? RimmedProgram : NodeCircleProgram },
      nodeHoverProgramClasses: { dot: NodeCircleProgram },
      edgeProgramClasses: { line: EdgeLineProgram },
      // Hovering is answered by our own layers.
      defaultDrawNodeHover: () => {},
      nodeReducer: (_, { x, y, paper }) => this.#dot(x, y, paper),
      edgeReducer: (_, { from, to, similarity }) => this.#line(from, to, similarity),
    });
    // Hiding a paper at the rim must not move the others.
    sigma.setCustomBBox(sigma.getBBox());
    this.#sigma = sigma;
    this.#under = this.#layer('links-of-few', { beforeLayer: 'nodes' });
    this.#over = this.#layer('lettering', { beforeLayer: 'mouse' });
    sigma.getCamera().setState({ ...view, angle: 0 });
    sigma.on('resize', () => this.#sizeLayers());
    sigma.on('afterRender', () => this.#paint());
    sigma.getCamera().on('updated', ({ x, y, ratio }) => this.#events.view({ x, y, ratio }));
    this.#listen(sigma);
    this.#resized = new ResizeObserver(() => {
      if (this.#container.offsetWidth > 0 && this.#container.offsetHeight > 0) sigma.resize().scheduleRender();
    });
    this.#resized.observe(this.#container);
    this.#sizeLayers();
  }

  /** Gives the links; the strongest of each paper are drawn, more when few papers are in view. */
  setLinks(links: Links): void {
    this.#links = links;
    this.#graph.clearEdges();
    this.#drawn = new Set();
    const papers = this.#nodes.ids.length;
    const wanted = Math.min(MOST_LINKS, links.ids.length / 2);
    const chosen: { from: number; to: number; similarity: number }[] = [];
    for (let rank = 0, left = true; left && chosen.length < wanted; rank++) {
      left = false;
      for (let from = 0; from < papers && chosen.length < wanted; from++) {
        const k = links.starts[from]! + rank;
        if (k >= links.starts[from + 1]!) continue;
        left = true;
        const to = links.ids[k]!;
        const pair = Math.min(from, to) * papers + Math.max(from, to);
        if (this.#drawn.has(pair)) continue;
        this.#drawn.add(pair);
        chosen.push({ from, to, similarity: links.similarities[k]! });
      }
    }
    // Faint ones first, so that strong ones and those within a topic lie on top.
    const { topicOf } = this.#nodes;
    const within = ({ from, to }: { from: number; to: number }) => Number(topicOf[from] === topicOf[to]);
    chosen.sort((a, b) => within(a) - within(b) || a.similarity - b.similarity);
    for (const link of chosen)
      if (this.#graph.hasNode(link.from) && this.#graph.hasNode(link.to))
        this.#graph.addUndirectedEdge(link.from, link.to, link);
  }

  /** Shows the same papers in other topics, and without those that have no place any more; the view stays. */
  setNodes(nodes: MapNodes, lettering: Lettering): void {
    const { positions } = nodes;
    for (let i = 0; 2 * i < positions.length; i++) {
      const placed = !Number.isNaN(positions[2 * i]!);
      if (placed === this.#graph.hasNode(i)) continue;
      if (placed) this.#graph.addNode(String(i), { x: positions[2 * i], y: positions[2 * i + 1], paper: i });
      else this.#graph.dropNode(String(i));
    }
    this.#nodes = nodes;
    this.#lettering = lettering;
    this.#grid = new Grid(positions);
    this.#linkColours.clear();
    this.#sigma?.scheduleRender();
  }

  /** Changes colours, sizes, filters. */
  setLook(look: Look): void {
    this.#look = look;
    this.#linkColours.clear();
    this.#sigma?.refresh({ skipIndexation: true, schedule: true });
  }

  /** Lets papers stand out and dims the rest; cheap whatever the size of the map. */
  setFocus(focus: Focus): void {
    this.#focus = focus;
    const dim = focus.papers.length + focus.marked.length + focus.way.length > 0 || focus.guest !== null;
    this.#container.classList.toggle('dimmed', dim);
    this.#sigma?.scheduleRender();
  }

  /** Tells that a panel covers so many pixels at the right of the map. */
  setCovered(pixels: number): void {
    this.#covered = pixels;
  }

  redraw(): void {
    this.#sigma?.scheduleRender();
  }

  /** What is drawn, in pixels of the view: links first, faint ones before strong ones. For pictures and benches. */
  scene(): Scene | null {
    const sigma = this.#sigma;
    if (!sigma) return null;
    const dots: Scene['dots'] = [];
    const lines: Scene['lines'] = [];
    this.#graph.forEachEdge((edge, _, from, to) => {
      const shown = sigma.getEdgeDisplayData(edge);
      const start = this.placeOf(Number(from));
      const end = this.placeOf(Number(to));
      if (!shown || shown.hidden || !start || !end) return;
      lines.push({ from: start, to: end, width: shown.size, colour: shown.color });
    });
    this.#graph.forEachNode((node) => {
      const shown = sigma.getNodeDisplayData(node);
      const at = this.placeOf(Number(node));
      if (shown && at) dots.push({ ...at, radius: sigma.scaleSize(shown.size), colour: shown.color });
    });
    return { ...sigma.getDimensions(), dots, lines, background: this.#look.paints.background };
  }

  /** Draws the names as they stand now into another picture of the same view. */
  paintNames(context: CanvasRenderingContext2D): void {
    this.#lettering.paint(context, this.#sheet());
  }

  zoom(factor: number): void {
    const camera = this.#sigma?.getCamera();
    if (camera) this.#move({ x: camera.x, y: camera.y, ratio: camera.getBoundedRatio(camera.ratio * factor) });
  }

  /** Moves the picture by parts of its width and height. */
  pan(right: number, down: number): void {
    const camera = this.#sigma?.getCamera();
    if (camera)
      this.#move({ x: camera.x + right * camera.ratio, y: camera.y - down * camera.ratio, ratio: camera.ratio });
  }

  goTo(view: View): void {
    this.#move(view);
  }

  fitAll(): void {
    this.#move({ x: 0.5, y: 0.5, ratio: 1 });
  }

  /** Shows these papers as large as they fit beside what a panel covers. */
  fit(papers: ArrayLike<number>): void {
    const sigma = this.#sigma;
    if (!sigma) return;
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const paper of Array.from(papers)) {
      const data = sigma.getNodeDisplayData(String(paper));
      if (!data) continue;
      const at = sigma.framedGraphToViewport(data);
      box.left = Math.min(box.left, at.x);
      box.right = Math.max(box.right, at.x);
      box.top = Math.min(box.top, at.y);
      box.bottom = Math.max(box.bottom, at.y);
    }
    if (box.left === Infinity) return;
    const { width, height } = sigma.getDimensions();
    const room = { width: Math.max(width - this.#covered - 140, 80), height: Math.max(height - 140, 80) };
    const scale = Math.max((box.right - box.left) / room.width, (box.bottom - box.top) / room.height);
    const camera = sigma.getCamera();
    const ratio = camera.getBoundedRatio(
      Math.max(camera.ratio * scale, 0.12 * Math.min(1, 16 / Math.sqrt(this.#graph.order))),
    );
    this.#centre((box.left + box.right) / 2, (box.top + box.bottom) / 2, ratio);
  }

  /** Moves only if the paper is out of sight or beneath a panel. */
  reveal(paper: number): void {
    const at = this.placeOf(paper);
    if (!at || !this.#sigma) return;
    const { width, height } = this.#sigma.getDimensions();
    const edge = 48;
    if (at.x > edge && at.x < width - this.#covered - edge && at.y > edge && at.y < height - edge) return;
    this.#centre(at.x, at.y, this.#sigma.getCamera().ratio);
  }

  /** Where a paper stands in the picture, in pixels; null when it has no place. */
  placeOf(paper: number): { x: number; y: number } | null {
    const data = this.#sigma?.getNodeDisplayData(String(paper));
    return data && this.#sigma ? this.#sigma.framedGraphToViewport(data) : null;
  }

  /** The shown paper nearest to the middle of what is not covered. */
  middle(): number | null {
    if (!this.#sigma) return null;
    const { width, height } = this.#sigma.getDimensions();
    return this.#at((width - this.#covered) / 2, height / 2, Math.max(width, height));
  }

  /** The corners of the view, in map units. */
  corners(): { minX: number; minY: number; maxX: number; maxY: number } | null {
    if (!this.#sigma) return null;
    const { width, height } = this.#sigma.getDimensions();
    const a = this.#sigma.viewportToGraph({ x: 0, y: height });
    const b = this.#sigma.viewportToGraph({ x: width, y: 0 });
    return { minX: a.x, minY: a.y, maxX: b.x, maxY: b.y };
  }

  /** The extent of all papers, in map units. */
  get extent(): { minX: number; minY: number; maxX: number; maxY: number } {
    return this.#grid;
  }

  /** Puts the middle of the view at a place of the map. */
  centreAt(x: number, y: number): void {
    if (!this.#sigma) return;
    const at = this.#sigma.graphToViewport({ x, y });
    this.#centre(at.x, at.y, this.#sigma.getCamera().ratio);
  }

  kill(): void {
    this.#resized?.disconnect();
    this.#sigma?.kill();
    this.#sigma = undefined;
    this.#container.classList.remove('dimmed');
  }

  // ---- moving

  #still(): boolean {
    return matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  #move(view: View): void {
    const camera = this.#sigma?.getCamera();
    if (this.#still()) camera?.setState(view);
    else void camera?.animate(view, { duration: 350, easing: 'quadraticInOut' });
  }

  /** Brings a place of the screen to the middle of what is not covered, at a zoom. */
  #centre(x: number, y: number, ratio: number): void {
    const sigma = this.#sigma!;
    const target = sigma.viewportToFramedGraph({ x, y });
    const { width, height } = sigma.getDimensions();
    const state = { ...sigma.getCamera().getState(), ...target, ratio };
    // Where the middle of the free part would lie, seen from the new view.
    const free = sigma.viewportToFramedGraph({ x: (width - this.#covered) / 2, y: height / 2 }, { cameraState: state });
    this.#move({ x: target.x + (target.x - free.x), y: target.y + (target.y - free.y), ratio });
  }

  // ---- pointing

  #listen(sigma: Sigma): void {
    const point = (paper: number | null) => {
      this.#container.classList.toggle('pointing', paper !== null);
      this.#events.hover(paper);
    };
    sigma.on('moveBody', ({ event }) => {
      const { original } = event;
      if (original instanceof MouseEvent && original.buttons === 0) point(this.#at(event.x, event.y, REACH.mouse));
    });
    sigma.on('leaveStage', () => point(null));
    const click = ({ event }: { event: { x: number; y: number; original: Event } }) => {
      const reach = event.original instanceof MouseEvent ? REACH.mouse : REACH.touch;
      this.#events.click(this.#at(event.x, event.y, reach));
    };
    sigma.on('clickNode', click);
    sigma.on('clickStage', click);
    for (const canvas of Object.values(sigma.getCanvases())) {
      canvas.addEventListener('webglcontextlost', (event) => {
        event.preventDefault();
        this.#events.lost();
      });
      canvas.addEventListener('webglcontextrestored', () => this.#events.restored());
    }
  }

  #at(x: number, y: number, reach: number): number | null {
    const sigma = this.#sigma!;
    const place = sigma.viewportToGraph({ x, y });
    return this.#grid.nearest(place.x, place.y, reach / this.#scale(), (paper) => this.#look.shown[paper] === 1);
  }

  /** Pixels a map unit. */
  #scale(): number {
    const sigma = this.#sigma!;
    const a = sigma.graphToViewport({ x: 0, y: 0 });
    const b = sigma.graphToViewport({ x: 1, y: 0 });
    return Math.hypot(b.x - a.x, b.y - a.y);
  }

  // ---- what Sigma draws

  #dot(x: number, y: number, paper: number) {
    const { shown, sizes, colours, colourOf, paints } = this.#look;
    const seen = shown[paper] === 1;
    return {
      x,
      y,
      size: seen ? sizes[paper]! : Math.max(1, sizes[paper]! * 0.6),
      color: seen ? colours[colourOf[paper]!]! : paints.ghost,
      rim: paints.background,
    };
  }

  #line(from: number, to: number, similarity: number) {
    const { shown, minSimilarity } = this.#look;
    if (!shown[from] || !shown[to] || similarity < minSimilarity) return { hidden: true };
    return { size: lineWidth(similarity), color: this.#linkColour(from, to, similarity) };
  }

  /** Links within one colour carry it; the weaker, the nearer to the background. Opaque, since layers of glass add up. */
  #linkColour(from: number, to: number, similarity: number): string {
    const { colourOf, colours, paints } = this.#look;
    const own = colourOf[from] === colourOf[to] ? colourOf[from]! : -1;
    const step = Math.min(9, Math.floor(similarity * 16));
    const key = `${own} ${step}`;
    let colour = this.#linkColours.get(key);
    if (!colour) {
      colour = mix(
        paints.background,
        own < 0 ? paints.link : colours[own]!,
        own < 0 ? 0.05 + 0.035 * step : 0.14 + 0.06 * step,
      );
      this.#linkColours.set(key, colour);
    }
    return colour;
  }

  // ---- our own layers

  #layer(name: string, where: { beforeLayer: string }): CanvasRenderingContext2D {
    const canvas = this.#sigma!.createCanvas(name, { ...where, style: { pointerEvents: 'none' } });
    return canvas.getContext('2d')!;
  }

  #sizeLayers(): void {
    const { width, height } = this.#sigma!.getDimensions();
    const ratio = window.devicePixelRatio || 1;
    for (const context of [this.#under!, this.#over!]) {
      context.canvas.width = width * ratio;
      context.canvas.height = height * ratio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
  }

  #paint(): void {
    const begun = performance.now();
    const { width, height } = this.#sigma!.getDimensions();
    this.#under!.clearRect(0, 0, width, height);
    this.#over!.clearRect(0, 0, width, height);
    this.#paintLinksOfFew();
    this.#paintFocus();
    this.#lettering.paint(this.#over!, this.#sheet());
    if (import.meta.env.MODE === 'bench') performance.measure('own layers', { start: begun });
  }

  #sheet(): Sheet {
    return {
      ...this.#sigma!.getDimensions(),
      scale: this.#scale(),
      toScreen: (x, y) => this.#sigma!.graphToViewport({ x, y }),
      inView: (visit) => this.#inView(visit),
      radius: (paper) => this.#radius(paper),
      paints: this.#look.paints,
      shown: this.#look.shown,
      focus: this.#focus,
      colour: (paper) => this.#look.colours[this.#look.colourOf[paper]!]!,
    };
  }

  #inView(visit: (paper: number) => void): void {
    const corners = this.corners();
    if (corners) this.#grid.within(corners.minX, corners.minY, corners.maxX, corners.maxY, visit);
  }

  /** When few papers are in view, the links that were too many for the whole map. */
  #paintLinksOfFew(): void {
    const links = this.#links;
    if (!links || this.#drawn.size * 2 >= links.ids.length) return;
    const inView: number[] = [];
    this.#inView((paper) => {
      if (this.#look.shown[paper] && inView.length <= FEW_IN_VIEW) inView.push(paper);
    });
    if (inView.length > FEW_IN_VIEW) return;
    const papers = this.#nodes.ids.length;
    for (const from of inView)
      for (let k = links.starts[from]!; k < links.starts[from + 1]!; k++) {
        const to = links.ids[k]!;
        const similarity = links.similarities[k]!;
        if (similarity < this.#look.minSimilarity) break;
        if (!this.#look.shown[to] || this.#drawn.has(Math.min(from, to) * papers + Math.max(from, to))) continue;
        this.#stroke(this.#under!, from, to, this.#linkColour(from, to, similarity), lineWidth(similarity));
      }
  }

  #paintFocus(): void {
    const context = this.#over!;
    const { papers, marked, guest, way } = this.#focus;
    const { paints, shown } = this.#look;
    const bright = new Set<number>([...papers, ...way]);
    for (const from of papers) {
      for (const { paper: to, similarity } of this.#neighbours(from)) {
        bright.add(to);
        const colour = mix(paints.background, paints.ink, 0.3 + 0.6 * Math.min(1, similarity * 1.4));
        this.#stroke(this.#under!, from, to, colour, 0.8 + 3 * similarity);
      }
    }
    for (const paper of Array.from(marked)) if (shown[paper]) bright.add(paper);
    if (guest) {
      const at = this.#sigma!.graphToViewport(guest);
      for (const paper of marked as number[]) this.#strokeTo(this.#under!, at, this.placeOf(paper), paints.accent, 1);
    }
    for (let at = 1; at < way.length; at++) this.#stroke(this.#under!, way[at - 1]!, way[at]!, paints.accent, 2.5);
    for (const paper of bright) this.#disc(context, paper);
    for (const paper of [...papers, ...way]) this.#ring(context, paper, paints.ink);
    if (guest) this.#cross(context, this.#sigma!.graphToViewport(guest), paints);
  }

  /** The neighbours of a paper that are shown, strongest first. */
  *#neighbours(paper: number): Iterable<{ paper: number; similarity: number }> {
    const links = this.#links;
    if (!links) return;
    for (let k = links.starts[paper]!; k < links.starts[paper + 1]!; k++) {
      const similarity = links.similarities[k]!;
      if (similarity < this.#look.minSimilarity) return;
      if (this.#look.shown[links.ids[k]!]) yield { paper: links.ids[k]!, similarity };
    }
  }

  #radius(paper: number): number {
    return this.#sigma!.scaleSize(this.#look.sizes[paper]!);
  }

  #disc(context: CanvasRenderingContext2D, paper: number): void {
    const at = this.placeOf(paper);
    if (!at) return;
    context.beginPath();
    context.arc(at.x, at.y, Math.max(3, this.#radius(paper)), 0, 2 * Math.PI);
    context.fillStyle = this.#look.colours[this.#look.colourOf[paper]!]!;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = this.#look.paints.background;
    context.stroke();
  }

  #ring(context: CanvasRenderingContext2D, paper: number, colour: string): void {
    const at = this.placeOf(paper);
    if (!at) return;
    context.beginPath();
    context.arc(at.x, at.y, Math.max(3, this.#radius(paper)) + 3, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = colour;
    context.stroke();
  }

  #cross(context: CanvasRenderingContext2D, { x, y }: { x: number; y: number }, paints: Paints): void {
    context.save();
    context.translate(x, y);
    context.rotate(Math.PI / 4);
    context.fillStyle = paints.accent;
    context.strokeStyle = paints.background;
    context.lineWidth = 2;
    context.fillRect(-7, -7, 14, 14);
    context.strokeRect(-7, -7, 14, 14);
    context.restore();
  }

  #stroke(context: CanvasRenderingContext2D, from: number, to: number, colour: string, width: number): void {
    const start = this.placeOf(from);
    if (start) this.#strokeTo(context, start, this.placeOf(to), colour, width);
  }

  #strokeTo(
    context: CanvasRenderingContext2D,
    start: { x: number; y: number },
    end: { x: number; y: number } | null,
    colour: string,
    width: number,
  ): void {
    if (!end) return;
    context.beginPath();
    context.moveTo(start.x, start.y);
    context.lineTo(end.x, end.y);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}

const lineWidth = (similarity: number) => 0.5 + 2 * similarity;

/** A dot with a thin rim in the colour of the background. */
const RimmedProgram = createNodeBorderProgram({
  borders: [
    { size: { value: 1.2, mode: 'pixels' }, color: { attribute: 'rim' } },
    { size: { fill: true }, color: { attribute: 'color' } },
  ],
});
