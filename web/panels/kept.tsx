import { mark } from '../actions/finding.ts';
import { keep } from '../actions/reading.ts';
import { save } from '../actions/taking.ts';
import { IconButton, Section } from '../parts/controls.tsx';
import { PaperLink } from '../parts/papers.tsx';
import { state } from '../state.ts';
import { texts } from '../texts.ts';

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
