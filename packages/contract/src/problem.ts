/**
 * An error on the wire: RFC 9457 "Problem Details for HTTP APIs", media type `application/problem+json`,
 * with the members `code` (closed union) and `fields` (which input field is wrong, and the rule it broke).
 */
import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode, isErrorCode } from './errors.ts';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().refine(isErrorCode) as unknown as z.ZodType<ErrorCode>,
  detail: z.string().optional(),
  /** Field path → rule broken, e.g. `{ "uscc": "uscc" }`; rules are those of rules.ts and zod's issue codes. */
  fields: z.record(z.string(), z.string()).optional(),
  /** Figures a person needs: tries left, seconds to wait, cents expected. */
  data: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
export type ProblemData = NonNullable<Problem['data']>;

/** Makes the problem for a code; the type is a relative URI: the page /errors explains the code. */
export function problem(
  code: ErrorCode,
  more: { detail?: string; fields?: Record<string, string>; data?: ProblemData } = {},
): Problem {
  return { type: `/errors#${code}`, title: code, status: ERROR_STATUS[code], code, ...more };
}
