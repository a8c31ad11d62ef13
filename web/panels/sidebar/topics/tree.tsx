import { useEffect, useRef, useState } from 'preact/hooks';
import { Section } from '../../../components/controls.tsx';
import { Icon } from '../../../components/icon.tsx';
import { TopicDot } from '../../../components/paper-list/paper-list.tsx';
import { useHover } from '../../../components/paper-list/use-hover.ts';
import { choosePaper, openTopic, queries } from '../../../state/actions/select.ts';
import { selectedPaper } from '../../../state/store.ts';
import { strings } from '../../../strings/strings.ts';
import { INITIAL_LIMIT, LIMIT_STEP, type Row, treeRows } from './tree-rows.ts';

/** All visible papers as a tree of topics, subtopics, papers and related papers. */
export function TreePane() {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [limits, setLimits] = useState<ReadonlyMap<string, number>>(new Map());
  const [related, setRelated] = useState<ReadonlyMap<number, number[]>>(new Map());
  const [focusedKey, setFocusedKey] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const rows = treeRows({ expanded, limits, related });
  const currentKey = rows.some((row) => row.key === focusedKey) ? focusedKey : (rows[0]?.key ?? '');

  const focus = (key: string) => {
    setFocusedKey(key);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus());
  };
  const setRowExpanded = (row: Row, isExpanded: boolean) => {
    const next = new Set(expanded);
    if (isExpanded) next.add(row.key);
    else next.delete(row.key);
    setExpanded(next);
    if (isExpanded && row.kind === 'paper' && !related.has(row.paper)) void loadRelated(row.paper);
  };
  const loadRelated = async (paper: number) => {
    const answer = await queries.paper(paper);
    const papers = answer?.related.map((match) => match.paper) ?? [];
    setRelated((loaded) => new Map(loaded).set(paper, papers));
  };
  const activate = (row: Row) => {
    if (row.kind === 'paper') choosePaper(row.paper);
    else if (row.kind === 'topic') openTopic(row.topic);
    else setLimits(new Map(limits).set(row.parent, (limits.get(row.parent) ?? INITIAL_LIMIT) + LIMIT_STEP));
  };
  const handleKey = (event: KeyboardEvent) => {
    const index = rows.findIndex((row) => row.key === currentKey);
    const row = rows[index];
    if (!row) return;
    const parent = () => rows.slice(0, index).findLast((candidate) => candidate.level < row.level);
    const actions: Record<string, () => void> = {
      ArrowDown: () => focus(rows[Math.min(index + 1, rows.length - 1)]!.key),
      ArrowUp: () => focus(rows[Math.max(index - 1, 0)]!.key),
      Home: () => focus(rows[0]!.key),
      End: () => focus(rows[rows.length - 1]!.key),
      ArrowRight: () => {
        if (row.isExpanded === false) setRowExpanded(row, true);
        else if (row.isExpanded) focus(rows[Math.min(index + 1, rows.length - 1)]!.key);
      },
      ArrowLeft: () => (row.isExpanded ? setRowExpanded(row, false) : focus(parent()?.key ?? row.key)),
      Enter: () => activate(row),
      ' ': () => activate(row),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]!();
  };
  // Scroll to the selected paper if its row exists.
  const paper = selectedPaper.value;
  useEffect(() => {
    const element = paper === null ? null : list.current?.querySelector(`[data-paper="${paper}"]`);
    element?.scrollIntoView({ block: 'nearest' });
  }, [paper]);
  return (
    <Section heading={strings.tree.heading}>
      <p class="hint">{strings.tree.hint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA tree pattern uses list items */}
      <ul class="tree" role="tree" aria-label={strings.tree.label} ref={list} onKeyDown={handleKey}>
        {rows.map((row) => (
          <TreeRow
            key={row.key}
            row={row}
            isCurrent={row.key === currentKey}
            onActivate={() => {
              setFocusedKey(row.key);
              activate(row);
            }}
            onToggle={() => setRowExpanded(row, !row.isExpanded)}
          />
        ))}
      </ul>
    </Section>
  );
}

function TreeRow(props: { row: Row; isCurrent: boolean; onActivate(): void; onToggle(): void }) {
  const { row, isCurrent, onActivate, onToggle } = props;
  const paper = row.kind === 'paper' ? row.paper : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles keys
    <li
      role="treeitem"
      class={`level-${row.level} ${row.kind}`}
      aria-level={row.level}
      aria-selected={paper !== null && selectedPaper.value === paper}
      {...(row.isExpanded !== undefined && { 'aria-expanded': row.isExpanded })}
      tabIndex={isCurrent ? 0 : -1}
      data-key={row.key}
      data-paper={paper ?? undefined}
      onClick={onActivate}
      {...useHover(paper)}
    >
      {row.isExpanded === undefined ? (
        <span class="tree-toggle" />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the left and right arrow keys do the same
        // biome-ignore lint/a11y/useKeyWithClickEvents: the left and right arrow keys do the same
        <span
          class="tree-toggle"
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        >
          <Icon name={row.isExpanded ? 'down' : 'right'} size={13} />
        </span>
      )}
      {row.kind === 'topic' && row.level === 1 && <TopicDot topic={row.topic} />}
      <span class="tree-label">{row.label}</span>
      {row.kind === 'topic' && <span class="number">{strings.count(row.count)}</span>}
    </li>
  );
}
