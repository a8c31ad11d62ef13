import { setViewOptions } from '../state/actions/page.ts';
import { state, type Theme } from '../state/store.ts';
import { strings } from '../strings/strings.ts';
import { IconButton } from './controls.tsx';

const NEXT_THEME: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };

/** A button that switches to the next color theme. */
export function ThemeButton() {
  const theme = state.theme.value;
  return (
    <IconButton
      icon={theme}
      name={strings.bar.theme[theme]}
      onClick={() => setViewOptions({ theme: NEXT_THEME[theme] })}
    />
  );
}
