import type { FunctionComponent } from 'preact';
import { IconButton } from '../../components/controls.tsx';
import { FilePicker } from '../../components/file-picker.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { ThemeButton } from '../../components/theme-button.tsx';
import { setViewOptions } from '../../state/actions/page.ts';
import { openAbout } from '../../state/actions/select.ts';
import { visibleCount } from '../../state/filters.ts';
import { type Pane, state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import { AskPane } from './ask.tsx';
import { EditPane } from './edit.tsx';
import { ExportMenu } from './export.tsx';
import { FiltersPane } from './filters.tsx';
import { ReadingList } from './reading-list.tsx';
import { SearchBox, SearchResults } from './search.tsx';
import { TopicsPane } from './topics/topics.tsx';
import { TreePane } from './topics/tree.tsx';

/** The tabs in the order in which they are shown. */
const PANES: { pane: Pane; icon: IconName; Content: FunctionComponent }[] = [
  { pane: 'topics', icon: 'topics', Content: TopicsPane },
  { pane: 'filters', icon: 'filter', Content: FiltersPane },
  { pane: 'ask', icon: 'ask', Content: AskPane },
  { pane: 'tree', icon: 'list', Content: ListPane },
  { pane: 'edit', icon: 'edit', Content: EditPane },
];

/** The sidebar on the left: header, search, and the tabs or the search results. */
export function Sidebar() {
  return (
    <aside class="sidebar" aria-label={strings.panes.label}>
      <SidebarHeader />
      <SearchBox />
      {state.searchResults.value !== null ? <SearchResults /> : <Tabs />}
    </aside>
  );
}

function SidebarHeader() {
  const total = state.map.value?.nodes.ids.length ?? 0;
  return (
    <header class="sidebar-header">
      <h1>
        {strings.title}
        <span class="visible-count">{strings.filters.visible(visibleCount.value, total)}</span>
      </h1>
      <FilePicker class="icon-button" label={strings.bar.open} small />
      <ExportMenu />
      <IconButton icon="info" name={strings.bar.about} onClick={openAbout} />
      <ThemeButton />
    </header>
  );
}

function Tabs() {
  const selected = state.pane.value;
  const selectedPane = PANES.find(({ pane }) => pane === selected);
  return (
    <>
      <div class="tabs" role="tablist" aria-label={strings.panes.label}>
        {PANES.map(({ pane, icon }) => (
          <button
            key={pane}
            type="button"
            role="tab"
            id={`tab-${pane}`}
            aria-selected={pane === selected}
            aria-controls="pane"
            tabIndex={pane === (selected ?? 'topics') ? 0 : -1}
            onClick={() => setViewOptions({ pane: state.isNarrow.peek() && pane === selected ? null : pane })}
            onKeyDown={moveFocus}
          >
            <Icon name={icon} size={15} />
            {strings.panes[pane]}
            {pane === 'tree' && <ReadingListCount />}
          </button>
        ))}
      </div>
      {selectedPane && (
        <div class="pane" id="pane" role="tabpanel" aria-labelledby={`tab-${selectedPane.pane}`}>
          <h2 class="visually-hidden">{strings.panes[selectedPane.pane]}</h2>
          <selectedPane.Content />
        </div>
      )}
    </>
  );
}

/** The number of papers on the reading list, next to the name of its tab. */
function ReadingListCount() {
  const { length } = state.readingList.value;
  if (length === 0) return null;
  return (
    <>
      <span class="tab-count" aria-hidden="true">
        {strings.count(length)}
      </span>
      <span class="visually-hidden">, {strings.readingList.count(length)}</span>
    </>
  );
}

function ListPane() {
  return (
    <>
      <ReadingList />
      <TreePane />
    </>
  );
}

/** Selects the next or previous tab with the arrow keys, as the ARIA tabs pattern requires. */
function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const index = PANES.findIndex(({ pane }) => pane === state.pane.value);
  const next = PANES[(index + step + PANES.length) % PANES.length]!.pane;
  setViewOptions({ pane: next });
  document.getElementById(`tab-${next}`)?.focus();
}
