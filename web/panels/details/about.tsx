import { IconButton, Section } from '../../components/controls.tsx';
import { setLook } from '../../state/actions/page.ts';
import { closeReading } from '../../state/actions/select.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

/** How the map was made, how good it is, what could not be read; and building it again. */
export function AboutPanel() {
  const map = state.map.value;
  if (!map) return null;
  const { summary } = map;
  const rows: [string, string][] = [
    [texts.about.records, texts.count(summary.records)],
    [texts.about.papers, texts.count(summary.papers)],
    [texts.about.withoutAbstract, texts.count(summary.withoutAbstract)],
    [texts.about.terms, texts.count(summary.terms)],
    [texts.about.links, texts.count(summary.edges)],
    [texts.about.topics, texts.count(summary.topics.filter((topic) => topic.parent === undefined).length)],
    [texts.about.modularity, texts.similarity(summary.quality.modularity)],
    [texts.about.silhouette, texts.similarity(summary.quality.silhouette)],
    [texts.about.stability, texts.similarity(summary.quality.stability)],
    [texts.about.trustworthiness, texts.similarity(summary.quality.trustworthiness)],
  ];
  const problems = state.details.value?.problems ?? [];
  return (
    <article aria-label={texts.about.heading}>
      <div class="reading-actions">
        <h2>{texts.about.heading}</h2>
        <span class="spacer" />
        <IconButton icon="close" name={texts.paper.close} onClick={closeReading} />
      </div>
      <dl class="numbers">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="secondary" onClick={() => setLook({ pane: 'shape' })}>
        {texts.about.shape}
      </button>
      {problems.length > 0 && (
        <Section heading={texts.errors.skipped(problems.length)}>
          <ul class="sources">
            {problems.slice(0, 100).map(({ file, line, reason }) => (
              <li key={`${file} ${line}`}>
                {file}, {texts.paper.line(line)}: {reason}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </article>
  );
}
