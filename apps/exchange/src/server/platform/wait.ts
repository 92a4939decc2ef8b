/** Waiting for whichever comes first: time, a wake-up, or the end of interest. */

export class Alarm {
  #ring: () => void = () => undefined;
  #rung = false;

  /** Wakes the sleeper; a ring while nobody sleeps is kept. */
  ring(): void {
    this.#rung = true;
    this.#ring();
  }

  /** Sleeps until rung, aborted, or for so long. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#ring = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener('abort', this.#ring, { once: true });
      });
      signal.removeEventListener('abort', this.#ring);
    }
    this.#rung = false;
  }
}
