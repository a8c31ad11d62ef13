import { useState } from 'preact/hooks';
import type { FileSummary, Problem } from '../../../src/model/paper.ts';
import { describePossibleDuplicates } from '../../../src/read/deduplicate/possible-duplicates.ts';
import { Section, useShortened } from '../../components/controls.tsx';
import { paperById } from '../../state/paper-ids.ts';
import { state } from '../../state/store.ts';
import { shortFormat } from '../../strings/reading.ts';
import { strings } from '../../strings/strings.ts';
import { PanelHeader } from '../details/panel-header.tsx';
import { PossibleDuplicatesList } from './duplicates.tsx';
import { LongList, MAX_LISTED } from './long-list.tsx';
import { MergeList } from './merges.tsx';
import { findUndecided } from './undecided.ts';

/** What was read: the files, the problems, what was merged, and possible duplicates. A text filters all of them. */
export function ReadingPanel() {
  const [filter, setFilter] = useState('');
  const summary = state.map.value?.summary;
  const details = state.details.value;
  if (!summary || !details) return null;
  const { problems, notes, reading } = details;
  const matches = createFilter(filter);
  const [files, merges, groups] = [reading?.files ?? [], reading?.merges ?? [], reading?.possibleDuplicates ?? []];
  // The list of possible duplicates shows what these notes say.
  const described = new Set(groups.map((group) => describePossibleDuplicates(group).reason));
  const all = {
    files,
    problems,
    duplicates: findUndecided(groups, state.recipe.value.edits, paperById.value),
    merges,
    notes: notes.filter(({ reason }) => !described.has(reason)),
  };
  const shown = {
    files: all.files.filter(matches),
    problems: all.problems.filter(matches),
    duplicates: all.duplicates.filter(matches),
    merges: all.merges.filter(matches),
    notes: all.notes.filter(matches),
  };
  return (
    <article class="reading" aria-label={strings.reading.heading}>
      <PanelHeader heading={strings.reading.heading} />
      <p class="metadata">
        {strings.reading.totals(summary.records, summary.papers, summary.merged, summary.problems)}
      </p>
      {!reading && <p class="hint">{strings.reading.fromMap}</p>}
      {!isEmpty(all) && (
        <input
          type="search"
          class="reading-filter"
          aria-label={strings.reading.filterLabel}
          placeholder={strings.reading.filter}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      {isEmpty(shown) && filter !== '' && <p class="hint">{strings.reading.nothing}</p>}
      {shown.files.length > 0 && <FileTable files={shown.files} />}
      {shown.problems.length > 0 && (
        <ProblemSection heading={strings.reading.problems(shown.problems.length)} problems={shown.problems} />
      )}
      {shown.duplicates.length > 0 && <PossibleDuplicatesList groups={shown.duplicates} />}
      {shown.merges.length > 0 && <MergeList merges={shown.merges} />}
      {shown.notes.length > 0 && (
        <ProblemSection heading={strings.reading.notes(shown.notes.length)} problems={shown.notes} />
      )}
    </article>
  );
}

const isEmpty = (lists: Record<string, unknown[]>) => Object.values(lists).every(({ length }) => length === 0);

/** Returns a function that says whether an item contains a text, whatever its case. */
function createFilter(text: string): (item: object) => boolean {
  const wanted = text.trim().toLowerCase();
  const contains = (value: unknown): boolean =>
    typeof value === 'object' && value !== null
      ? Object.values(value).some(contains)
      : String(value).toLowerCase().includes(wanted);
  return (item) => wanted === '' || contains(item);
}

function FileTable({ files }: { files: FileSummary[] }) {
  const { columns } = strings.reading;
  const { listed, showAllButton } = useShortened(files, MAX_LISTED);
  return (
    <Section heading={strings.reading.files(files.length)}>
      <div class="reading-table">
        <table>
          <thead>
            <tr>
              {Object.values(columns).map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {listed.map(({ file, format, records, papers, merged, problems }) => (
              <tr key={file}>
                <th scope="row">{file}</th>
                <td>{format === undefined ? strings.reading.unknownFormat : shortFormat(format)}</td>
                {[records, papers, merged, problems].map((n, column) => (
                  <td key={column} class="number">
                    {strings.count(n)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {showAllButton}
    </Section>
  );
}

function ProblemSection({ heading, problems }: { heading: string; problems: Problem[] }) {
  return (
    <Section heading={heading}>
      <LongList
        items={problems}
        render={({ file, line, reason }) => (
          <>
            <span class="reading-where">{strings.reading.where(file, line)}</span> {reason}
          </>
        )}
      />
    </Section>
  );
}
