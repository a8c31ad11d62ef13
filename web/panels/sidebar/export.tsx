import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Menu } from '../../components/controls.tsx';
import {
  copyLink,
  type ExportScope,
  exportPage,
  exportPapers,
  exportPrintPng,
  exportViewPng,
  selectionScopes,
} from '../../state/actions/export.ts';
import { isSingleFile } from '../../state/embedded-map.ts';
import { visibleCount } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

type ScopedFormat = keyof typeof strings.export.formats;

// The object has exactly the keys of its type, so the cast is safe.
const FORMATS = Object.keys(strings.export.formats) as ScopedFormat[];

/** The export menu: papers as files and images, the whole map, the current view. */
export function ExportMenu() {
  const [chosenScope, setScope] = useState<ExportScope>('everything');
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
              {FORMATS.map((format) => item(strings.export.formats[format], () => exportPapers(format, scope)))}
              {item(strings.export.print, () => exportPrintPng(scope))}
            </MenuList>
            <p class="menu-heading">{strings.export.whole}</p>
            <MenuList>
              {!isSingleFile && item(strings.export.page, exportPage)}
              {item(strings.export.map, () => exportPapers('map', 'everything'))}
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

const MenuList = ({ children }: { children: ComponentChildren }) => <ul class="menu-list">{children}</ul>;
