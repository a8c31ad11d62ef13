import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Menu } from '../../components/controls.tsx';
import { copyLink, type Scope, save, savePage, savePrint, saveView, selections } from '../../state/actions/export.ts';
import { isSingleFile } from '../../state/embedded-map.ts';
import { shownCount } from '../../state/filters.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';

type ScopedFormat = keyof typeof texts.take.formats;

// The table of texts is written out as it is, so its names are those of its type.
const FORMATS = Object.keys(texts.take.formats) as ScopedFormat[];

/** The papers as files and pictures for other programs, the whole map, the view. */
export function TakeAway() {
  const [wanted, setScope] = useState<Scope>('everything');
  const singledOut = selections.value;
  const scopes: [Scope, string][] = [
    ['everything', texts.take.everything(state.map.value?.nodes.ids.length ?? 0)],
    ['visible', texts.take.visible(shownCount.value)],
    ...singledOut.map(({ scope, name, papers }): [Scope, string] => [scope, texts.take.selection(name, papers.length)]),
  ];
  // What was chosen may be singled out no more.
  const scope = scopes.some(([one]) => one === wanted) ? wanted : 'everything';
  return (
    <Menu icon="download" name={texts.take.heading}>
      {(close) => {
        const item = (name: string, act: () => Promise<void>) => (
          <li key={name}>
            <button
              type="button"
              onClick={() => {
                close();
                void act();
              }}
            >
              {name}
            </button>
          </li>
        );
        return (
          <>
            <fieldset class="scopes">
              <legend>{texts.take.what}</legend>
              {scopes.map(([one, name]) => (
                <label class="check" key={one}>
                  <input type="radio" name="scope" checked={scope === one} onChange={() => setScope(one)} />
                  {name}
                </label>
              ))}
            </fieldset>
            <Items>
              {FORMATS.map((format) => item(texts.take.formats[format], () => save(format, scope)))}
              {item(texts.take.print, () => savePrint(scope))}
            </Items>
            <p class="menu-heading">{texts.take.whole}</p>
            <Items>
              {!isSingleFile && item(texts.take.page, savePage)}
              {item(texts.take.map, () => save('map', 'everything'))}
            </Items>
            <p class="menu-heading">{texts.take.view}</p>
            <Items>
              {item(texts.take.png, saveView)}
              {item(texts.take.link, copyLink)}
            </Items>
          </>
        );
      }}
    </Menu>
  );
}

const Items = ({ children }: { children: ComponentChildren }) => <ul class="menu-list">{children}</ul>;
