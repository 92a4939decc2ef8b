/**
 * Passwords by Argon2id (RFC 9106) as PHC strings, with the parameters of OWASP's Password Storage Cheat Sheet. Node's
 * own Argon2 works off the main thread and gives its memory back; a hash read from the database names its parameters,
 * within bounds that no stored text can leave.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

interface Parameters {
  /** KiB. */
  memory: number;
  passes: number;
  parallelism: number;
}

const PARAMETERS: Parameters = { memory: 19_456, passes: 2, parallelism: 1 };
const MAX_MEMORY = 1 << 20;
const MAX_PASSES = 16;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await tagOf(password, salt, PARAMETERS);
  const { memory, passes, parallelism } = PARAMETERS;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** False for a wrong password and for no hash at all; takes the same time in both cases. Throws on a hash that is none. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const { parameters, salt, tag } = parse(hash ?? (await unknownHash()));
  const matches = timingSafeEqual(await tagOf(password, salt, parameters), tag);
  return matches && hash !== undefined;
}

async function tagOf(password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'), 'utf8');
  return derive('argon2id', { message, nonce: salt, tagLength: 32, ...parameters });
}

function parse(hash: string): { parameters: Parameters; salt: Buffer; tag: Buffer } {
  const [, m, t, p, salt, tag] = PHC.exec(hash) ?? [];
  const parameters = { memory: Number(m), passes: Number(t), parallelism: Number(p) };
  if (salt === undefined || tag === undefined || parameters.memory > MAX_MEMORY || parameters.passes > MAX_PASSES)
    throw new TypeError('not an Argon2id hash');
  return { parameters, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

let unknown: Promise<string> | undefined;
// A name that does not exist costs as much time as one that does, so that names cannot be told apart by the clock.
function unknownHash(): Promise<string> {
  unknown ??= hashPassword(randomBytes(16).toString('hex'));
  return unknown;
}
