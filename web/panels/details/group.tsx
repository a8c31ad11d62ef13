import { IconButton } from '../../components/controls.tsx';
import { PaperList } from '../../components/paper-list/paper-list.tsx';
import { useAnswer } from '../../components/use-answer.ts';
import { highlightPapers } from '../../state/actions/search.ts';
import { queries } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import type { GroupKind } from '../../worker/search/results.ts';
import { MergeLabel } from './merge-label.tsx';
import { PanelHeader } from './panel-header.tsx';

/** All papers of an author, venue, year or term. */
export function GroupPanel({ group, name }: { group: GroupKind; name: string }) {
  const papers = useAnswer(() => queries.group(group, name), [group, name, state.map.value]);
  const highlight = papers && (
    <IconButton
      icon="focus"
      name={strings.group.fit}
      onClick={() => highlightPapers(name, papers, `${group}:${name}`)}
    />
  );
  return (
    <article aria-label={name} aria-busy={!papers}>
      <PanelHeader left={highlight} />
      <h2 class="details-title">{name}</h2>
      {papers && (
        <>
          <p class="metadata">
            {strings.group.kinds[group]} · {strings.papers(papers.length)}
          </p>
          {(group === 'author' || (group === 'term' && !/\s/.test(name))) && (
            <MergeLabel kind={group === 'author' ? 'authors' : 'terms'} label={name} />
          )}
          <PaperList key={name} papers={Array.from(papers)} />
        </>
      )}
    </article>
  );
}
