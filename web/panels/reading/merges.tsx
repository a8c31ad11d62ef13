import type { InputLocation, Merge } from '../../../src/model/paper.ts';
import { Section } from '../../components/controls.tsx';
import { PaperLink } from '../../components/paper-list/paper-list.tsx';
import { paperById } from '../../state/paper-ids.ts';
import { strings } from '../../strings/strings.ts';
import { LongList } from './long-list.tsx';

/** The papers that several records were merged into, with the reason and the values that differ. */
export function MergeList({ merges }: { merges: Merge[] }) {
  return (
    <Section heading={strings.reading.merges(merges.length)}>
      <LongList items={merges} render={(merge) => <MergeItem {...merge} />} />
    </Section>
  );
}

function MergeItem({ paper, title, reason, count, sources, differing }: Merge) {
  const index = paperById.value.get(paper);
  const fields = Object.entries(differing);
  return (
    <>
      {index === undefined ? <p>{title}</p> : <PaperLink paper={index} />}
      <p class="reading-reason">
        {strings.reading.records(count)} · {reason}
      </p>
      <Locations sources={sources} count={count} />
      {fields.length > 0 && (
        <details>
          <summary>{strings.reading.differing}</summary>
          <dl class="reading-values">
            {fields.map(([field, values]) => (
              <div key={field}>
                <dt>{field}</dt>
                {values.map((value) => (
                  <dd key={value}>{value}</dd>
                ))}
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

/** Where records were read. */
function Locations({ sources, count }: { sources: InputLocation[]; count: number }) {
  const rest = count - sources.length;
  return (
    <p class="reading-where">
      {sources.map(({ file, line }) => strings.reading.where(file, line)).join('; ')}
      {rest > 0 && ` ${strings.reading.others(rest)}`}
    </p>
  );
}
