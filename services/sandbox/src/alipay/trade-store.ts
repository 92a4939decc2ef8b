/**
 * The trades: in memory, and in one JSON file that is replaced whole (write, fsync, rename) before a change is
 * answered, so that a killed sandbox forgets no payment.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trade } from './trade.ts';

export class TradeStore {
  readonly #trades = new Map<string, Trade>();
  readonly #file: string | null;
  readonly clock: () => Date;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string | null, clock: () => Date) {
    this.#file = file;
    this.clock = clock;
  }

  /** Opens the folder's trades; without a folder the store lives in memory. */
  static async open(folder: string | undefined, clock: () => Date): Promise<TradeStore> {
    if (folder === undefined) return new TradeStore(null, clock);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const store = new TradeStore(join(folder, 'trades.json'), clock);
    for (const trade of await readTrades(join(folder, 'trades.json'))) store.#trades.set(trade.outTradeNo, trade);
    return store;
  }

  byOutTradeNo(outTradeNo: string): Trade | undefined {
    return this.#trades.get(outTradeNo);
  }

  byTradeNo(tradeNo: string): Trade | undefined {
    return this.all().find((trade) => trade.tradeNo === tradeNo);
  }

  byQrId(qrId: string): Trade | undefined {
    return this.all().find((trade) => trade.qrId === qrId);
  }

  all(): Trade[] {
    return [...this.#trades.values()];
  }

  /** Keeps a new or changed trade; resolves when it is on the disk. */
  save(trade: Trade): Promise<void> {
    this.#trades.set(trade.outTradeNo, trade);
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    if (this.#file === null) return;
    const temporary = `${this.#file}.new`;
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify(this.all()));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, this.#file);
  }
}

/** 28 digits that begin with the day, as Alipay's trade numbers do. */
export function newTradeNo(now: Date): string {
  const day = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  return `${day}22001${BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString()
    .padStart(20, '0')
    .slice(-15)}`;
}

async function readTrades(file: string): Promise<Trade[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Trade[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
