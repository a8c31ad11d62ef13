import type { PossibleDuplicates } from '../../../src/model/paper.ts';
import { Section } from '../../components/controls.tsx';
import { PaperLink } from '../../components/paper-list.tsx';
import { paperById } from '../../state/paper-ids.ts';
import { strings } from '../../strings/strings.ts';
import { LongList } from './long-list.tsx';

/** Papers that may be the same, side by side. */
export function PossibleDuplicatesList({ groups }: { groups: PossibleDuplicates[] }) {
  return (
    <Section heading={strings.reading.duplicates(groups.length)}>
      <p class="hint">{strings.reading.duplicatesHint}</p>
      <LongList items={groups} render={(group) => <Group {...group} />} />
    </Section>
  );
}

function Group({ papers, locations, count, cause }: PossibleDuplicates) {
  return (
    <>
      <div class="side-by-side">
        {papers.map((id, i) => {
          const paper = paperById.value.get(id);
          const { file, line } = locations[i]!;
          return (
            <div key={id}>
              {paper !== undefined && <PaperLink paper={paper} />}
              <p class="reading-where">{strings.reading.where(file, line)}</p>
            </div>
          );
        })}
      </div>
      {cause && <p class="reading-reason">{cause}</p>}
      {count > papers.length && <p class="hint">{strings.reading.others(count - papers.length)}</p>}
    </>
  );
}
