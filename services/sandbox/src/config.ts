/** What the sandbox is told at start: the schema of its configuration file. */
import { logLevel } from '@qianyin/service';
import { z } from 'zod';

export const sandboxConfig = z.object({
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65_535),
  /** Address in the QR codes; the default is host and port. */
  publicUrl: z.url().optional(),
  /** Folder for trades; without it they last as long as the process. */
  dataDir: z.string().optional(),
  alipay: z.object({
    appId: z.string().min(1),
    /** PEM, or the base64 inside one. */
    appPublicKey: z.string().min(1),
    sandboxPrivateKey: z.string().min(1),
  }),
  tencent: z.object({ secretId: z.string().min(1), secretKey: z.string().min(1) }),
  logLevel: logLevel.default('info'),
});

export type SandboxConfig = z.infer<typeof sandboxConfig>;
