import { IconButton, Section } from '../../components/controls.tsx';
import { PaperLink } from '../../components/paper-list/paper-list.tsx';
import { useSorting } from '../../components/paper-list/sort-papers.tsx';
import { exportPapers } from '../../state/actions/export.ts';
import { highlightPapers } from '../../state/actions/search.ts';
import { toggleReadingList } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** The reading list, which can be highlighted on the map and exported. */
export function ReadingList() {
  const papers = state.readingList.value;
  const { sorted, control } = useSorting(papers, (paper) => paper, strings.list.added);
  const titles = state.map.value?.nodes.titles ?? [];
  const showOnMap = () => highlightPapers(strings.readingList.heading, Uint32Array.from(papers), 'list:');
  return (
    <Section
      heading={strings.readingList.heading}
      aside={
        papers.length > 0 && (
          <button type="button" class="text-button" onClick={showOnMap}>
            {strings.readingList.showOnMap}
          </button>
        )
      }
    >
      {papers.length === 0 && <p class="hint">{strings.readingList.hint}</p>}
      {control}
      <ul class="reading-list">
        {sorted.map((paper) => (
          <li key={paper}>
            <PaperLink paper={paper} />
            <IconButton
              icon="close"
              name={strings.readingList.removeTitle(titles[paper] ?? '')}
              onClick={() => toggleReadingList(paper)}
            />
          </li>
        ))}
      </ul>
      {papers.length > 0 && (
        <div class="button-row">
          {(['bibtex', 'ris', 'nodes.csv'] as const).map((format) => (
            <button
              key={format}
              type="button"
              class="secondary"
              onClick={() => void exportPapers(format, 'readingList')}
            >
              {strings.readingList.formats[format]}
            </button>
          ))}
        </div>
      )}
    </Section>
  );
}
