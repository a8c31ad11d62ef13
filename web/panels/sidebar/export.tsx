import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { describesOnlyWorks } from '../../../src/export/formats-of-works.ts';
import { Menu } from '../../components/controls.tsx';
import {
  copyLink,
  DEFAULT_SIZE,
  type ExportScope,
  exportFigure,
  exportPage,
  exportPapers,
  exportPrintPng,
  exportViewPng,
  FIGURE_RANGES,
  type FigureSize,
  selectionScopes,
} from '../../state/actions/export.ts';
import { isSingleFile } from '../../state/embedded-map.ts';
import { visibleCount } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { hasWorkNodes } from '../../strings/nouns.ts';
import { strings } from '../../strings/strings.ts';

type ScopedFormat = Exclude<keyof typeof strings.export.formats, 'topics.csv'>;

/** The format that lists all topics, whichever papers are chosen. */
const TOPICS = 'topics.csv';

// The object has exactly the keys of its type, so the cast is safe.
const FORMATS = (Object.keys(strings.export.formats) as (ScopedFormat | typeof TOPICS)[]).filter(
  (format): format is ScopedFormat => format !== TOPICS,
);

/** The formats of the nodes of the shown network. */
const shownFormats = () => (hasWorkNodes() ? FORMATS : FORMATS.filter((format) => !describesOnlyWorks(format)));

/** The export menu: papers as files and images, the whole map, the current view. */
export function ExportMenu() {
  const [chosenScope, setScope] = useState<ExportScope>('everything');
  const [size, setSize] = useState(DEFAULT_SIZE);
  const scopes: [scope: ExportScope, name: string][] = [
    ['everything', strings.export.everything(state.map.value?.nodes.ids.length ?? 0)],
    ['visible', strings.export.visible(visibleCount.value)],
    ...selectionScopes.value.map(({ scope, name, papers }): [ExportScope, string] => [
      scope,
      strings.export.selection(name, papers.length),
    ]),
  ];
  // The chosen group may be empty by now.
  const scope = scopes.some(([option]) => option === chosenScope) ? chosenScope : 'everything';
  return (
    <Menu icon="download" name={strings.export.heading}>
      {(close) => {
        const item = (name: string, run: () => Promise<void>) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => {
                close();
                void run();
              }}
            >
              {name}
            </button>
          </li>
        );
        return (
          <>
            <fieldset class="export-scopes">
              <legend>{strings.export.papers}</legend>
              {scopes.map(([option, name]) => (
                <label class="check-row" key={option}>
                  <input type="radio" name="scope" checked={scope === option} onChange={() => setScope(option)} />
                  {name}
                </label>
              ))}
            </fieldset>
            <MenuList>
              {shownFormats().map((format) => item(strings.export.formats[format], () => exportPapers(format, scope)))}
            </MenuList>
            <p class="menu-heading">{strings.export.figures}</p>
            <SizeInputs size={size} onChange={setSize} />
            <MenuList>
              {item(strings.export.svg, () => exportFigure('svg', scope, size))}
              {!isSingleFile && item(strings.export.pdf, () => exportFigure('pdf', scope, size))}
              {item(strings.export.print, () => exportPrintPng(scope, size))}
            </MenuList>
            <p class="menu-heading">{strings.export.whole}</p>
            <MenuList>
              {!isSingleFile && item(strings.export.page, exportPage)}
              {item(strings.export.map, () => exportPapers('map', 'everything'))}
              {item(strings.export.formats[TOPICS], () => exportPapers(TOPICS, 'everything'))}
            </MenuList>
            <p class="menu-heading">{strings.export.view}</p>
            <MenuList>
              {item(strings.export.png, exportViewPng)}
              {item(strings.export.link, copyLink)}
            </MenuList>
          </>
        );
      }}
    </Menu>
  );
}

/** The inputs of the size of figures. A value out of range is replaced by the nearest one in it. */
function SizeInputs({ size, onChange }: { size: FigureSize; onChange(size: FigureSize): void }) {
  // The object has exactly these keys.
  const fields = Object.keys(FIGURE_RANGES) as (keyof FigureSize)[];
  return fields.map((field) => {
    const [min, max] = FIGURE_RANGES[field];
    return (
      <label class="menu-input" key={field}>
        {strings.export.withRange(strings.export[field], min, max)}
        <input
          type="number"
          min={min}
          max={max}
          value={size[field]}
          onChange={({ currentTarget }) => {
            const value = Math.round(currentTarget.valueAsNumber || DEFAULT_SIZE[field]);
            const allowed = Math.min(max, Math.max(min, value));
            currentTarget.value = String(allowed);
            onChange({ ...size, [field]: allowed });
          }}
        />
      </label>
    );
  });
}

const MenuList = ({ children }: { children: ComponentChildren }) => <ul class="menu-list">{children}</ul>;
