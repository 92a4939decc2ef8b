/** What the exchange is told at start: the schema of its configuration file. */
import { logLevel } from '@qianyin/service';
import { z } from 'zod';

const unit = z.object({
  login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/),
  password: z.string().min(8),
  name: z.string().min(2).max(100),
  uscc: z.string().length(18),
});

export const exchangeConfig = z.object({
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65_535),
  /** How browsers reach this server; no trailing slash. */
  publicUrl: z.url(),
  /** PEM texts. */
  tls: z.object({ key: z.string(), cert: z.string() }).optional(),
  databaseUrl: z.string().min(1),
  service: z.object({
    /** Address of the certificate service as browsers and phones know it. */
    url: z.url(),
    /** Address at which this server reaches it, where that is another one. */
    internalUrl: z.url().optional(),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
  }),
  /** Folder of the built pages. */
  webRoot: z.string(),
  /** At least 32 characters of randomness: keys for secrets at rest are derived from it. */
  sessionKey: z.string().min(32),
  /** What the documents of one unit may take. */
  unitMegabytes: z.int().min(1).default(500),
  demo: z.object({ units: z.array(unit) }).nullable(),
  logLevel: logLevel.default('info'),
});

export type ExchangeConfig = z.infer<typeof exchangeConfig>;
export type ConfiguredUnit = z.infer<typeof unit>;
