/**
 * A fuzzer for parsers: inputs grown from good ones, kept where their outcome is new. A parser may accept, or refuse by its
 * own error; anything else, an answer that takes seconds, and memory without limit are findings.
 */

import { Worker } from 'node:worker_threads';

export interface Target {
  name: string;
  /** Returns, or throws what `isRefusal` knows. */
  parse: (bytes: Uint8Array<ArrayBuffer>) => unknown;
  /** Inputs that it accepts. */
  seeds: () => Uint8Array[];
}

/** What the module of the targets exports. */
export interface TargetModule {
  TARGETS: readonly Target[];
  isRefusal: (error: unknown) => boolean;
}

export interface FuzzOptions {
  /** URL of a module as `TargetModule` says it. */
  targets: URL;
  seconds: number;
  /** The same seed tries the same inputs in the same order. */
  seed: number;
  /** Only targets with this in their name. */
  only?: string | undefined;
}

export interface FuzzReport {
  /** Inputs tried. */
  tried: number;
  /** Undefined when nothing was found. */
  finding?: { target: string; what: string; input: Uint8Array };
}

export interface Shared extends Omit<FuzzOptions, 'targets' | 'seconds'> {
  targets: string;
  until: number;
  /** Three 32-bit numbers: inputs tried, index of the target, length of the input. */
  control: SharedArrayBuffer;
  input: SharedArrayBuffer;
}

const INPUT_BYTES = 1 << 17;
/** Of computing, not of waiting: a machine that stands still is no fault of a parser. */
const HANGS_AFTER_MS = 5_000;
const LOOK_EVERY_MS = 500;
const HEAP_MB = 384;

/** Runs until the time is over or something is found. */
export async function fuzz({ targets, seconds, seed, only }: FuzzOptions): Promise<FuzzReport> {
  const control = new SharedArrayBuffer(12);
  const input = new SharedArrayBuffer(INPUT_BYTES);
  const until = Date.now() + seconds * 1000;
  const data: Shared = { targets: targets.href, seed, until, control, input, only };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const counts = new Int32Array(control);
  const what = await ended(worker, counts);
  const report = { tried: Atomics.load(counts, 0) };
  if (what === undefined) return report;
  const { TARGETS } = (await import(targets.href)) as TargetModule;
  const chosen = TARGETS.filter(({ name }) => only === undefined || name.includes(only));
  const bytes = new Uint8Array(input).slice(0, Atomics.load(counts, 2));
  return { ...report, finding: { target: chosen[Atomics.load(counts, 1)]?.name ?? '', what, input: bytes } };
}

/** How the thread ended: undefined is well. */
function ended(worker: Worker, counts: Int32Array): Promise<string | undefined> {
  return new Promise((settle) => {
    let last = -1;
    let computed = process.cpuUsage();
    const watch = setInterval(() => {
      const now = Atomics.load(counts, 0);
      const { user, system } = process.cpuUsage(computed);
      if (now !== last || now === 0) {
        last = now;
        computed = process.cpuUsage();
      } else if ((user + system) / 1000 > HANGS_AFTER_MS) {
        settle(`no answer within ${HANGS_AFTER_MS / 1000} s`);
        void worker.terminate();
      }
    }, LOOK_EVERY_MS);
    worker.once('error', (error: Error) => settle(error.stack ?? String(error)));
    worker.once('exit', () => {
      clearInterval(watch);
      settle(undefined);
    });
  });
}
