import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../components/controls.tsx';
import { Icon } from '../../components/icon.tsx';
import { MatchedText, Snippet } from '../../components/marked-text.tsx';
import { PaperLink } from '../../components/paper-list/paper-list.tsx';
import { askQuery } from '../../state/actions/ask.ts';
import { clearFilters, clearSearch, resultCount, search } from '../../state/actions/search.ts';
import { closeDetails, openConcept, openGroup } from '../../state/actions/select.ts';
import { onlyVisible } from '../../state/filters.ts';
import { type AbstractResults, state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import type { AbstractHit, ConceptSummary, GroupKind, PaperGroup, PaperHit } from '../../worker/search/results.ts';

const focusSearchBox = () => document.querySelector<HTMLElement>('.search input')?.focus();

/** The search box. It searches while the user types; Arrow Down moves the focus to the results. */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('.search-results button')?.focus();
    } else if (event.key === 'Enter') document.querySelector<HTMLElement>('.search-results .paper-link')?.click();
    else if (event.key === 'Escape' && state.query.value && state.selection.value.kind === 'none') {
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
        aria-label={strings.search.label}
        placeholder={strings.search.placeholder}
        autocomplete="off"
        spellcheck={false}
        value={state.query.value}
        title={strings.search.syntax}
        onInput={(event) => {
          const { value } = event.currentTarget;
          // In a narrow window, the results are where the details panel is.
          if (value && state.isNarrow.peek() && state.selection.value.kind !== 'none') closeDetails();
          void search(value);
        }}
        onKeyDown={handleKey}
      />
      {state.query.value && (
        <IconButton
          icon="close"
          name={strings.search.clear}
          onClick={() => {
            clearSearch();
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}

/** The search results in groups. Matches in abstracts are added while the abstracts are read. */
export function SearchResults() {
  const results = state.searchResults.value;
  const allAbstracts = state.abstractResults.value;
  useLayoutEffect(() => {
    if (import.meta.env.MODE === 'bench') performance.mark('search results');
  }, [results]);
  useLayoutEffect(() => {
    const isShown = allAbstracts.hits.length > 0 || !allAbstracts.isReading;
    if (import.meta.env.MODE === 'bench' && isShown) performance.mark('abstract results');
  }, [allAbstracts]);
  if (!results) return null;
  const papers = onlyVisible(results.papers);
  const abstracts = { ...allAbstracts, hits: onlyVisible(allAbstracts.hits) };
  const hiddenCount = countPapers(results.papers, allAbstracts.hits) - countPapers(papers, abstracts.hits);
  const words = wordsOf(state.query.value);
  return (
    <section class="search-results pane" aria-label={strings.search.results} onKeyDown={moveFocus}>
      <h2 class="visually-hidden">{strings.search.results}</h2>
      {results.corrections.map(({ word, replacement }) => (
        <p class="hint" key={word}>
          {strings.search.corrected(word, replacement)}
        </p>
      ))}
      {results.ignored.length > 0 && <p class="hint">{strings.search.ignored(results.ignored)}</p>}
      {resultCount() === 0 && !abstracts.isReading && <p class="hint">{strings.search.nothing}</p>}
      {hiddenCount > 0 && (
        <p class="hint">
          {strings.search.hidden(hiddenCount)}{' '}
          <button type="button" class="text-button" onClick={clearFilters}>
            {strings.filters.clearAll}
          </button>
        </p>
      )}
      <TitleResults hits={papers} words={words} />
      <PaperGroups group="author" heading={strings.search.authors} groups={results.authors} words={words} />
      <PaperGroups group="venue" heading={strings.search.venues} groups={results.venues} words={words} />
      <PaperGroups group="year" heading={strings.search.years} groups={results.years} words={words} />
      <PaperGroups group="term" heading={strings.search.terms} groups={results.terms} words={words} />
      <ConceptResults concepts={results.concepts} words={words} />
      <PassageList kind="record" results={abstracts} titleHits={papers} />
      <PassageList kind="abstract" results={abstracts} titleHits={papers} />
      <details class="search-syntax">
        <summary>{strings.search.syntaxHeading}</summary>
        <p class="hint">{strings.search.syntax}</p>
      </details>
      {words.length > 1 && (
        <button type="button" class="paper-link ask-query" onClick={askQuery}>
          <Icon name="ask" />
          <span>{strings.search.ask(state.query.value.trim())}</span>
        </button>
      )}
    </section>
  );
}

/** Returns the number of papers in both lists. */
const countPapers = (a: readonly { paper: number }[], b: readonly { paper: number }[]) =>
  new Set([...a, ...b].map(({ paper }) => paper)).size;

const wordsOf = (query: string) => query.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

function TitleResults({ hits, words }: { hits: PaperHit[]; words: string[] }) {
  const titles = state.map.value?.nodes.titles ?? [];
  return (
    <ResultGroup
      kind="papers"
      heading={strings.search.papers}
      items={hits.map(({ paper, words: matchedWords }) => (
        <li key={paper}>
          <PaperLink
            paper={paper}
            title={<MatchedText text={titles[paper] ?? ''} words={[...words, ...matchedWords]} />}
          />
        </li>
      ))}
    />
  );
}

function ConceptResults({ concepts, words }: { concepts: ConceptSummary[]; words: string[] }) {
  return (
    <ResultGroup
      kind="concepts"
      heading={strings.search.concepts}
      items={concepts.map(({ id, name, papers }) => (
        <li key={id}>
          <button type="button" class="paper-link" onClick={() => openConcept(id)}>
            <span>
              <MatchedText text={name} words={words} />
            </span>
            <span class="number">{strings.count(papers)}</span>
          </button>
        </li>
      ))}
    />
  );
}

/** @param titleHits papers that are listed under titles and therefore not repeated. */
function PassageList(props: { kind: AbstractHit['kind']; results: AbstractResults; titleHits: PaperHit[] }) {
  const { kind, results, titleHits } = props;
  const listed = new Set(titleHits.map((hit) => hit.paper));
  const hits = results.hits.filter((hit) => hit.kind === kind && !listed.has(hit.paper));
  const limitation = results.byTerms ? strings.search.byTerms : undefined;
  const footer = results.isReading ? strings.search.reading : limitation;
  return (
    <ResultGroup
      kind={`${kind}s`}
      heading={kind === 'abstract' ? strings.search.abstracts : strings.search.records}
      footer={kind === 'abstract' ? footer : undefined}
      items={hits.map(({ paper, snippet, marks }) => (
        <li key={paper}>
          <PaperLink paper={paper}>
            <Snippet text={snippet} marks={marks} />
          </PaperLink>
        </li>
      ))}
    />
  );
}

/** Number of items of a group that are listed by default. */
const MAX_ITEMS = 8;

function ResultGroup(props: {
  kind: string;
  heading: string;
  items: ComponentChildren[];
  footer?: string | undefined;
}) {
  const { kind, heading, items, footer } = props;
  const [showsAll, setShowsAll] = useState(false);
  if (items.length === 0 && !footer) return null;
  return (
    <section class={kind}>
      <h3>
        {heading} {items.length > 0 && <span class="number">{strings.count(items.length)}</span>}
      </h3>
      <ul class="item-list">{showsAll ? items : items.slice(0, MAX_ITEMS)}</ul>
      {items.length > MAX_ITEMS && !showsAll && (
        <button type="button" class="text-button" onClick={() => setShowsAll(true)}>
          {strings.filters.more(items.length - MAX_ITEMS)}
        </button>
      )}
      {footer && <p class="hint">{footer}</p>}
    </section>
  );
}

/** Authors, venues, years or terms. Selecting one lists and highlights its papers. */
function PaperGroups(props: { group: GroupKind; heading: string; groups: PaperGroup[]; words: string[] }) {
  const { group, heading, groups, words } = props;
  return (
    <ResultGroup
      kind="groups"
      heading={heading}
      items={groups.map(({ name, papers }) => (
        <li key={name}>
          <button
            type="button"
            class="paper-link"
            aria-pressed={state.highlight.value?.name === name}
            onClick={() => openGroup(group, name, papers)}
          >
            <span>
              <MatchedText text={name} words={words} />
            </span>
            <span class="number">{strings.count(papers.length)}</span>
          </button>
        </li>
      ))}
    />
  );
}

/** Moves the focus through all results with the arrow keys. Arrow Up on the first result returns to the search box. */
function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  // If the details panel is open, Escape closes that first.
  if (event.key === 'Escape' && state.selection.value.kind === 'none') {
    event.preventDefault();
    clearSearch();
    focusSearchBox();
  }
  if (!step || !(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const index = buttons.findIndex((button) => button.matches(':focus')) + step;
  if (index < 0) focusSearchBox();
  else buttons[Math.min(index, buttons.length - 1)]?.focus();
}
