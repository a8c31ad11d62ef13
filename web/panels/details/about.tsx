import type { ReferenceStatistics } from '../../../src/model/network.ts';
import { languageName } from '../../../src/util/language/languages.ts';
import { Section } from '../../components/controls.tsx';
import { setViewOptions } from '../../state/actions/page.ts';
import { openReading } from '../../state/actions/select.ts';
import { mainTopics } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { hasPaperNodes, isSimilarity, shownNetwork } from '../../strings/nouns.ts';
import { strings } from '../../strings/strings.ts';
import { PanelHeader } from './panel-header.tsx';

const formatLanguages = (languages: readonly [code: string, papers: number][]) =>
  languages.map(([code, papers]) => `${languageName(code)}: ${strings.count(papers)}`).join(', ');

const formatReferences = ({ references, byIdentifier, byFields, inCollection }: ReferenceStatistics) =>
  strings.network.matched(byIdentifier + byFields, references, inCollection);

/** The quality figures, in the order in which they are shown. */
const QUALITY = ['modularity', 'silhouette', 'stability', 'trustworthiness'] as const;

/** Statistics and quality of the map. */
export function AboutPanel() {
  const map = state.map.value;
  if (!map) return null;
  const { summary } = map;
  const { quality } = summary;
  const network = state.details.value?.network;
  const references = network?.references;
  const rows: [name: string, value: string][] = [
    [strings.about.records, strings.count(summary.records)],
    ...(isSimilarity()
      ? []
      : [[strings.network.label, strings.network.names[shownNetwork.value]] satisfies [string, string]]),
    [strings.about.papers, strings.count(summary.papers)],
    ...(hasPaperNodes()
      ? [[strings.about.withoutAbstract, strings.count(summary.withoutAbstract)] satisfies [string, string]]
      : []),
    ...(summary.languages
      ? [[strings.about.languages, formatLanguages(summary.languages)] satisfies [string, string]]
      : []),
    [strings.about.terms, strings.count(summary.terms)],
    [strings.about.links, strings.network.allLinks(summary.edges, network?.links ?? summary.edges)],
    ...(references ? [[strings.network.references, formatReferences(references)] satisfies [string, string]] : []),
    [strings.about.topics, strings.count(mainTopics(map).length)],
  ];
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
      <Section heading={strings.about.quality}>
        <dl class="statistics explained">
          {QUALITY.map((name) => (
            <div key={name}>
              <dt>{strings.about[name]}</dt>
              <dd>{strings.similarity(quality[name])}</dd>
              <dd class="hint">{strings.about.meanings[name]}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <div class="button-row">
        <button type="button" class="secondary" onClick={openReading}>
          {strings.reading.heading}
        </button>
        <button type="button" class="secondary" onClick={() => setViewOptions({ pane: 'edit' })}>
          {strings.about.rebuild}
        </button>
      </div>
    </article>
  );
}
