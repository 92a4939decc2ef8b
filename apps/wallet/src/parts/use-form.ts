/**
 * A form over a schema of the contract: what was typed, and which rule each visited field breaks. The same rules are
 * checked again by the service; here they save a trip and keep wrong data on the phone.
 */
import { fieldMessage, useLanguage } from '@qianyin/ui';
import { useState } from 'react';
import type { z } from 'zod';

export interface Form<V extends Record<string, string>, O> {
  values: V;
  set: (name: keyof V, value: string) => void;
  /** Call on blur: from now on the field says what is wrong with it. */
  visit: (name: keyof V) => void;
  /** Sentence for a visited field that breaks a rule. */
  errorOf: (name: keyof V) => string | undefined;
  /** The parsed values, or undefined after marking every field visited. */
  submit: () => O | undefined;
}

export function useForm<V extends Record<string, string>, O>(schema: z.ZodType<O>, initial: V): Form<V, O> {
  const { language } = useLanguage();
  const [values, setValues] = useState(initial);
  const [visited, setVisited] = useState<ReadonlySet<keyof V>>(new Set());
  const parsed = schema.safeParse(values);
  const issues = parsed.success ? [] : parsed.error.issues;
  return {
    values,
    set: (name, value) => setValues((old) => ({ ...old, [name]: value })),
    visit: (name) => setVisited((old) => new Set(old).add(name)),
    errorOf: (name) => {
      const issue = visited.has(name) ? issues.find(({ path }) => path[0] === name) : undefined;
      if (issue === undefined) return undefined;
      return fieldMessage(values[name]?.trim() === '' ? 'required' : ruleOf(issue), language);
    },
    submit: () => {
      setVisited(new Set(Object.keys(values)));
      return parsed.success ? parsed.data : undefined;
    },
  };
}

/** Rules of ours stand in the message of the schema; zod's own checks are named by their code. */
function ruleOf(issue: z.core.$ZodIssue): string {
  return /^[a-z]+(?:-[a-z]+)*$/.test(issue.message) ? issue.message : issue.code;
}
