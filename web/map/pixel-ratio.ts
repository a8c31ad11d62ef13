/**
 * Calls `onChange` whenever `devicePixelRatio` changes, until `signal` is aborted. The ratio changes when the window moves to
 * another screen and when the page is zoomed.
 */
export function onPixelRatioChange(onChange: () => void, signal: AbortSignal): void {
  // A media query matches a single ratio, so each change requires a new query.
  const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  const handleChange = () => {
    onPixelRatioChange(onChange, signal);
    onChange();
  };
  query.addEventListener('change', handleChange, { once: true, signal });
}
