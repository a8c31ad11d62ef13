type Drawing = typeof import('../map/drawing.ts');

let loaded: Drawing | undefined;

/** Loads the code that draws maps. */
export async function loadDrawing(): Promise<void> {
  loaded ??= await import('../map/drawing.ts');
}

/** Returns the code that draws maps. It is loaded before a map is shown. */
export function getDrawing(): Drawing {
  if (!loaded) throw new Error('the code that draws maps has not been loaded');
  return loaded;
}
