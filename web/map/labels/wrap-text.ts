/** Wraps a text into at most `maxLines` lines of about `lineLength` characters. An ellipsis marks omitted words. */
export function wrapText(text: string, lineLength: number, maxLines: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + 1 + word.length > lineLength) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), `${lines[maxLines - 1]!.replace(/[\s,;:.–-]+$/u, '')} …`];
}
