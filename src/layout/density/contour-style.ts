/** How contours are drawn, in the explorer and in figures. The width is in CSS pixels, or in user units of figures. */
export const CONTOUR_STYLE = { fillOpacity: 0.13, strokeOpacity: 0.75, strokeWidth: 1.6 } as const;
