/**
 * The newest link of the signer's audit chain. Whoever keeps it elsewhere can tell later whether rows were cut off the end.
 */
import { z } from 'zod';
import { method } from './method.ts';
import { bytesOf } from './wire.ts';

export const showAuditHead = method({
  name: 'show-audit-head',
  request: z.strictObject({}),
  reply: z.strictObject({ sequence: z.int(), hash: bytesOf(32) }),
  codes: [],
  idempotent: true,
});
