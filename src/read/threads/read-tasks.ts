import type { Problem } from '../../model/paper.ts';
import type { ByteSink } from '../input/decode.ts';
import { createFileReader, createReadOutput, type ReadOutput } from '../read-file.ts';
import { type EncodedRecords, RecordEncoder } from './record-codec.ts';

/** What was read from a file apart from its records. */
export interface FileRemarks {
  problems: Problem[];
  notes: Problem[];
  /** File name and format of the file, or of each file in an archive. */
  formats: [file: string, format: string][];
  /** Names in the option `columns` that the file has. */
  foundColumns: string[];
}

/** Reads one file after the other, in a worker. */
export class ReadTasks {
  #content!: ByteSink;
  #encoder!: RecordEncoder;
  #output!: ReadOutput;
  #foundColumns!: Set<string>;

  /** Starts to read a file. */
  open(name: string, columns: Record<string, string> | undefined): void {
    this.#encoder = new RecordEncoder();
    this.#output = createReadOutput();
    this.#foundColumns = new Set();
    this.#content = createFileReader(
      name,
      { ...(columns && { columns }), foundColumns: this.#foundColumns },
      this.#output,
    );
  }

  /** Reads bytes of the file and returns the records that are complete. */
  async push(bytes: Uint8Array): Promise<EncodedRecords[]> {
    await this.#content.push(bytes);
    return this.#takeRecords();
  }

  /** Returns the last records of the file, and everything else that was found in it. */
  async end(): Promise<{ records: EncodedRecords[]; remarks: FileRemarks }> {
    await this.#content.end();
    const { problems, notes, formats } = this.#output;
    const remarks = { problems, notes, formats: [...formats], foundColumns: [...this.#foundColumns] };
    return { records: this.#takeRecords(), remarks };
  }

  #takeRecords(): EncodedRecords[] {
    return this.#encoder.encode(this.#output.records.splice(0));
  }
}
