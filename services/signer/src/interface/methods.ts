/** The table of methods: the whole surface of the signer. */
import type { z } from 'zod';
import { beginCosignature } from './begin-cosignature.ts';
import { beginKey } from './begin-key.ts';
import { createEncryptionKey } from './create-encryption-key.ts';
import { endKey } from './end-key.ts';
import { finishCosignature } from './finish-cosignature.ts';
import { lintCertificate } from './lint-certificate.ts';
import { openBlinded } from './open-blinded.ts';
import { showAuditHead } from './show-audit-head.ts';
import { showAuthorities } from './show-authorities.ts';
import { showKey } from './show-key.ts';
import { signCertificate } from './sign-certificate.ts';
import { signCrl } from './sign-crl.ts';
import { signOcsp } from './sign-ocsp.ts';

export const methods = {
  'show-authorities': showAuthorities,
  'begin-key': beginKey,
  'create-encryption-key': createEncryptionKey,
  'begin-cosignature': beginCosignature,
  'finish-cosignature': finishCosignature,
  'open-blinded': openBlinded,
  'lint-certificate': lintCertificate,
  'sign-certificate': signCertificate,
  'sign-crl': signCrl,
  'sign-ocsp': signOcsp,
  'show-key': showKey,
  'end-key': endKey,
  'show-audit-head': showAuditHead,
} as const;

export type MethodName = keyof typeof methods;
/** The request of a method as code sees it: bytes are Uint8Array. */
export type RequestOf<Name extends MethodName> = z.output<(typeof methods)[Name]['request']>;
/** The reply of a method as code sees it. */
export type ReplyOf<Name extends MethodName> = z.output<(typeof methods)[Name]['reply']>;
