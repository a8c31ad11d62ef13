import { Section } from '../../components/controls.tsx';
import { setViewOptions } from '../../state/actions/page.ts';
import { mainTopics } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import { PanelHeader } from './panel-header.tsx';

/** Maximum number of problems that are listed. */
const MAX_PROBLEMS = 100;

/** Statistics and quality of the map, and the input that could not be read. */
export function AboutPanel() {
  const map = state.map.value;
  if (!map) return null;
  const { summary } = map;
  const { quality } = summary;
  const rows: [name: string, value: string][] = [
    [strings.about.records, strings.count(summary.records)],
    [strings.about.papers, strings.count(summary.papers)],
    [strings.about.withoutAbstract, strings.count(summary.withoutAbstract)],
    [strings.about.terms, strings.count(summary.terms)],
    [strings.about.links, strings.count(summary.edges)],
    [strings.about.topics, strings.count(mainTopics(map).length)],
    [strings.about.modularity, strings.similarity(quality.modularity)],
    [strings.about.silhouette, strings.similarity(quality.silhouette)],
    [strings.about.stability, strings.similarity(quality.stability)],
    [strings.about.trustworthiness, strings.similarity(quality.trustworthiness)],
  ];
  const problems = state.details.value?.problems ?? [];
  return (
    <article aria-label={strings.about.heading}>
      <PanelHeader heading={strings.about.heading} />
      <dl class="statistics">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="secondary" onClick={() => setViewOptions({ pane: 'edit' })}>
        {strings.about.rebuild}
      </button>
      {problems.length > 0 && (
        <Section heading={strings.errors.skipped(problems.length)}>
          <ul class="sources">
            {problems.slice(0, MAX_PROBLEMS).map(({ file, line, reason }) => (
              <li key={`${file} ${line}`}>
                {file}, {strings.paper.line(line)}: {reason}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </article>
  );
}
