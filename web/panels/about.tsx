import { closeReading, rebuild } from '../actions.ts';
import { IconButton, Section } from '../parts/controls.tsx';
import { state } from '../state.ts';
import { texts } from '../texts.ts';

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
      <Rebuild resolution={summary.resolution} />
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

function Rebuild({ resolution }: { resolution: number }) {
  const { neighbours, minSimilarity, resolution: chosen } = state.settings.value;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const fields = new FormData(event.currentTarget);
    const number = (name: string) => Number(fields.get(name)) || undefined;
    const settings = {
      neighbours: number('neighbours'),
      minSimilarity: number('minSimilarity'),
      resolution: number('resolution'),
    };
    rebuild(Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)));
  };
  return (
    <Section heading={texts.about.settings}>
      <form class="rebuild" onSubmit={submit}>
        <label>
          <span>{texts.about.neighbours}</span>
          <input name="neighbours" type="number" min="1" max="100" step="1" value={neighbours ?? 10} />
        </label>
        <label>
          <span>{texts.filters.minSimilarity}</span>
          <input name="minSimilarity" type="number" min="0" max="1" step="0.01" value={minSimilarity ?? 0} />
        </label>
        <label>
          <span>{texts.about.resolution}</span>
          <input
            name="resolution"
            type="number"
            min="0.1"
            max="20"
            step="0.1"
            value={chosen ?? Number(resolution.toFixed(1))}
          />
        </label>
        <button type="submit" class="secondary">
          {texts.about.rebuild}
        </button>
      </form>
    </Section>
  );
}
