import { useLayoutEffect, useState } from 'preact/hooks';

/**
 * Sends a query to the worker whenever its dependencies change.
 *
 * @returns the answer for the current dependencies, or undefined while it is pending. Late answers are dropped.
 */
export function useAnswer<T>(query: () => Promise<T | undefined>, dependencies: readonly unknown[]): T | undefined {
  const [answer, setAnswer] = useState<{ dependencies: readonly unknown[]; value: T } | undefined>(undefined);
  // Before the page is painted, so that the answer arrives sooner.
  useLayoutEffect(() => {
    let isCurrent = true;
    void query().then((value) => {
      if (isCurrent && value !== undefined) setAnswer({ dependencies, value });
    });
    return () => {
      isCurrent = false;
    };
  }, dependencies);
  return answer && dependencies.every((value, i) => value === answer.dependencies[i]) ? answer.value : undefined;
}
