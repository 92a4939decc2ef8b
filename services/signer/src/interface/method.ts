/** The shape of one method: name, request, reply, the codes it may answer, and whether it may be repeated blindly. */
import { z } from 'zod';
import type { SignerErrorCode } from './errors.ts';

export interface Method<Name extends string, Request extends z.ZodType, Reply extends z.ZodType> {
  readonly name: Name;
  readonly request: Request;
  readonly reply: Reply;
  /** Codes beyond those of the door (unauthorised, malformed, too large, internal). */
  readonly codes: readonly SignerErrorCode[];
  /** True when a repeated identical request gives the identical answer and moves nothing a second time. */
  readonly idempotent: boolean;
}

/** Declares a method; its types follow from the schemas. */
export function method<Name extends string, Request extends z.ZodType, Reply extends z.ZodType>(
  declaration: Method<Name, Request, Reply>,
): Method<Name, Request, Reply> {
  return declaration;
}

/** Every answer: { ok } or { code, data? }. The reply inside `ok` is checked by its method's schema. */
export const envelope = z.union([
  z.strictObject({ ok: z.unknown() }),
  z.strictObject({ code: z.string(), data: z.unknown().optional() }),
]);
