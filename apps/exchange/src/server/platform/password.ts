/** Passwords by Argon2id (RFC 9106) with the parameters of OWASP's password storage sheet. */
import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

/** PHC string. */
export function hashPassword(password: string): Promise<string> {
  return argon2id({
    password: password.normalize('NFKC'),
    salt: randomBytes(16),
    memorySize: 19_456,
    iterations: 2,
    parallelism: 1,
    hashLength: 32,
    outputType: 'encoded',
  });
}

/** Whether the password is right. An unknown name costs the same time, so that names cannot be told apart. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  const right = await argon2Verify({ password: password.normalize('NFKC'), hash: hash ?? (await decoy) });
  return right && hash !== undefined;
}

let decoy: Promise<string> | undefined;
