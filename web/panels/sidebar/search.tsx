import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { IconButton } from '../../components/controls.tsx';
import { Icon } from '../../components/icon.tsx';
import { PaperLink } from '../../components/paper-list.tsx';
import { Highlighted, Snippet } from '../../components/terms.tsx';
import { askQuery } from '../../state/actions/ask.ts';
import { clearSearch, foundCount, mark, search } from '../../state/actions/find.ts';
import { openConcept } from '../../state/actions/select.ts';
import { type FoundAbstracts, state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';
import type { Group, Hit } from '../../worker/protocol.ts';

/** Search as you type; the arrow keys go down into the results. */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('.results button')?.focus();
    } else if (event.key === 'Enter') document.querySelector<HTMLElement>('.results .paper-link')?.click();
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

/** What was found, in groups; what is found in abstracts comes in as they are read. */
export function SearchResults() {
  const found = state.found.value;
  const abstracts = state.abstracts.value;
  if (!found) return null;
  const words = wordsOf(state.query.value);
  return (
    <section class="results pane" aria-label={texts.search.results} onKeyDown={walk}>
      <h2 class="sr">{texts.search.results}</h2>
      {foundCount() === 0 && !abstracts.more && <p class="hint">{texts.search.nothing}</p>}
      <Titles hits={found.papers} words={words} />
      <Groups heading={texts.search.authors} groups={found.authors} words={words} />
      <Groups heading={texts.search.terms} groups={found.terms} words={words} />
      <Few
        kind="concepts"
        heading={texts.search.concepts}
        lines={found.concepts.map(({ id, name, papers }) => (
          <li key={id}>
            <button type="button" class="paper-link" onClick={() => openConcept(id)}>
              <span>
                <Highlighted text={name} words={words} />
              </span>
              <span class="number">{texts.count(papers)}</span>
            </button>
          </li>
        ))}
      />
      <Abstracts found={abstracts} but={found.papers} />
      {words.length > 1 && (
        <button type="button" class="paper-link ask-query" onClick={askQuery}>
          <Icon name="ask" />
          <span>{texts.search.ask(state.query.value.trim())}</span>
        </button>
      )}
    </section>
  );
}

const wordsOf = (query: string) => query.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

function Titles({ hits, words }: { hits: Hit[]; words: string[] }) {
  const titles = state.map.value?.nodes.titles ?? [];
  return (
    <Few
      kind="papers"
      heading={texts.search.papers}
      lines={hits.map(({ paper, words: matched }) => (
        <li key={paper}>
          <PaperLink paper={paper}>
            <Highlighted text={titles[paper] ?? ''} words={[...words, ...matched]} />
          </PaperLink>
        </li>
      ))}
    />
  );
}

/** @param but papers that stand among the titles already. */
function Abstracts({ found, but }: { found: FoundAbstracts; but: Hit[] }) {
  const titles = state.map.value?.nodes.titles ?? [];
  const listed = new Set(but.map((hit) => hit.paper));
  const hits = found.hits.filter((hit) => !listed.has(hit.paper));
  return (
    <Few
      kind="abstracts"
      heading={texts.search.abstracts}
      foot={found.more ? texts.search.reading : found.byTerms ? texts.search.byTerms : undefined}
      lines={hits.map(({ paper, snippet, marks }) => (
        <li key={paper}>
          <PaperLink paper={paper}>
            {titles[paper]}
            <Snippet text={snippet} marks={marks} />
          </PaperLink>
        </li>
      ))}
    />
  );
}

/** How many lines of a group are shown before "more". */
const FEW = 8;

function Few(props: { kind: string; heading: string; lines: ComponentChildren[]; foot?: string | undefined }) {
  const { kind, heading, lines, foot } = props;
  const [all, setAll] = useState(false);
  if (lines.length === 0 && !foot) return null;
  return (
    <section class={kind}>
      <h3>
        {heading} {lines.length > 0 && <span class="number">{texts.count(lines.length)}</span>}
      </h3>
      <ul class="plain">{all ? lines : lines.slice(0, FEW)}</ul>
      {lines.length > FEW && !all && (
        <button type="button" class="text-button" onClick={() => setAll(true)}>
          {texts.filters.more(lines.length - FEW)}
        </button>
      )}
      {foot && <p class="hint">{foot}</p>}
    </section>
  );
}

function Groups({ heading, groups, words }: { heading: string; groups: Group[]; words: string[] }) {
  return (
    <Few
      kind="groups"
      heading={heading}
      lines={groups.map(({ name, papers }) => (
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
    />
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
  const at = buttons.findIndex((button) => button.matches(':focus')) + step;
  if (at < 0) document.querySelector<HTMLElement>('.search input')?.focus();
  else buttons[Math.min(at, buttons.length - 1)]?.focus();
}
