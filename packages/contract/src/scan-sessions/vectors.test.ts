/** specs/scan-session/vectors: every accept vector is reproduced, every reject vector refused. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { checkScanCode, isScanCodeFresh, makeScanCode, type ScanCodeInput, scanRequestDigest } from './code.ts';
import type { ScanRequestDigestInput } from './code.ts';
import type { ScanStatement } from './model.ts';
import { canonicalStatement, parseStatement } from './statement.ts';

type CodeVector = ScanCodeInput & { secret: string; code: string };
type WireRequest = ScanRequestDigestInput & { documentBase64url?: string };
interface Accept {
  requests: { comment: string; request: WireRequest; digest: string }[];
  codes: (CodeVector & { comment: string })[];
  statements: { comment: string; statement: ScanStatement; canonical: string }[];
}
interface Reject {
  codes: (CodeVector & { reason: string })[];
  statements: { text: string; reason: string }[];
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../specs/scan-session/vectors/${name}.json`, import.meta.url), 'utf8'));
const accept = read('accept') as Accept;
const reject = read('reject') as Reject;

describe('scan session vectors', () => {
  for (const { comment, request, digest } of accept.requests)
    test(`request digest: ${comment}`, async () => {
      const document = new Uint8Array(Buffer.from(request.documentBase64url ?? '', 'base64url'));
      const input = request.kind === 'seal' ? { ...request, document } : request;
      assert.equal(await scanRequestDigest(input), digest);
    });

  for (const { comment, secret, code, ...input } of accept.codes)
    test(`code: ${comment}`, async () => {
      assert.equal(await makeScanCode(secret, input), code);
      assert.equal(await checkScanCode(secret, input, code), true);
    });

  for (const { comment, statement, canonical } of accept.statements)
    test(`statement: ${comment}`, () => {
      assert.equal(canonicalStatement(statement), canonical);
      assert.deepEqual(parseStatement(canonical), statement);
    });

  for (const { reason, secret, code, ...input } of reject.codes)
    test(`code refused: ${reason}`, async () => assert.equal(await checkScanCode(secret, input, code), false));

  for (const { reason, text } of reject.statements)
    test(`statement refused: ${reason}`, () => assert.equal(parseStatement(text), null));
});

test('a code is fresh for ten seconds, and two ahead of the clock', () => {
  const now = 1_800_000_000;
  const fresh = [now - 11, now - 10, now, now + 2, now + 3].map((t) => isScanCodeFresh(t, now));
  assert.deepEqual(fresh, [false, true, true, true, false]);
});

test('a statement out of its grammar is not written', () => {
  const { statement } = accept.statements[0] ?? assert.fail('no vector');
  assert.throws(() => canonicalStatement({ ...statement, session: 'short' }), TypeError);
  assert.throws(() => canonicalStatement({ ...statement, display: '\ud800' }), TypeError);
});
