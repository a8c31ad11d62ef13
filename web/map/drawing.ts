/** The part of the map that draws, with Sigma: it is loaded when a map is opened. */
export { LabelLayer } from './labels/label-layer.ts';
export { MapView } from './map-view.ts';
export { rasterizeSvg, renderViewPng } from './snapshot.ts';
