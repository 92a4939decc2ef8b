/** The HTTP edge of errors: refusals and faults become ORPC errors, and those RFC 9457 problems. */
import { ORPCError, ValidationError } from '@orpc/server';
import { ERROR_STATUS, type ErrorCode, type Problem, isErrorCode, problem } from '@qianyin/contract';
import type { Logger } from 'pino';
import { isDatabaseAway } from './database.ts';
import { Refusal } from './errors.ts';

/** What the API's interceptor does with anything thrown. */
export function toApiError(error: unknown, log: Logger): ORPCError<ErrorCode, unknown> {
  if (error instanceof Refusal) return apiError(error.code, error);
  if (error instanceof ORPCError) return fromLibrary(error, log);
  if (isDatabaseAway(error)) {
    log.warn({ err: String(error) }, 'the database is away');
    return apiError('server/unavailable', {});
  }
  log.error({ err: error }, 'request failed');
  return apiError('server/internal', {});
}

/** The body of an error answer. */
export function problemOf(error: ORPCError<string, unknown>): Problem {
  const code: ErrorCode = isErrorCode(error.code) ? error.code : 'server/internal';
  const more = (error.data ?? {}) as Pick<Refusal, 'data' | 'fields'>;
  return problem(code, {
    ...(more.data ? { data: more.data } : {}),
    ...(more.fields ? { fields: more.fields } : {}),
  });
}

function apiError(code: ErrorCode, more: Partial<Pick<Refusal, 'data' | 'fields'>>): ORPCError<ErrorCode, unknown> {
  return new ORPCError(code, {
    status: ERROR_STATUS[code],
    message: code,
    data: { data: more.data, fields: more.fields },
  });
}

// The library's own refusals: input that does not fit the schema, a body that is no JSON, an unknown path.
function fromLibrary(error: ORPCError<string, unknown>, log: Logger): ORPCError<ErrorCode, unknown> {
  if (isErrorCode(error.code)) return error as ORPCError<ErrorCode, unknown>;
  if (error.code === 'BAD_REQUEST') return apiError('request/invalid', { fields: brokenFields(error.cause) });
  if (error.code === 'PAYLOAD_TOO_LARGE') return apiError('request/too-large', {});
  if (error.code === 'NOT_FOUND') return apiError('request/not-found', {});
  log.error({ err: error }, 'request failed');
  return apiError('server/internal', {});
}

/** Field path → rule broken. Our own rules carry their name as the message; zod's are named by the issue's code. */
function brokenFields(cause: unknown): Record<string, string> | undefined {
  if (!(cause instanceof ValidationError)) return undefined;
  const fields: Record<string, string> = {};
  for (const issue of cause.issues) {
    const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
    fields[path] ??= /^[a-z][a-z0-9-]*$/.test(issue.message) ? issue.message : 'invalid';
  }
  return fields;
}
