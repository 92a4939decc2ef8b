/** Passwords by Argon2id (RFC 9106), with the parameters of OWASP's Password Storage Cheat Sheet. */
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

/** False for a wrong password and for no hash at all; takes the same time in both cases. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const matches = await argon2Verify({ password: password.normalize('NFKC'), hash: hash ?? (await unknownHash()) });
  return matches && hash !== undefined;
}

let unknown: Promise<string> | undefined;
// A name that does not exist costs as much time as one that does, so that names cannot be told apart by the clock.
function unknownHash(): Promise<string> {
  unknown ??= hashPassword(randomBytes(16).toString('hex'));
  return unknown;
}
