import type { PossibleDuplicates } from '../../../src/model/paper.ts';
import { Section } from '../../components/controls.tsx';
import { PaperLink } from '../../components/paper-list/paper-list.tsx';
import { keepSeparate, mergePapers } from '../../state/actions/edits/edit.ts';
import { paperById } from '../../state/paper-ids.ts';
import { strings } from '../../strings/strings.ts';
import { LongList } from './long-list.tsx';
import type { UndecidedPapers } from './undecided.ts';

/** Papers that may be the same, side by side, until the user has merged them or keeps them separate. */
export function PossibleDuplicatesList({ groups }: { groups: UndecidedPapers[] }) {
  return (
    <Section heading={strings.reading.duplicates(groups.length)}>
      <p class="hint">{strings.reading.duplicatesHint}</p>
      <LongList items={groups} render={(group) => <Group {...group} />} />
    </Section>
  );
}

function Group({ papers, locations, others, cause }: UndecidedPapers) {
  return (
    <>
      <div class="side-by-side">
        {papers.map((id, i) => {
          const paper = paperById.value.get(id);
          return (
            <div key={id}>
              {paper !== undefined && <PaperLink paper={paper} />}
              <p class="reading-where">{describe(locations[i]!)}</p>
              {i > 0 && papers.length > 2 && (
                <Decision papers={[papers[0]!, id]} locations={[locations[0]!, locations[i]!]} />
              )}
            </div>
          );
        })}
      </div>
      {cause && <p class="reading-reason">{strings.reading.cause(cause)}</p>}
      {papers.length === 2 && <Decision papers={papers} locations={locations} />}
      {others > 0 && <p class="hint">{strings.reading.others(others)}</p>}
    </>
  );
}

/** The buttons that decide whether the second paper is the same as the first. */
function Decision({ papers, locations }: Pick<PossibleDuplicates, 'papers' | 'locations'>) {
  const [first, second] = [papers[0]!, papers[1]!];
  const names = [describe(locations[1]!), describe(locations[0]!)] as const;
  return (
    <div class="button-row">
      <button
        type="button"
        class="secondary"
        aria-label={strings.reading.mergeThese(...names)}
        onClick={() => void mergePapers(second, first)}
      >
        {strings.reading.merge}
      </button>
      <button
        type="button"
        class="secondary"
        aria-label={strings.reading.keepTheseSeparate(...names)}
        onClick={() => void keepSeparate(second, first)}
      >
        {strings.reading.keepSeparate}
      </button>
    </div>
  );
}

const describe = ({ file, line }: PossibleDuplicates['locations'][number]) => strings.reading.where(file, line);
