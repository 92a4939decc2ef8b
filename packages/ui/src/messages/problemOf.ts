/** Finds the problem (RFC 9457) in whatever a call rejected with. */
import { isErrorCode, type Problem } from '@qianyin/contract';

/** Undefined when the failure is not the server's answer: no network, a cancelled call, a bug. */
export function problemOf(error: unknown): Problem | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const candidate: unknown = 'problem' in error ? error.problem : error;
  if (typeof candidate !== 'object' || candidate === null) return undefined;
  return 'code' in candidate && isErrorCode(candidate.code) ? (candidate as Problem) : undefined;
}
