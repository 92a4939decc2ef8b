/** From a failure to what a person reads: message, code, field messages. */
import { NetworkError } from '@qianyin/client';
import type { ErrorCode, ProblemData } from '@qianyin/contract';
import { formatBytes } from '../format/bytes.ts';
import { formatMoney } from '../format/money.ts';
import { formatDuration } from '../format/time.ts';
import type { Language } from '../i18n/instance.ts';
import { errorMessagesEn } from './errorMessages.en.ts';
import { errorMessagesZh, type LocalCode } from './errorMessages.zh.ts';
import { fieldMessage } from './fieldMessages.ts';
import { problemOf } from './problemOf.ts';

/** Replaces `{{name}}`; a part in square brackets goes when one of its names has no value. */
export function fillMessage(template: string, data: ProblemData = {}): string {
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name] ?? ''));
  return fill(
    template.replace(/\[([^\]]*)\]/g, (_, part: string) => {
      const names = [...part.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!);
      return names.every((name) => Object.hasOwn(data, name)) ? part : '';
    }),
  );
}

/** Figures as people read them, by the unit in their name: `waitSeconds`, `maxBytes`, `expectedCents`. */
function readable(data: ProblemData, language: Language): ProblemData {
  const read = ([name, value]: [string, string | number]): [string, string | number] => {
    if (typeof value !== 'number') return [name, value];
    if (name.endsWith('Seconds')) return [name, formatDuration(value, language)];
    if (name.endsWith('Bytes')) return [name, formatBytes(value)];
    return [name, name.endsWith('Cents') ? formatMoney(value) : value];
  };
  return Object.fromEntries(Object.entries(data).map(read));
}

export function codeOf(error: unknown): ErrorCode | LocalCode {
  const problem = problemOf(error);
  if (problem) return problem.code;
  return error instanceof NetworkError || isFetchFailure(error) ? 'network/unreachable' : 'page/unexpected';
}

/** For calls outside the client: fetch rejects with a TypeError when nobody answers (Fetch Standard §5.6); only its words tell it from a bug. */
function isFetchFailure(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed|connection/i.test(error.message);
}

export function errorMessage(error: unknown, language: Language): string {
  const messages = language === 'en' ? errorMessagesEn : errorMessagesZh;
  return fillMessage(messages[codeOf(error)], readable(problemOf(error)?.data ?? {}, language));
}

/** Field path → sentence, for the forms; empty when the failure is not about fields. */
export function fieldMessages(error: unknown, language: Language): Record<string, string> {
  const fields = problemOf(error)?.fields ?? {};
  return Object.fromEntries(Object.entries(fields).map(([field, rule]) => [field, fieldMessage(rule, language)]));
}
