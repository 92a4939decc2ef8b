/**
 * Everything the launcher makes up once and must never change: `DATA/secrets.json`, mode 0600. Whoever reads it is the
 * system; whoever loses it loses the encrypted personal data and the database's passwords.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writePrivateJson } from './atomic-file.ts';
import { SystemError } from './system-error.ts';

const text = z.string().min(1);
const schema = z.object({
  database: z.object({ superuser: text, server: text, signer: text, exchange: text }),
  signerToken: text,
  fieldKey: text,
  exchangeSessionKey: text,
  exchangeClientSecret: text,
  alipay: z.object({
    appId: text,
    appPrivateKey: text,
    appPublicKey: text,
    sandboxPrivateKey: text,
    sandboxPublicKey: text,
  }),
  tencent: z.object({ secretId: text, secretKey: text }),
  demoPasswords: z.object({ wang: text, li: text, supplier: text, buyer: text }),
});

export type Secrets = z.output<typeof schema>;

/** Reads the file or, on the very first start, makes it. `existing`: there is data that needs the old one. */
export function ensureSecrets(path: string, { existing }: { existing: boolean }): Secrets {
  if (existsSync(path)) return readSecrets(path);
  if (existing) {
    throw new SystemError(
      'system/secrets-missing',
      `缺少 ${path}，已有数据无法打开。/ ${path} is missing and the existing data cannot be opened without it.`,
    );
  }
  const secrets = makeSecrets();
  writePrivateJson(path, secrets);
  return secrets;
}

function readSecrets(path: string): Secrets {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new SystemError(
      'system/secrets-unreadable',
      `无法读取 ${path}，请从备份恢复。/ ${path} cannot be read: restore it from a backup.`,
      { cause },
    );
  }
}

function makeSecrets(): Secrets {
  const app = rsaPair();
  const sandbox = rsaPair();
  const token = () => randomBytes(32).toString('base64url');
  return {
    database: { superuser: token(), server: token(), signer: token(), exchange: token() },
    signerToken: token(),
    fieldKey: randomBytes(32).toString('base64'),
    exchangeSessionKey: token(),
    exchangeClientSecret: token(),
    alipay: {
      appId: '9021000100000001',
      appPrivateKey: app.privateKey,
      appPublicKey: app.publicKey,
      sandboxPrivateKey: sandbox.privateKey,
      sandboxPublicKey: sandbox.publicKey,
    },
    tencent: { secretId: `AKID${randomBytes(16).toString('hex')}`, secretKey: randomBytes(16).toString('hex') },
    demoPasswords: { wang: spoken(), li: spoken(), supplier: spoken(), buyer: spoken() },
  };
}

function rsaPair(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** 60 bits that a person can type: twelve characters without the ones that look alike, as in `k7mp-2qxr-9tdw`. */
function spoken(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  let word = '';
  while (word.length < 12) {
    for (const byte of randomBytes(16)) if (byte < 248 && word.length < 12) word += alphabet[byte % 31] ?? '';
  }
  return word.replace(/(....)(....)(....)/, '$1-$2-$3');
}
