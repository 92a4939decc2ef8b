/** The demo's artefacts, checked by a program nobody here wrote. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '..');
const DISTID = '1234567812345678';
const out = mkdtempSync(join(tmpdir(), 'qianyin-artefacts-'));
const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
const withoutOpenssl = has('openssl', 'version') ? false : 'openssl is not on the PATH';
const file = (name: string): string => join(out, name);

/** Standard output; throws with what the program said when it failed. */
function openssl(...args: string[]): string {
  const result = spawnSync('openssl', args, { encoding: 'utf8' });
  assert.equal(result.status, 0, `openssl ${args.join(' ')}\n${result.stderr}${result.stdout}`);
  return result.stdout + result.stderr;
}

describe('the demo', () => {
  before(() => {
    execFileSync(process.execPath, [join(ROOT, 'tools/demo/main.ts'), '--out', out], { cwd: ROOT, stdio: 'pipe' });
  });
  after(() => rmSync(out, { recursive: true, force: true }));

  test('leaves every artefact and the journey last', () => {
    const journey = JSON.parse(readFileSync(file('journey.json'), 'utf8')) as {
      steps: { step: string; milliseconds: number }[];
    };
    assert.deepEqual(
      journey.steps.map(({ step }) => step),
      [
        'start',
        'register',
        'prove-identity',
        'claim',
        'review',
        'pay',
        'obtain-certificate',
        'revocation-data',
        'log-in-by-scan',
        'seal',
        'seal-again',
        'verify',
      ],
    );
  });

  // Link by link: openssl applies the id to the certificate asked about and verifies the others with an empty one.
  test('chain, both certificates', { skip: withoutOpenssl }, () => {
    const verify = (certificate: string, ...issuer: string[]) =>
      openssl('verify', '-vfyopt', `distid:${DISTID}`, ...issuer, file(certificate));
    assert.match(verify('chain.pem', '-CAfile', file('root.pem')), /OK/);
    for (const leaf of ['sign.pem', 'encrypt.pem'])
      assert.match(verify(leaf, '-partial_chain', '-trusted', file('chain.pem')), /OK/);
  });

  test('certificate request', { skip: withoutOpenssl }, () => {
    const said = openssl(
      'req',
      ...['-verify', '-inform', 'DER', '-in', file('csr.der'), '-noout', '-vfyopt', `distid:${DISTID}`],
    );
    assert.match(said, /verify OK/);
  });

  test('the co-signed statement, and not a changed one', { skip: withoutOpenssl }, () => {
    const key = openssl('x509', '-in', file('sign.pem'), '-pubkey', '-noout');
    writeFileSync(file('sign.pub'), key);
    const verify = (statement: string) =>
      spawnSync('openssl', [
        ...['dgst', '-sm3', '-verify', file('sign.pub'), '-sigopt', `distid:${DISTID}`],
        ...['-signature', file('statement.sig'), statement],
      ]).status;
    assert.equal(verify(file('statement.json')), 0);
    const changed = readFileSync(file('statement.json'));
    changed[20] = (changed[20] ?? 0) ^ 1;
    writeFileSync(file('changed.json'), changed);
    assert.notEqual(verify(file('changed.json')), 0);
  });

  test('the sealed files keep every earlier byte', () => {
    const [input, once, twice] = ['input.pdf', 'sealed.pdf', 'sealed-twice.pdf'].map((name) =>
      readFileSync(file(name)),
    );
    assert.ok(input && once && twice);
    assert.ok(once.subarray(0, input.length).equals(input));
    assert.ok(twice.subarray(0, once.length).equals(once));
    assert.ok(twice.length > once.length && once.length > input.length);
  });

  test('revocation data is read by openssl', { skip: withoutOpenssl }, () => {
    assert.match(openssl('crl', '-inform', 'DER', '-in', file('crl.der'), '-noout', '-text'), /Issuer/);
    const said = openssl('ocsp', '-respin', file('ocsp.der'), '-noverify', '-resp_text');
    assert.match(said, /Cert Status: good/);
  });

  test('the id token names the unit', () => {
    const [, payload] = readFileSync(file('id_token.txt'), 'utf8').split('.');
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
    assert.equal(claims['uscc'], '91321300MA1YH0D101');
    assert.equal(claims['unit_name'], '江苏洋河演示机电有限公司');
    // Pairwise: a name of this platform's own, which tells nothing of the account.
    assert.match(String(claims['sub']), /^[\w-]{43}$/);
  });
});
