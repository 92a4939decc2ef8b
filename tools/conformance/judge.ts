/** Comparing what was said with what must be said. */
import type { Answer, Case } from './case.ts';
import { toHex } from './seed.ts';

/** `differs`: the outsider says otherwise, and the case says why that is its own affair. */
export type Result = { passed: true } | { failed: string } | { differs: string } | { skipped: string };

/** What one outsider said. Where it is known to differ, it is asked all the same: the day that it agrees is no failure. */
export async function judge(asked: Case, outsider: string, answer: Answer | undefined): Promise<Result> {
  const result = await compare(asked, answer);
  const known = asked.except?.[outsider];
  return known !== undefined && 'failed' in result ? { differs: known } : result;
}

async function compare(asked: Case, answer: Answer | undefined): Promise<Result> {
  if (answer === undefined) return { failed: 'no answer' };
  if (answer.verdict === 'unsupported') return { skipped: answer.detail ?? 'unsupported' };
  const outputs = answer.outputs ?? {};
  if ('judge' in asked) {
    if (answer.verdict === 'reject') return { failed: `could not make it: ${answer.detail}` };
    try {
      await asked.judge(outputs);
      return { passed: true };
    } catch (error) {
      return { failed: `ours refuses what it made: ${String(error)}; ${describe(outputs)}` };
    }
  }
  if (answer.verdict !== asked.expected) {
    return { failed: `said ${answer.verdict}, ${asked.expected} expected${answer.detail ? `: ${answer.detail}` : ''}` };
  }
  for (const [name, bytes] of Object.entries(asked.expected === 'accept' ? (asked.outputs ?? {}) : {})) {
    const said = outputs[name];
    // Not every program gives every value; what it gives must be right.
    if (said !== undefined && toHex(said) !== toHex(bytes)) {
      return { failed: `${name} is ${toHex(said)}, ${toHex(bytes)} expected` };
    }
  }
  return { passed: true };
}

/** Our own verdict of a case; undefined where the case has none. */
export async function ownResult(asked: Case): Promise<Result | undefined> {
  if ('judge' in asked || asked.ours === undefined) return undefined;
  let accepted = false;
  let detail = '';
  try {
    accepted = await asked.ours();
  } catch (error) {
    detail = `: ${String(error)}`;
  }
  if (accepted === (asked.expected === 'accept')) return { passed: true };
  return { failed: `ours says ${accepted ? 'accept' : 'reject'}, ${asked.expected} expected${detail}` };
}

const describe = (outputs: Record<string, Uint8Array>): string =>
  Object.entries(outputs)
    .map(([name, bytes]) => `${name} = ${toHex(bytes)}`)
    .join(', ');
