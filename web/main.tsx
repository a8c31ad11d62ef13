import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './app.tsx';
import { keepFocusInLists } from './components/keep-focus.ts';
import { startHistory } from './state/actions/navigation/history.ts';
import { startPage } from './state/actions/start.ts';
import { followServedMap } from './state/actions/update.ts';
import { defaultPane, isDark, state } from './state/store.ts';
import { loadTheme, saveTheme } from './state/theme-storage.ts';
import { startUnloadWarning } from './state/unsaved.ts';
import { strings } from './strings/strings.ts';
import { allowOwnWorkers } from './trusted-types.ts';

/** The entry point of the page: connects the theme and the URL to the state, and renders the page. */

allowOwnWorkers();

const darkQuery = matchMedia('(prefers-color-scheme: dark)');
const updateSystemTheme = () => {
  state.systemDark.value = darkQuery.matches;
};
updateSystemTheme();
darkQuery.addEventListener('change', updateSystemTheme);
// The style sheets have the same limit.
const narrowQuery = matchMedia('(max-width: 760px)');
const updateWindow = () => {
  state.isNarrow.value = narrowQuery.matches;
};
updateWindow();
narrowQuery.addEventListener('change', updateWindow);
state.pane.value = defaultPane.value;
state.theme.value = loadTheme();
effect(() => saveTheme(state.theme.value));
effect(() => {
  document.title = strings.pageTitle(state.mapName.value);
});
effect(() => {
  document.documentElement.dataset.theme = isDark.value ? 'dark' : 'light';
});
effect(() => {
  const isLoading = state.pendingCalls.value > 0 || state.abstractResults.value.isReading;
  document.documentElement.toggleAttribute('data-loading', isLoading);
});

startHistory();
startUnloadWarning();

// index.html contains this element.
const page = document.getElementById('page')!;
keepFocusInLists(page);
render(<App />, page);
void startPage().then(followServedMap);
if (import.meta.env.MODE === 'bench') void import('./bench/page-bench.ts').then((bench) => bench.exposePageBench());
