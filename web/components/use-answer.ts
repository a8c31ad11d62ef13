import { useEffect, useState } from 'preact/hooks';

/** Asks the worker when what is asked about changes; undefined until the answer is there. Late answers are dropped. */
export function useAnswer<T>(question: () => Promise<T | undefined>, about: readonly unknown[]): T | undefined {
  const [answer, setAnswer] = useState<{ about: readonly unknown[]; value: T } | undefined>(undefined);
  useEffect(() => {
    let current = true;
    void question().then((value) => {
      if (current && value !== undefined) setAnswer({ about, value });
    });
    return () => {
      current = false;
    };
  }, about);
  return answer && about.every((one, at) => one === answer.about[at]) ? answer.value : undefined;
}
