/** Shaders of the density, in GLSL ES 3.00. All but the first draw one triangle that covers the target. */

import { DENSITY_STYLE } from '../../../src/layout/density/density-style.ts';

const HEADER = '#version 300 es\nprecision highp float;\n';

/** Places a paper in the grid. */
export const SCATTER_VERTEX = `${HEADER}
in vec2 position;
uniform vec4 transform;
void main() {
  gl_Position = vec4(position * transform.xy + transform.zw, 0.0, 1.0);
  gl_PointSize = 1.0;
}`;

/** Counts a paper; blending adds the counts. */
export const SCATTER_FRAGMENT = `${HEADER}
out vec4 count;
void main() {
  count = vec4(1.0, 0.0, 0.0, 1.0);
}`;

export const FULL_VERTEX = `${HEADER}
void main() {
  vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
  gl_Position = vec4(corner, 0.0, 1.0);
}`;

/** Convolves rows or columns with a Gaussian kernel. */
export const BLUR_FRAGMENT = `${HEADER}
uniform sampler2D source;
uniform ivec2 direction;
uniform float sigma;
out vec4 density;
void main() {
  ivec2 size = textureSize(source, 0);
  ivec2 cell = ivec2(gl_FragCoord.xy);
  int radius = int(ceil(3.0 * sigma));
  float sum = 0.0;
  float total = 0.0;
  for (int k = -radius; k <= radius; k++) {
    float weight = exp(-0.5 * float(k * k) / (sigma * sigma));
    ivec2 place = cell + k * direction;
    total += weight;
    if (all(greaterThanEqual(place, ivec2(0))) && all(lessThan(place, size)))
      sum += weight * texelFetch(source, place, 0).r;
  }
  density = vec4(sum / total, 0.0, 0.0, 1.0);
}`;

/** Takes the maximum of blocks. */
export const MAX_FRAGMENT = `${HEADER}
uniform sampler2D source;
uniform int block;
out vec4 maximum;
void main() {
  ivec2 last = textureSize(source, 0) - 1;
  ivec2 start = ivec2(gl_FragCoord.xy) * block;
  float value = 0.0;
  for (int y = 0; y < block; y++)
    for (int x = 0; x < block; x++)
      value = max(value, texelFetch(source, min(start + ivec2(x, y), last), 0).r);
  maximum = vec4(value, 0.0, 0.0, 1.0);
}`;

/** Colors the density, as figures do. */
export const COLOR_FRAGMENT = `${HEADER}
uniform sampler2D source;
uniform sampler2D maximum;
uniform sampler2D scale;
uniform vec4 view;
uniform float leastMaximum;
uniform float opacity;
out vec4 color;
void main() {
  vec2 place = gl_FragCoord.xy * view.xy + view.zw;
  float peak = max(texelFetch(maximum, ivec2(0), 0).r, leastMaximum);
  float share = pow(clamp(texture(source, place).r / peak, 0.0, 1.0), ${DENSITY_STYLE.exponent});
  float alpha = opacity * smoothstep(${DENSITY_STYLE.fade.join()}, share);
  color = vec4(texture(scale, vec2(share, 0.5)).rgb * alpha, alpha);
}`;
