import type { Collection, Paper, Problem } from '../types.ts';

/** An input: a name for messages, and its bytes. Node's files, browser Files and stdin all fit. */
export interface InputFile {
  name: string;
  /** Size in bytes where known, for progress. */
  size?: number;
  bytes(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Skeleton: JSON Lines, or listing pages read by a rough rule. */
export async function readPapers(files: Iterable<InputFile> | AsyncIterable<InputFile>): Promise<Collection> {
  const byTitle = new Map<string, Paper>();
  const problems: Problem[] = [];
  let records = 0;
  const add = (paper: Omit<Paper, 'sources'>, file: string, line: number) => {
    records++;
    const known = byTitle.get(paper.id);
    if (known) known.sources.push({ file, line });
    else byTitle.set(paper.id, { ...paper, sources: [{ file, line }] });
  };
  for await (const file of files) {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of file.bytes()) text += decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    if (text.startsWith('{')) {
      lines.forEach((line, at) => {
        if (line) add({ abstract: '', ...JSON.parse(line) }, file.name, at + 1);
      });
      continue;
    }
    let title = '';
    lines.forEach((line, at) => {
      const text = line.trim().replace(/^Subscribe(?=\S)/, '');
      if (text.length > 350)
        add(
          {
            id: title
              .toLowerCase()
              .replace(/[^a-z0-9]+/g, '-')
              .slice(0, 80),
            title,
            abstract: text,
          },
          file.name,
          at + 1,
        );
      else if (text.length > 12 && !/authors?$|^·|^\w{3} \d/.test(text)) title = text;
    });
  }
  const papers = [...byTitle.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { papers, records, merged: records - papers.length - problems.length, problems, notes: [] };
}
