import { useRef } from 'preact/hooks';
import { choose, clearSearch, hover, mark, search } from '../actions.ts';
import { IconButton } from '../parts/controls.tsx';
import { Icon } from '../parts/icon.tsx';
import { Dot } from '../parts/papers.tsx';
import { Highlighted } from '../parts/terms.tsx';
import type { Group } from '../protocol.ts';
import { state } from '../state.ts';
import { texts } from '../texts.ts';

/** Search as you type; the arrow keys go down into the results. */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('.results button')?.focus();
    } else if (event.key === 'Enter') document.querySelector<HTMLElement>('.results .papers button')?.click();
    else if (event.key === 'Escape' && state.query.value) {
      event.preventDefault();
      clearSearch();
    }
  };
  return (
    <search class="search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label={texts.search.label}
        placeholder={texts.search.placeholder}
        autocomplete="off"
        spellcheck={false}
        value={state.query.value}
        onInput={(event) => void search(event.currentTarget.value)}
        onKeyDown={keys}
      />
      {state.query.value && (
        <IconButton
          icon="close"
          name={texts.search.clear}
          onClick={() => {
            clearSearch();
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}

/** What was found, in groups. */
export function SearchResults() {
  const found = state.found.value;
  const map = state.map.value;
  if (!found || !map) return null;
  const words = state.query.value.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const nothing = found.papers.length + found.authors.length + found.terms.length === 0;
  return (
    <section class="results pane" aria-label={texts.search.results} onKeyDown={walk}>
      <h2 class="sr">{texts.search.results}</h2>
      {nothing && <p class="hint">{texts.search.nothing}</p>}
      <Groups heading={texts.search.terms} groups={found.terms} words={words} />
      <Groups heading={texts.search.authors} groups={found.authors} words={words} />
      {found.papers.length > 0 && (
        <section class="papers">
          <h3>{texts.search.papers}</h3>
          <ul class="plain">
            {found.papers.map(({ paper, words: matched }) => (
              <li key={paper}>
                <button
                  type="button"
                  class="paper-link"
                  onClick={() => choose(paper)}
                  onFocus={() => hover(paper)}
                  onBlur={() => hover(null)}
                  onMouseEnter={() => hover(paper)}
                  onMouseLeave={() => hover(null)}
                >
                  <Dot topic={map.nodes.topicOf[paper]!} />
                  <span>
                    <Highlighted text={map.nodes.titles[paper]!} words={[...words, ...matched]} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

function Groups({ heading, groups, words }: { heading: string; groups: Group[]; words: string[] }) {
  if (groups.length === 0) return null;
  return (
    <section>
      <h3>{heading}</h3>
      <ul class="plain">
        {groups.map(({ name, papers }) => (
          <li key={name}>
            <button
              type="button"
              class="paper-link"
              aria-pressed={state.marked.value?.name === name}
              onClick={() => mark(name, papers)}
            >
              <span>
                <Highlighted text={name} words={words} />
              </span>
              <span class="number">{texts.count(papers.length)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Up and down walk all results as one list; up from the first returns to the box. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape') {
    event.preventDefault();
    clearSearch();
    document.querySelector<HTMLElement>('.search input')?.focus();
  }
  if (!step || !(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = buttons.indexOf(document.activeElement as HTMLElement) + step;
  if (at < 0) document.querySelector<HTMLElement>('.search input')?.focus();
  else buttons[Math.min(at, buttons.length - 1)]?.focus();
}
