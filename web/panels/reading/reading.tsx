import { useState } from 'preact/hooks';
import type { FileSummary, Problem } from '../../../src/model/paper.ts';
import { describePossibleDuplicates } from '../../../src/read/deduplicate/possible-duplicates.ts';
import { Section } from '../../components/controls.tsx';
import { paperById } from '../../state/paper-ids.ts';
import { state } from '../../state/store.ts';
import { shortFormat } from '../../strings/reading.ts';
import { strings } from '../../strings/strings.ts';
import { PanelHeader } from '../details/panel-header.tsx';
import { PossibleDuplicatesList } from './duplicates.tsx';
import { LongList } from './long-list.tsx';
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
  const duplicates = findUndecided(groups, state.recipe.value.edits, paperById.value);
  // The list of possible duplicates shows what these notes say.
  const described = new Set(groups.map((group) => describePossibleDuplicates(group).reason));
  const shown = {
    files: files.filter(matches),
    problems: problems.filter(matches),
    duplicates: duplicates.filter(matches),
    merges: merges.filter(matches),
    notes: notes.filter((note) => !described.has(note.reason) && matches(note)),
  };
  const isEmpty = Object.values(shown).every(({ length }) => length === 0);
  return (
    <article class="reading" aria-label={strings.reading.heading}>
      <PanelHeader heading={strings.reading.heading} />
      <p class="metadata">
        {strings.reading.totals(summary.records, summary.papers, summary.merged, summary.problems)}
      </p>
      {!reading && <p class="hint">{strings.reading.fromMap}</p>}
      <input
        type="search"
        class="reading-filter"
        aria-label={strings.reading.filterLabel}
        placeholder={strings.reading.filter}
        value={filter}
        onInput={(event) => setFilter(event.currentTarget.value)}
      />
      {isEmpty && filter !== '' && <p class="hint">{strings.reading.nothing}</p>}
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

/** Returns a function that says whether an item contains a text, whatever its case. */
function createFilter(text: string): (item: object) => boolean {
  const wanted = text.trim().toLowerCase();
  const contains = (value: unknown): boolean =>
    typeof value === 'object' && value !== null
      ? Object.values(value).some(contains)
      : String(value).toLowerCase().includes(wanted);
  return (item) => wanted === '' || contains(item);
}

/** Number of files listed at first. */
const MAX_FILES = 50;

function FileTable({ files }: { files: FileSummary[] }) {
  const { columns } = strings.reading;
  const [showsAll, setShowsAll] = useState(false);
  const listed = showsAll ? files : files.slice(0, MAX_FILES);
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
      {listed.length < files.length && (
        <button type="button" class="text-button" onClick={() => setShowsAll(true)}>
          {strings.reading.showAll(files.length)}
        </button>
      )}
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
