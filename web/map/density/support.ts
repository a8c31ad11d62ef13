/** Returns the WebGL context that can compute a density, or null if there is none. */
export function getDensityContext(canvas: HTMLCanvasElement): WebGL2RenderingContext | null {
  const gl = canvas.getContext('webgl2', { antialias: false, depth: false, powerPreference: 'low-power' });
  // Counts are added in textures of half floats.
  return gl?.getExtension('EXT_color_buffer_float') ? gl : null;
}

let isSupported: boolean | undefined;

/** Returns whether the density can be drawn. */
export function supportsDensity(): boolean {
  if (isSupported === undefined) {
    const gl = getDensityContext(document.createElement('canvas'));
    isSupported = gl !== null;
    gl?.getExtension('WEBGL_lose_context')?.loseContext();
  }
  return isSupported;
}
