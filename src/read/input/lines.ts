import { recordLimit, type Sink, type TextReader } from '../record.ts';

/** A reader that is handed whole lines, without their ends. A line past the limit is one problem; the next line is read again. */
export function lineReader(sink: Sink, onLine: (line: string, number: number) => void, onEnd: () => void): TextReader {
  let rest = '';
  let number = 1;
  let skipping = false;
  const take = (line: string) => {
    if (skipping) skipping = false;
    else onLine(line, number);
    number++;
  };
  return {
    write(block) {
      let from = 0;
      for (let to = block.indexOf('\n'); to >= 0; to = block.indexOf('\n', from)) {
        take(from === 0 ? rest + block.slice(0, to) : block.slice(from, to));
        rest = '';
        from = to + 1;
      }
      rest += from === 0 ? block : block.slice(from);
      if (rest.length > recordLimit || skipping) {
        if (!skipping)
          sink.problem(
            number,
            `a line of more than ${recordLimit} characters; was the file written without line ends?`,
          );
        skipping = true;
        rest = '';
      }
    },
    end() {
      if (rest) take(rest);
      onEnd();
    },
  };
}
