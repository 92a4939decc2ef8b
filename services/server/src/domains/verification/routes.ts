/** The HTTP of verification. */
import type { SignerClient } from '@qianyin/signer/interface';
import type { Db } from '../../platform/database.ts';
import { api } from '../../platform/http-context.ts';
import { verifyDocument } from './operations/verify-document.ts';

export function verificationRoutes(deps: { db: Db; signer: SignerClient }) {
  return {
    verifyDocument: api.verification.verifyDocument.handler(({ input }) => verifyDocument(deps, input.file)),
  };
}
