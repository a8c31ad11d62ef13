import { createEdgeCurveProgram } from '@sigma/edge-curve';
import { createNodeBorderProgram } from '@sigma/node-border';
import type Sigma from 'sigma';
import { EdgeLineProgram, NodeCircleProgram, type NodeProgramType } from 'sigma/rendering';
import { CURVATURE } from './edges.ts';

/** What Sigma draws with. */

/**
 * A program that does not draw each dot a second time to find out what the pointer is on: our grid knows that, and drawing
 * the dots is most of the work of a frame.
 */
const unpicked = (Program: NodeProgramType): NodeProgramType =>
  class extends Program {
    constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
      super(gl, null, renderer);
    }
  };

/** A dot. */
export const Dot = unpicked(NodeCircleProgram);

/** A dot with a thin rim in the colour of the background. */
export const RimmedDot = unpicked(
  createNodeBorderProgram({
    borders: [
      { size: { value: 1.2, mode: 'pixels' }, color: { attribute: 'rim' } },
      { size: { fill: true }, color: { attribute: 'color' } },
    ],
  }),
);

export const Line = EdgeLineProgram;

export const Arc = createEdgeCurveProgram({ defaultCurvature: CURVATURE });
