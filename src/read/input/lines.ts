import { maxRecordLength, type Sink, type TextReader } from '../record.ts';

/** Starts the second one of two files that were joined. */
const byteOrderMark = 0xfeff;

/**
 * Creates a reader that passes on lines without their line ends and byte order marks. A line longer than {@link maxRecordLength} becomes a problem
 * and is skipped.
 */
export function createLineReader(
  sink: Sink,
  onLine: (line: string, lineNumber: number) => void,
  onEnd: () => void,
): TextReader {
  let rest = '';
  let lineNumber = 1;
  let isSkipping = false;
  const finishLine = (line: string) => {
    if (isSkipping) isSkipping = false;
    else onLine(line.charCodeAt(0) === byteOrderMark ? line.slice(1) : line, lineNumber);
    lineNumber++;
  };
  return {
    write(block) {
      let start = 0;
      for (let end = block.indexOf('\n'); end >= 0; end = block.indexOf('\n', start)) {
        finishLine(start === 0 ? rest + block.slice(0, end) : block.slice(start, end));
        rest = '';
        start = end + 1;
      }
      rest += start === 0 ? block : block.slice(start);
      if (rest.length <= maxRecordLength && !isSkipping) return;
      if (!isSkipping)
        sink.problem(
          lineNumber,
          `this line has more than ${maxRecordLength} characters; check whether the file has line breaks`,
        );
      isSkipping = true;
      rest = '';
    },
    end() {
      if (rest) finishLine(rest);
      onEnd();
    },
  };
}
