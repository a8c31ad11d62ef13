/** Milliseconds of work after which the page may handle events. */
const DURATION = 8;

/** Interrupts long work, so that the page can handle events and draw frames. */
export class TimeSlice {
  #start = performance.now();

  /** Returns a promise to wait for if the slice is used up; otherwise undefined. */
  pause(): Promise<void> | undefined {
    if (performance.now() - this.#start < DURATION) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        this.#start = performance.now();
        resolve();
      });
    });
  }
}
