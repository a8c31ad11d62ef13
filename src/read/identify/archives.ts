const fromReferenceManager = 'export its references from the reference manager that inserted them';

/** Entries that only one kind of document has, by name. */
const documents: [entry: RegExp, what: string][] = [
  [/^word\//, `a Word document, not a list of papers; ${fromReferenceManager}`],
  [/^ppt\//, 'a PowerPoint presentation, not a list of papers; remove it from the input'],
  [/^xl\/workbook\.xml$/, 'this is a spreadsheet; save it as CSV'],
];

/** Documents by the media type that their entry "mimetype" contains. */
const mediaTypes: [type: RegExp, what: string][] = [
  [/opendocument\.spreadsheet/, 'this is a spreadsheet; save it as CSV'],
  [/opendocument\.text/, `a text document, not a list of papers; ${fromReferenceManager}`],
  [/epub/, 'an e-book, not a list of papers; export its reference from a reference manager instead'],
];

const otherDocument = 'a document in a zip archive, not a list of papers; remove it from the input';

/** Entries by which a zip archive is a document or a program, not a collection of files. */
const packageEntry = /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|META-INF\/)/;

/** Tells which document a zip archive is, from its entries in order. */
export class ArchiveIdentifier {
  #isPackage = false;

  /** Returns what the archive is when this entry decides it; see {@link isPackage}. */
  addEntry(name: string): string | undefined {
    if (packageEntry.test(name)) this.#isPackage = true;
    return documents.find(([entry]) => entry.test(name))?.[1];
  }

  /** Returns what the archive is, from the content of an entry named "mimetype". */
  addMediaType(text: string): string {
    return mediaTypes.find(([type]) => type.test(text))?.[1] ?? otherDocument;
  }

  /** Whether the archive is a document, so that its entries are no files of their own. */
  get isPackage(): boolean {
    return this.#isPackage;
  }

  /** What a package is in which no entry decided it. */
  get description(): string {
    return otherDocument;
  }
}
