/** The part of citation-js that the tests use; it comes without types. */
declare module '@citation-js/core' {
  interface CslItem {
    id: string;
    title?: string;
    abstract?: string;
    DOI?: string;
    URL?: string;
    type: string;
    author?: Record<string, string>[];
    issued?: { 'date-parts': number[][] };
    'container-title'?: string;
  }
  export const plugins: {
    input: { chain(text: string, options: { forceType: string; generateGraph: boolean }): CslItem[] };
  };
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
