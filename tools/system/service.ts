/**
 * One of our services as a child process: started, waited for, restarted with growing pauses when it dies, stopped.
 * It gets a process group of its own, so that Ctrl-C reaches the launcher alone and the order of stopping holds; it
 * watches QY_PARENT_PID and ends when the launcher is gone.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines, openLog } from './log-file.ts';
import { SystemError } from './system-error.ts';

export interface ServiceOptions {
  name: string;
  /** What node runs, with its arguments. */
  args: string[];
  cwd: string;
  logFile: string;
  environment?: Record<string, string>;
  /** Resolves true once the service answers. */
  healthy(): Promise<boolean>;
  /** The pause before a restart doubles from one crash to the next, up to this. */
  longestPauseMs: number;
  log(line: string): void;
}

export interface Service {
  readonly name: string;
  /** Of the process running now; undefined between two. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** A service at rest should be small: young objects are collected early instead of being kept in wide spaces. */
const SMALL = ['--max-semi-space-size=1'];
const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;
const SHORTEST_PAUSE_MS = 200;
/** After running this long a crash counts as the first again. */
const STEADY_AFTER_MS = 30_000;

/** Starts it and waits until it answers; throws `system/process-failed` with what it said last. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const stopping = new AbortController();
  let child = launch(options);
  await ready(options, child);
  const watching = (async () => {
    let pause = SHORTEST_PAUSE_MS;
    for (;;) {
      const started = performance.now();
      const how = await child.ended;
      if (stopping.signal.aborted) return;
      if (performance.now() - started > STEADY_AFTER_MS) pause = SHORTEST_PAUSE_MS;
      options.log(`! ${options.name} ended (${how}), starting it again`);
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      pause = Math.min(pause * 2, options.longestPauseMs);
      child = launch(options);
    }
  })();
  return {
    name: options.name,
    pid: () => (child.running() ? child.process.pid : undefined),
    async stop() {
      stopping.abort();
      await end(child);
      await watching;
    },
  };
}

interface Child {
  process: ChildProcess;
  ended: Promise<string>;
  running(): boolean;
  logStart: number;
}

function launch({ args, cwd, logFile, environment }: ServiceOptions): Child {
  const { descriptor, start } = openLog(logFile);
  const child = spawn(process.execPath, [...SMALL, ...args], {
    cwd,
    detached: true,
    stdio: ['ignore', descriptor, descriptor],
    // glibc would keep a heap for each of many threads; two serve these processes as well.
    env: { MALLOC_ARENA_MAX: '2', ...process.env, ...environment, QY_PARENT_PID: String(process.pid) },
  });
  closeSync(descriptor);
  const ended = new Promise<string>((settle) => {
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(signal ?? `exit ${code}`));
  });
  return {
    process: child,
    ended,
    running: () => child.exitCode === null && child.signalCode === null,
    logStart: start,
  };
}

async function ready(options: ServiceOptions, child: Child): Promise<void> {
  const deadline = performance.now() + START_WITHIN_MS;
  while (child.running() && performance.now() < deadline) {
    if (await options.healthy()) return;
    await Promise.race([sleep(20), child.ended]);
  }
  await end(child);
  const said = lastLines(options.logFile, child.logStart, 8);
  throw new SystemError(
    'system/process-failed',
    `${options.name} 没有启动，见 ${options.logFile} / did not start, see its log:\n${said}`,
  );
}

async function end({ process: child, ended, running }: Child): Promise<void> {
  if (!running()) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(late);
}
