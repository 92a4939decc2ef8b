/** The steps of a journey with their durations. */
export class Steps {
  readonly #steps: { step: string; milliseconds: number }[] = [];
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  async run<T>(step: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work();
    const milliseconds = Math.round(performance.now() - began);
    this.#steps.push({ step, milliseconds });
    this.#say(`  ${step.padEnd(28)} ${String(milliseconds).padStart(6)} ms`);
    return result;
  }

  report(): { steps: { step: string; milliseconds: number }[]; totalMilliseconds: number } {
    return {
      steps: this.#steps,
      totalMilliseconds: this.#steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    };
  }
}
