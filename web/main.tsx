import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './app.tsx';
import { narrow } from './components/controls.tsx';
import { followLink } from './state/actions/edit.ts';
import { addressNow } from './state/actions/link.ts';
import { begin } from './state/actions/open.ts';
import { dark, state } from './state/store.ts';

/** Starts the page: the theme, the address, and what is drawn. */

const system = matchMedia('(prefers-color-scheme: dark)');
const followSystem = () => {
  state.systemDark.value = system.matches;
};
followSystem();
system.addEventListener('change', followSystem);
if (narrow()) state.pane.value = null;
effect(() => {
  document.documentElement.dataset.theme = dark.value ? 'dark' : 'light';
});

/** Milliseconds of rest before the address is written: browsers refuse more than a few changes a second. */
const REST = 250;
let timer: ReturnType<typeof setTimeout> | undefined;
effect(() => {
  const address = addressNow();
  if (!state.map.value) return;
  clearTimeout(timer);
  timer = setTimeout(() => history.replaceState(null, '', address ? `#${address}` : location.pathname), REST);
});
addEventListener('hashchange', () => {
  clearTimeout(timer);
  void followLink(location.hash);
});

render(<App />, document.getElementById('page')!);
void begin();
if (import.meta.env.MODE === 'bench') void import('./bench/bench.ts').then(({ offerToBench }) => offerToBench());
