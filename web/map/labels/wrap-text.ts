/** Length of words such as "and" that may make a line longer rather than stand alone on the next one. */
const MAX_SHORT_WORD = 3;

/** Wraps a text into at most `maxLines` lines of about `lineLength` characters. An ellipsis marks omitted words. */
export function wrapText(text: string, lineLength: number, maxLines: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(' ');
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    const wouldBeAlone =
      word.length <= MAX_SHORT_WORD && next !== undefined && word.length + 1 + next.length > lineLength;
    const limit = wouldBeAlone ? lineLength + 1 + MAX_SHORT_WORD : lineLength;
    if (line && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), `${lines[maxLines - 1]!.replace(/[\s,;:.–-]{1,5}$/u, '')} …`];
}
