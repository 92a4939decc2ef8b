/** What tests of keys and certificates need: paid orders, the real signer, and the real time that both sides share. */
import type { SealDrawing } from '@qianyin/pki';
import { type Logger, pino } from 'pino';
import type { IssueDeps } from '../domains/certificates/operations/issue-certificates.ts';
import { createSealForCertificate, drawSeal } from '../domains/seals/index.ts';
import { requireKeyOrder } from '../flows/require-key-order.ts';
import { type OrderParts, orderParts } from './orders.ts';
import { type SignerProcess, startSigner } from './signer-process.ts';

export const PUBLIC_URL = 'http://127.0.0.1:8700';

export interface IssuingParts extends OrderParts, IssueDeps {
  clock: OrderParts['clock'];
  log: Logger;
  signerProcess: SignerProcess;
  requireKeyOrder: typeof requireKeyOrder;
}

/** Close with `await using`. `drawing` saves the time of drawing where the seal does not matter. */
export async function issuingParts({ drawing }: { drawing?: SealDrawing } = {}): Promise<IssuingParts> {
  const [parts, signerProcess] = await Promise.all([orderParts(), startSigner({ publicUrl: PUBLIC_URL })]);
  let ahead = 0;
  return {
    ...parts,
    // The signer has a clock of its own: a fixed one here would make every certificate back-dated.
    clock: {
      now: () => new Date(Date.now() + ahead),
      advance: (seconds) => {
        ahead += seconds * 1000;
      },
    },
    signer: signerProcess.client,
    signerProcess,
    publicUrl: PUBLIC_URL,
    log: pino({ level: 'silent' }) as Logger,
    requireKeyOrder,
    seals: { draw: drawing ? () => Promise.resolve(drawing) : drawSeal, create: createSealForCertificate },
    async [Symbol.asyncDispose]() {
      await signerProcess[Symbol.asyncDispose]();
      await parts[Symbol.asyncDispose]();
    },
  };
}

/** The smallest drawing there is. */
export const DOT: SealDrawing = {
  kind: 'round-company',
  widthMm: 42,
  heightMm: 42,
  viewBox: '0 0 42 42',
  paths: [{ d: 'M21 21L22 21L22 22Z', fill: true }],
};
