import { createEdgeCurveProgram } from '@sigma/edge-curve';
import { createNodeBorderProgram } from '@sigma/node-border';
import type Sigma from 'sigma';
import { EdgeLineProgram, NodeCircleProgram, type NodeProgramType } from 'sigma/rendering';
import { CURVATURE } from '../edges/edge-style.ts';

/** The WebGL programs that Sigma draws with. */

/**
 * Returns a program that skips Sigma's picking pass, which draws each node a second time to find the one under the pointer.
 * Drawing nodes is most of the work of a frame, and the spatial index finds the node without it.
 */
const withoutPicking = (Program: NodeProgramType): NodeProgramType =>
  class extends Program {
    constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
      super(gl, null, renderer);
    }
  };

/** Draws a node as a disc. */
export const NodeProgram = withoutPicking(NodeCircleProgram);

/** Draws a node as a disc with a thin border; the node attribute `borderColor` sets its color. */
export const BorderedNodeProgram = withoutPicking(
  createNodeBorderProgram({
    borders: [
      { size: { value: 1.2, mode: 'pixels' }, color: { attribute: 'borderColor' } },
      { size: { fill: true }, color: { attribute: 'color' } },
    ],
  }),
);

/** Draws an edge as a straight line. */
export const LineProgram = EdgeLineProgram;

/** Draws an edge as an arc. */
export const ArcProgram = createEdgeCurveProgram({ defaultCurvature: CURVATURE });
