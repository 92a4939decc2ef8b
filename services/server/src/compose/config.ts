/** What the server is told at start: the schema of its configuration file. */
import { OPERATOR_ROLES } from '@qianyin/contract';
import { logLevel } from '@qianyin/service';
import { z } from 'zod';

export const serverConfig = z.object({
  host: z.string(),
  port: z.int().min(0).max(65_535),
  /** How browsers and phones reach this server; no trailing slash. */
  publicUrl: z.url(),
  tls: z.object({ key: z.string(), cert: z.string() }).optional(),
  dataDir: z.string(),
  filesDir: z.string(),
  databaseUrl: z.string(),
  signer: z.object({ socketPath: z.string(), token: z.string() }),
  /** 32 bytes, base64: personal data at rest. */
  fieldKey: z.base64(),
  sms: z.object({ provider: z.literal('outbox') }),
  alipay: z.object({
    gateway: z.url(),
    appId: z.string(),
    privateKey: z.string(),
    alipayPublicKey: z.string(),
    notifyUrl: z.url(),
  }),
  bankCard: z.object({ endpoint: z.url(), secretId: z.string(), secretKey: z.string() }),
  webRoot: z.object({ wallet: z.string(), portal: z.string() }),
  demo: z
    .object({
      operators: z.array(
        z.object({
          name: z.string(),
          password: z.string(),
          displayName: z.string(),
          roles: z.array(z.enum(OPERATOR_ROLES)),
        }),
      ),
      platforms: z.array(
        z.object({
          id: z.string().regex(/^[\w.-]{1,100}$/),
          secret: z.string(),
          name: z.string(),
          origin: z.url(),
          redirectUris: z.array(z.url()),
        }),
      ),
    })
    .nullable(),
  logLevel,
});

export type ServerConfig = z.infer<typeof serverConfig>;
