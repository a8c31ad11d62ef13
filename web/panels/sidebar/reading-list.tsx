import { IconButton, Section } from '../../components/controls.tsx';
import { PaperLink } from '../../components/paper-list.tsx';
import { save } from '../../state/actions/export.ts';
import { mark } from '../../state/actions/find.ts';
import { keep } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

/** The reading list: papers kept for later, to be shown on the map and taken away. */
export function Kept() {
  const kept = state.kept.value;
  const titles = state.map.value?.nodes.titles ?? [];
  return (
    <Section
      heading={texts.kept.heading}
      aside={
        kept.length > 0 && (
          <button type="button" class="text-button" onClick={() => mark(texts.kept.heading, Uint32Array.from(kept))}>
            {texts.kept.mark}
          </button>
        )
      }
    >
      {kept.length === 0 && <p class="hint">{texts.kept.hint}</p>}
      <ul class="kept">
        {kept.map((paper) => (
          <li key={paper}>
            <PaperLink paper={paper} />
            <IconButton icon="close" name={texts.kept.drop(titles[paper] ?? '')} onClick={() => keep(paper)} />
          </li>
        ))}
      </ul>
      {kept.length > 0 && (
        <div class="ask-actions">
          {(['bibtex', 'ris', 'nodes.csv'] as const).map((format) => (
            <button key={format} type="button" class="secondary" onClick={() => void save(format, 'kept')}>
              {texts.kept.formats[format]}
            </button>
          ))}
        </div>
      )}
    </Section>
  );
}
