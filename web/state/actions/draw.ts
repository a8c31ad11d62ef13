import { effect } from '@preact/signals';
import { Lettering } from '../../map/labels.ts';
import { Network } from '../../map/map-view.ts';
import { look } from '../../map/style.ts';
import { texts } from '../../strings/strings.ts';
import type { Overview } from '../../worker/protocol.ts';
import { state } from '../store.ts';
import { focus } from './highlight.ts';
import { dismiss, notify } from './page.ts';

/** The picture: it follows the state, and is moved about. */

let network: Network | undefined;
let titles: AbortController | undefined;

/** Draws the map into an element until the answer is called. `choose` is told what is clicked: a paper, or null for the ground. */
export function draw(container: HTMLElement, choose: (paper: number | null) => void): () => void {
  const overview = state.map.peek();
  const current = look.peek();
  if (!overview || !current) return () => {};
  const lettering = new Lettering(overview.nodes, overview.summary.topics);
  const ended = new AbortController();
  const { signal } = ended;
  const picture = new Network(container, overview.nodes, lettering, current, {
    hover: (paper) => {
      state.hovered.value = paper;
    },
    click: choose,
    view: (view) => {
      state.view.value = view;
    },
    // A picture that has made way for another gives its graphics back: nothing is lost.
    lost: () => !signal.aborted && notify(texts.errors.webglHeading, texts.errors.lost),
    restored: dismiss,
  });
  network = picture;
  let unfollow = () => {};
  picture
    .start(state.view.peek())
    .then(() => {
      performance.mark('drawn');
      if (signal.aborted) return;
      unfollow = follow(picture, overview);
      state.drawn.value = picture;
      void placeLetters(picture, lettering);
    })
    .catch(() => {
      state.webgl.value = false;
    });
  return () => {
    ended.abort();
    titles?.abort();
    unfollow();
    state.drawn.value = null;
    picture.kill();
    if (network === picture) network = undefined;
  };
}

function placeLetters(picture: Network, lettering: Lettering): Promise<void> {
  titles?.abort();
  titles = new AbortController();
  return lettering.place(() => picture.repaint(), titles.signal);
}

/** Keeps the picture in step with the state. */
function follow(picture: Network, drawnMap: Overview): () => void {
  const drawing = state.drawing.peek();
  let current = drawnMap;
  const ends = [
    effect(() => {
      const next = state.map.value;
      // A map that is drawn anew gets a picture of its own.
      if (!next || next === current || state.drawing.value !== drawing) return;
      current = next;
      const lettering = new Lettering(next.nodes, next.summary.topics);
      picture.setNodes(next.nodes, lettering);
      void placeLetters(picture, lettering);
    }),
    effect(() => {
      if (state.links.value) picture.setLinks(state.links.value);
    }),
    effect(() => {
      if (look.value) picture.setLook(look.value);
    }),
    effect(() => {
      state.linksDrawn.value = state.links.value && look.value ? picture.linksDrawn : 0;
    }),
    effect(() => picture.setFocus(focus.value)),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** Papers to bring into sight once the panel that is opened for them stands. */
let toReveal: number[] = [];

export function revealNext(papers: number[]): void {
  toReveal = papers;
}

/** Tells the picture how many pixels a panel covers at its right. */
export function covered(pixels: number): void {
  network?.setCovered(pixels);
  if (toReveal.length === 1) network?.reveal(toReveal[0]!);
  else if (toReveal.length > 1) network?.fit(toReveal);
  toReveal = [];
}

export const zoom = (factor: number) => network?.zoom(factor);
export const pan = (right: number, down: number) => network?.pan(right, down);
export const fitAll = () => network?.fitAll();
export const zoomTo = (papers: ArrayLike<number>) => network?.fit(papers);
export const goTo = (view: typeof state.view.value) => network?.goTo(view);

/** The paper in the middle of the view, if there is one. */
export const middle = (): number | null => network?.middle() ?? null;
