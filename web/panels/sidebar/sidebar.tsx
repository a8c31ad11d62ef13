import { IconButton, narrow } from '../../components/controls.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { setLook } from '../../state/actions/page.ts';
import { openAbout } from '../../state/actions/select.ts';
import { shownCount } from '../../state/filters.ts';
import { type Pane, state, type Theme } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';
import { FilePicker } from '../start/empty.tsx';
import { AskPane } from './ask.tsx';
import { ShapePane } from './edit.tsx';
import { TakeAway } from './export.tsx';
import { FiltersPane } from './filters.tsx';
import { Kept } from './reading-list.tsx';
import { SearchBox, SearchResults } from './search.tsx';
import { TopicsPane } from './topics.tsx';
import { TreePane } from './tree.tsx';

const PANES: { pane: Pane; icon: IconName }[] = [
  { pane: 'topics', icon: 'topics' },
  { pane: 'filters', icon: 'filter' },
  { pane: 'ask', icon: 'ask' },
  { pane: 'tree', icon: 'list' },
  { pane: 'shape', icon: 'shape' },
];

const NEXT_THEME: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };

/** The column at the left: name, search, and one of five panes. */
export function Rail() {
  const pane = state.pane.value;
  const searching = state.found.value !== null;
  const papers = state.map.value?.nodes.ids.length ?? 0;
  return (
    <aside class={pane || searching ? 'rail' : 'rail folded'} aria-label={texts.panes.label}>
      <header class="brand">
        <h1>
          {texts.title}
          <span class="brand-count">{texts.filters.shown(shownCount.value, papers)}</span>
        </h1>
        <FilePicker class="icon-button" label={texts.bar.open} small />
        <TakeAway />
        <IconButton icon="info" name={texts.bar.about} onClick={openAbout} />
        <IconButton
          icon={state.theme.value}
          name={texts.bar.theme[state.theme.value]}
          onClick={() => setLook({ theme: NEXT_THEME[state.theme.value] })}
        />
      </header>
      <SearchBox />
      {searching ? (
        <SearchResults />
      ) : (
        <>
          <div class="tabs" role="tablist" aria-label={texts.panes.label}>
            {PANES.map(({ pane: one, icon }) => (
              <button
                key={one}
                type="button"
                role="tab"
                id={`tab-${one}`}
                aria-selected={pane === one}
                aria-controls="pane"
                tabIndex={pane === one || (!pane && one === 'topics') ? 0 : -1}
                onClick={() => setLook({ pane: narrow() && pane === one ? null : one })}
                onKeyDown={walkTabs}
              >
                <Icon name={icon} size={15} />
                {texts.panes[one]}
              </button>
            ))}
          </div>
          {pane && (
            <div class="pane" id="pane" role="tabpanel" aria-labelledby={`tab-${pane}`}>
              <h2 class="sr">{texts.panes[pane]}</h2>
              {pane === 'topics' && <TopicsPane />}
              {pane === 'filters' && <FiltersPane />}
              {pane === 'ask' && <AskPane />}
              {pane === 'tree' && (
                <>
                  <Kept />
                  <TreePane />
                </>
              )}
              {pane === 'shape' && <ShapePane />}
            </div>
          )}
        </>
      )}
    </aside>
  );
}

/** Left and right walk the tabs, as screen readers announce. */
function walkTabs(event: KeyboardEvent): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = PANES.findIndex(({ pane }) => pane === state.pane.value);
  const next = PANES[(at + step + PANES.length) % PANES.length]!.pane;
  setLook({ pane: next });
  document.getElementById(`tab-${next}`)?.focus();
}
