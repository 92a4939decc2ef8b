/**
 * Sees every open sealing through to its end, whether or not a page looks on: follows the session, takes the result,
 * fetches the sealed file. Each step is kept before the next, so that a killed process goes on where it was.
 */
import { EventEmitter } from 'node:events';
import { NetworkError } from '@qianyin/client';
import type { PlatformClient } from '@qianyin/client/platform';
import type { Logger } from 'pino';
import { exchangeProblem } from '../../shared/errors.ts';
import { insertDocument } from '../documents/store.ts';
import type { Clock } from '../platform/clock.ts';
import { problemFor } from '../platform/refusal.ts';
import { Alarm } from '../platform/wait.ts';
import {
  noteFailed,
  noteProgress,
  noteSealed,
  noteServiceDocument,
  openSealings,
  type Sealing,
  sealingById,
  type StoreParts,
} from './store.ts';

interface RunnerParts extends StoreParts {
  clock: Clock;
  platform: PlatformClient;
  log: Logger;
}

const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000];
/** About a day of waiting for a service that is away; then a person is told. */
const MAX_TRIES = 3_000;

export class SealingRunner {
  readonly #parts: RunnerParts;
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #news = new EventEmitter({ captureRejections: false }).setMaxListeners(0);

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Goes on with what was under way when the process last ended. */
  async resume(): Promise<void> {
    for (const id of await openSealings(this.#parts.db)) this.start(id);
  }

  /** Follows a sealing; once is enough. */
  start(id: string): void {
    if (this.#running.has(id) || this.#stopping.signal.aborted) return;
    const running = this.#run(id).finally(() => this.#running.delete(id));
    this.#running.set(id, running);
  }

  /** Calls back at every change; the answer stops it. */
  listen(id: string, changed: () => void): () => void {
    this.#news.on(id, changed);
    return () => this.#news.off(id, changed);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#running.values());
  }

  async #run(id: string): Promise<void> {
    const { signal } = this.#stopping;
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        if (await this.#advance(id)) return;
      } catch (error) {
        if (signal.aborted) return;
        const final = tries >= MAX_TRIES || !isPassing(error);
        this.#parts.log[final ? 'error' : 'warn']({ err: error, sealing: id }, 'sealing interrupted');
        if (final) return this.#fail(id, error);
      }
      await new Alarm().sleep(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 0, signal);
    }
  }

  /** One pass over what is left to do; true at the end. */
  async #advance(id: string): Promise<boolean> {
    const { db, platform } = this.#parts;
    let sealing = await sealingById(this.#parts, id);
    if (!sealing) return true;
    if (sealing.state === 'opened' || sealing.state === 'scanned') {
      for await (const progress of platform.watch(sealing.session.id, { signal: this.#stopping.signal })) {
        await noteProgress(db, id, progress);
        this.#news.emit(id);
      }
      sealing = await sealingById(this.#parts, id);
    }
    if (sealing?.state !== 'confirmed') return sealing?.state !== 'opened' && sealing?.state !== 'scanned';
    await this.#fetchSealed(sealing);
    this.#news.emit(id);
    return true;
  }

  async #fetchSealed(sealing: Sealing): Promise<void> {
    const { db, clock, platform } = this.#parts;
    const serviceDocumentId = sealing.serviceDocumentId ?? (await this.#takeResult(sealing));
    const { bytes } = await platform.downloadSealed(serviceDocumentId);
    await db.transaction().execute(async (tx) => {
      const { document, unitId } = sealing;
      const name = sealedName(document.name);
      const seals = document.seals + 1;
      const stored = { unitId, name, content: bytes, seals, originId: document.id, now: clock.now() };
      const sealedId = await insertDocument(tx, stored);
      if (!(await noteSealed(tx, sealing.id, sealedId))) throw new Error('sealed by another process');
    });
  }

  async #takeResult({ id, session }: Sealing): Promise<string> {
    const result = await this.#parts.platform.takeResult(session);
    if (result.kind !== 'seal') throw new TypeError('the service answered a login to a sealing');
    await noteServiceDocument(this.#parts.db, id, result.documentId);
    return result.documentId;
  }

  async #fail(id: string, error: unknown): Promise<void> {
    await noteFailed(this.#parts.db, id, problemFor(error) ?? exchangeProblem('exchange/internal'));
    this.#news.emit(id);
  }
}

/** Worth another try: nobody answered, the service was busy, or our own database was away. */
function isPassing(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  const problem = problemFor(error);
  return problem === null ? !(error instanceof TypeError) : problem.status >= 500;
}

/** `投标函.pdf` → `投标函（已签章）.pdf`; a name that says so already stays. */
export function sealedName(name: string): string {
  const stem = name.replace(/\.pdf$/i, '');
  return stem.endsWith('（已签章）') ? `${stem}.pdf` : `${stem}（已签章）.pdf`;
}
