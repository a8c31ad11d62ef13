import { useEffect, useRef, useState } from 'preact/hooks';
import { Section } from '../../components/controls.tsx';
import { Icon } from '../../components/icon.tsx';
import { Dot } from '../../components/paper-list.tsx';
import { answers, choose, hover, openTopic } from '../../state/actions/select.ts';
import { shown } from '../../state/filters.ts';
import { openPaper, state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

/** A line of the tree: a topic, a subtopic, a paper, a related paper, or "more". */
type Row = {
  key: string;
  level: number;
  label: string;
  /** Undefined when it cannot be opened. */
  open?: boolean;
} & (
  | { kind: 'topic'; topic: number; count: number }
  | { kind: 'paper'; paper: number }
  | { kind: 'more'; parent: string }
);

/** Papers listed under a topic before "more". */
const STEP = 40;

/** The whole map as a tree: topic, subtopic, paper, related papers; walked with the arrow keys. */
export function TreePane() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [limits, setLimits] = useState<ReadonlyMap<string, number>>(new Map());
  const [related, setRelated] = useState<ReadonlyMap<number, number[]>>(new Map());
  const [at, setAt] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const rows = rowsOf(open, limits, related);
  const current = rows.some((row) => row.key === at) ? at : (rows[0]?.key ?? '');

  const focus = (key: string) => {
    setAt(key);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus());
  };
  const setOpened = (row: Row, want: boolean) => {
    const next = new Set(open);
    if (want) next.add(row.key);
    else next.delete(row.key);
    setOpen(next);
    if (want && row.kind === 'paper' && !related.has(row.paper)) {
      const { paper } = row;
      void answers
        .paper(paper)
        .then((answer) =>
          setRelated((known) => new Map(known).set(paper, answer?.related.map((one) => one.paper) ?? [])),
        );
    }
  };
  const act = (row: Row) => {
    if (row.kind === 'paper') choose(row.paper);
    else if (row.kind === 'topic') openTopic(row.topic);
    else setLimits(new Map(limits).set(row.parent, (limits.get(row.parent) ?? STEP) + 5 * STEP));
  };
  const keys = (event: KeyboardEvent) => {
    const index = rows.findIndex((row) => row.key === current);
    const row = rows[index];
    if (!row) return;
    const parent = () => rows.slice(0, index).findLast((one) => one.level < row.level);
    const moves: Record<string, () => void> = {
      ArrowDown: () => focus(rows[Math.min(index + 1, rows.length - 1)]!.key),
      ArrowUp: () => focus(rows[Math.max(index - 1, 0)]!.key),
      Home: () => focus(rows[0]!.key),
      End: () => focus(rows[rows.length - 1]!.key),
      ArrowRight: () => (row.open === false ? setOpened(row, true) : row.open && focus(rows[index + 1]!.key)),
      ArrowLeft: () => (row.open ? setOpened(row, false) : focus(parent()?.key ?? row.key)),
      Enter: () => act(row),
      ' ': () => act(row),
    };
    if (!Object.hasOwn(moves, event.key)) return;
    event.preventDefault();
    moves[event.key]!();
  };
  // The tree follows the picture: the paper that is open shows in its topic.
  const shownPaper = openPaper.value;
  useEffect(() => {
    const element = shownPaper === null ? null : list.current?.querySelector(`[data-paper="${shownPaper}"]`);
    element?.scrollIntoView({ block: 'nearest' });
  }, [shownPaper]);
  return (
    <Section heading={texts.tree.heading}>
      <p class="hint">{texts.tree.hint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree of list items is what ARIA asks for */}
      <ul class="tree" role="tree" aria-label={texts.tree.label} ref={list} onKeyDown={keys}>
        {rows.map((row) => (
          <TreeRow
            key={row.key}
            row={row}
            current={row.key === current}
            onAct={() => {
              setAt(row.key);
              act(row);
            }}
            onOpen={() => setOpened(row, !row.open)}
          />
        ))}
      </ul>
    </Section>
  );
}

function TreeRow({ row, current, onAct, onOpen }: { row: Row; current: boolean; onAct(): void; onOpen(): void }) {
  const paper = row.kind === 'paper' ? row.paper : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the tree as a whole
    <li
      role="treeitem"
      class={`level-${row.level} ${row.kind}`}
      aria-level={row.level}
      aria-selected={paper !== null && openPaper.value === paper}
      {...(row.open !== undefined && { 'aria-expanded': row.open })}
      tabIndex={current ? 0 : -1}
      data-key={row.key}
      data-paper={paper ?? undefined}
      onClick={onAct}
      onFocus={() => hover(paper)}
      onBlur={() => hover(null)}
      onMouseEnter={() => hover(paper)}
      onMouseLeave={() => hover(null)}
    >
      {row.open === undefined ? (
        <span class="twist" />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: left and right on the row do the same
        // biome-ignore lint/a11y/useKeyWithClickEvents: left and right on the row do the same
        <span
          class="twist"
          onClick={(event) => {
            event.stopPropagation();
            onOpen();
          }}
        >
          <Icon name={row.open ? 'down' : 'right'} size={13} />
        </span>
      )}
      {row.kind === 'topic' && row.level === 1 && <Dot topic={row.topic} />}
      <span class="tree-label">{row.label}</span>
      {row.kind === 'topic' && <span class="number">{texts.count(row.count)}</span>}
    </li>
  );
}

/** The rows that are seen, from what is opened. */
function rowsOf(
  open: ReadonlySet<string>,
  limits: ReadonlyMap<string, number>,
  related: ReadonlyMap<number, number[]>,
): Row[] {
  const map = state.map.value;
  if (!map) return [];
  const { nodes, summary } = map;
  const rows: Row[] = [];
  const members = membersOf();
  const addPapers = (papers: number[], level: number, parent: string) => {
    const limit = limits.get(parent) ?? STEP;
    for (const paper of papers.slice(0, limit)) {
      const key = `${parent}/${paper}`;
      const isOpen = open.has(key);
      const leaf = level >= 4;
      rows.push({
        key,
        level,
        label: nodes.titles[paper]!,
        kind: 'paper',
        paper,
        ...(!leaf && { open: isOpen }),
      });
      if (isOpen && !leaf) addPapers(related.get(paper) ?? [], 4, key);
    }
    if (papers.length > limit)
      rows.push({
        key: `${parent}/more`,
        level,
        label: texts.tree.more(Math.min(5 * STEP, papers.length - limit)),
        kind: 'more',
        parent,
      });
  };
  const addTopic = (topic: number, label: string, level: number, papers: number[]) => {
    const key = `t${topic}`;
    rows.push({ key, level, label, kind: 'topic', topic, open: open.has(key), count: papers.length });
    return open.has(key) ? key : null;
  };
  for (const topic of summary.topics) {
    const papers = members.get(topic.id) ?? [];
    if (topic.parent !== undefined || papers.length === 0) continue;
    const key = addTopic(topic.id, topic.label, 1, papers);
    if (!key) continue;
    const parts = summary.topics.filter((one) => one.parent === topic.id);
    for (const part of parts) {
      const own = members.get(part.id) ?? [];
      const partKey = own.length > 0 && addTopic(part.id, part.label, 2, own);
      if (partKey) addPapers(own, 3, partKey);
    }
    const ids = new Set(parts.map((part) => part.id));
    addPapers(
      papers.filter((paper) => !ids.has(nodes.subtopicOf[paper]!)),
      2,
      key,
    );
  }
  const none = members.get(0) ?? [];
  const key = none.length > 0 && addTopic(0, texts.topics.none, 1, none);
  if (key) addPapers(none, 2, key);
  return rows;
}

/** The shown papers of every topic and subtopic, the most linked first. */
function membersOf(): Map<number, number[]> {
  const nodes = state.map.value!.nodes;
  const members = new Map<number, number[]>();
  const order = [...nodes.degrees.keys()].sort((a, b) => nodes.degrees[b]! - nodes.degrees[a]! || a - b);
  for (const paper of order) {
    if (!shown.value[paper]) continue;
    for (const topic of new Set([nodes.topicOf[paper]!, nodes.subtopicOf[paper]!])) {
      if (topic === 0 && nodes.topicOf[paper]! > 0) continue;
      const group = members.get(topic);
      if (group) group.push(paper);
      else members.set(topic, [paper]);
    }
  }
  return members;
}
