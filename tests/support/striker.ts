/**
 * Kills a part of the system while a request is on its way. Every client of a story goes through `fetch`; the next
 * request to the aimed path is sent, and shortly afterwards the victim is gone, as by `kill -9`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { NetworkError, ProblemError } from '@qianyin/client';
import type { ErrorCode } from '@qianyin/contract';
import { until } from '../../tools/demo/until.ts';
import { isHealthy } from '../../tools/system/health.ts';
import { configOf, rows } from './database.ts';
import type { Story } from './story.ts';

export type Victim = 'server' | 'signer' | 'postgres';
/** In the request, or between the one before and it: killed and back again when it leaves. */
export type Blow = Victim | `${Victim} before`;

/** What a person's app says for «try again»; anything else would be told to the person as final. */
const OUTAGES: ErrorCode[] = ['server/unavailable', 'keys/signer-unavailable'];
const PATIENCE_MS = 20_000;
/** Milliseconds between a request and its blow, one after the other: before, in and after the transaction. */
const DELAYS = [0, 12, 4, 25, 8];

export class Striker {
  readonly #story: Story;
  #aim: { path: string; victim: Victim; isBefore: boolean } | undefined;
  #blow: Promise<void> | undefined;
  /** Requests to this path are not sent: what comes after the step under test. */
  stopBefore: string | undefined;
  strikes = 0;

  constructor(story: Story) {
    this.#story = story;
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const path = new URL(url).pathname;
    if (this.stopBefore !== undefined && path.endsWith(this.stopBefore)) throw new Cut();
    const aim = this.#aim;
    if (aim === undefined || !path.endsWith(aim.path)) return fetch(input, init);
    this.#aim = undefined;
    if (aim.isBefore) {
      this.#blow = kill(this.#story, aim.victim);
      await this.#blow;
      return fetch(input, init);
    }
    const answer = fetch(input, init);
    this.#blow = this.#strike(aim.victim);
    return answer;
  };

  /** Runs `attempt` once with this blow; waits until the victim is back. */
  async during(
    path: string,
    blow: Blow,
    attempt: () => Promise<unknown>,
    done: readonly ErrorCode[] = [],
  ): Promise<void> {
    const isBefore = blow.endsWith(' before');
    const victim = blow.replace(' before', '') as Victim;
    const others = (['server', 'signer', 'postgres'] as const).filter((name) => name !== victim);
    const pids = others.map((name) => this.#story.system.pid(name));
    const pid = this.#story.system.pid(victim);
    this.#aim = { path, victim, isBefore };
    const isDone = await once(attempt, done);
    if (isBefore && !isDone) throw new Error(`${victim} is back, and ${path} finds an outage`);
    if (this.#blow === undefined) throw new Error(`${path} was not asked for: ${victim} lives`);
    await this.#blow;
    this.#blow = undefined;
    await successor(this.#story, victim, pid);
    const after = others.map((name) => this.#story.system.pid(name));
    if (String(pids) !== String(after)) throw new Error(`${victim} took others with it: ${others} ${pids} → ${after}`);
  }

  async #strike(victim: Victim): Promise<void> {
    const delay = DELAYS[this.strikes % DELAYS.length] ?? 0;
    this.strikes += 1;
    await sleep(delay);
    const pid = this.#story.system.pid(victim);
    if (pid === undefined) throw new Error(`${victim} is dead already`);
    process.kill(pid, 'SIGKILL');
  }
}

/** Kills a part as it stands, and waits for the one that takes its place. */
export async function kill(story: Story, victim: Victim): Promise<void> {
  const pid = story.system.pid(victim);
  if (pid === undefined) throw new Error(`${victim} is dead already`);
  process.kill(pid, 'SIGKILL');
  await successor(story, victim, pid);
}

async function successor(story: Story, victim: Victim, former: number | undefined): Promise<void> {
  await until(`${victim} again`, async () => {
    const now = story.system.pid(victim);
    return now !== undefined && now !== former && (await answers(story, victim)) ? now : undefined;
  });
}

/** Whether it has started: killed while it starts, a part may well end and be started once more. */
function answers(story: Story, part: Victim): Promise<boolean> {
  if (part === 'server') return isHealthy({ port: Number(new URL(story.url).port), tls: false });
  if (part === 'signer') return isHealthy({ socketPath: configOf(story, 'signer').socketPath ?? '' });
  return rows(story, 'server', 'select 1').then(
    () => true,
    () => false,
  );
}

/** The story's own doing: the app is closed before its next step. */
export class Cut extends TypeError {}

export function isCut(error: unknown): boolean {
  return error instanceof NetworkError && error.cause instanceof Cut;
}

/** As an app does: again after an outage, until it succeeds or hears that it is done already. */
export async function persist(attempt: () => Promise<unknown>, done: readonly ErrorCode[] = []): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await once(attempt, done))) {
    if (Date.now() > end) throw new Error('the outage does not end');
    await sleep(50);
  }
}

/** True when it succeeded or was done already, false for an outage; anything else is a fault. */
async function once(attempt: () => Promise<unknown>, done: readonly ErrorCode[]): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (error) {
    if (isCut(error) || (error instanceof ProblemError && done.includes(error.code))) return true;
    if (isOutage(error)) return false;
    throw error;
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ProblemError && OUTAGES.includes(error.code));
}
