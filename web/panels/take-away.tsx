import { save, savePicture } from '../actions.ts';
import { Menu } from '../parts/controls.tsx';
import type { ExportFormat } from '../protocol.ts';
import { texts } from '../texts.ts';

const FORMATS = Object.keys(texts.take.formats) as ExportFormat[];

/** The map, in the formats of other programs. */
export function TakeAway() {
  return (
    <Menu icon="download" name={texts.take.heading}>
      {(close) => (
        <ul class="menu-list">
          {FORMATS.map((format) => (
            <li key={format}>
              <button
                type="button"
                onClick={() => {
                  close();
                  void save(format);
                }}
              >
                {texts.take.formats[format]}
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              onClick={() => {
                close();
                void savePicture();
              }}
            >
              {texts.take.png}
            </button>
          </li>
        </ul>
      )}
    </Menu>
  );
}
