/** The parts that domains share. An operation still names only those it uses. */
import type { SignerClient } from '@qianyin/signer/interface';
import type Provider from 'oidc-provider';
import type { Logger } from 'pino';
import type { ServerConfig } from './config.ts';
import type { Catalogue } from '../domains/catalogue/index.ts';
import type { BankCardProvider } from '../domains/identity-proofing/index.ts';
import type { PaymentProvider } from '../domains/payments/index.ts';
import type { BlobStore } from '../platform/blobs.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { News } from '../platform/events.ts';
import type { FieldCipher } from '../platform/field-cipher.ts';

export interface Parts {
  db: Db;
  clock: Clock;
  cipher: FieldCipher;
  blobs: BlobStore;
  catalogue: Catalogue;
  bankCards: BankCardProvider;
  cashier: PaymentProvider;
  signer: SignerClient;
  news: News;
  provider: Provider;
  publicUrl: string;
  log: Logger;
  config: ServerConfig;
}
