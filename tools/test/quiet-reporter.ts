/**
 * Says nothing about what passed: failures with their errors and what their file printed, skipped tests with their
 * reasons, and the runner's own closing counts.
 */
import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';

export default async function* quietReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const printed = new Map<string, string[]>();
  const failedFiles = new Set<string>();
  for await (const { type, data } of events) {
    if (type === 'test:stderr' || type === 'test:stdout') {
      const lines = printed.get(data.file) ?? [];
      printed.set(data.file, [...lines.slice(-200), data.message]);
    } else if (type === 'test:fail') {
      const error: Error & { failureType?: string } = data.details.error;
      // A parent fails because of its children, which have been told already.
      if (error.failureType === 'subtestsFailed') continue;
      const file = data.file ?? '';
      failedFiles.add(file);
      yield `\n✖ ${relative('', file)}: ${data.name}\n${indent(inspect(error.cause ?? error, { colors: false }))}\n`;
    } else if (type === 'test:pass' && data.skip !== undefined) {
      const reason = typeof data.skip === 'string' ? data.skip : 'skipped';
      yield `﹣ ${relative('', data.file ?? '')}: ${data.name} # ${reason}\n`;
    } else if (
      type === 'test:diagnostic' &&
      data.nesting === 0 &&
      /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(data.message)
    ) {
      yield `ℹ ${data.message}\n`;
    }
  }
  for (const file of failedFiles) {
    const output = printed.get(file)?.join('') ?? '';
    if (output !== '') yield `\n── printed by ${relative('', file)}\n${indent(output.slice(-4000))}\n`;
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
