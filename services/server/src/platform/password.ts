/** Passwords by Argon2id (RFC 9106), second recommended option scaled to a server that logs in few people at once. */
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

/** False for a wrong password and for no password at all; takes the same time in both cases. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const against = hash ?? (await unknownHash());
  const matches = await argon2Verify({ password: password.normalize('NFKC'), hash: against });
  return matches && hash !== undefined;
}

let unknown: Promise<string> | undefined;
// A name that does not exist costs as much time as one that does, so that names cannot be told apart by the clock.
function unknownHash(): Promise<string> {
  unknown ??= hashPassword(randomBytes(16).toString('hex'));
  return unknown;
}
