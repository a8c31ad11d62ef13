/** Replaces surrogates without a partner, for which `encodeURIComponent` throws. As `String.prototype.toWellFormed`, which older browsers lack. */
export const toWellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd');
