/** Digests of messages: SM3 (GM/T 0004) and SHA-2 (RFC 5754). SHA-1 and older sign nothing that is believed here. */
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sm3 } from '@qianyin/gm';
import type { DigestName } from './digest-name.ts';

const DIGESTS: Readonly<Record<DigestName, (message: Uint8Array) => Uint8Array>> = { sm3, sha256, sha384, sha512 };

export const digest = (name: DigestName, message: Uint8Array): Uint8Array => DIGESTS[name](message);
