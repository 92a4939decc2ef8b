/**
 * What a browser gets: everything reachable from the entries with the default branch of `#verify` and `#keys`, and the
 * tests of keys, requests and files once more with that code.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { test } from 'node:test';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  exports: Record<string, string>;
  imports: Record<string, { node: string; default: string }>;
};
const portable = (name: string): string | undefined => {
  const path = manifest.imports[name]?.default;
  return path && new URL(`../../${path}`, import.meta.url).href;
};

test('the browser branch needs no part of Node', () => {
  const seen = new Set<string>();
  const external = new Set<string>();
  // The drawing of seals is done on the server: its font library is no part of this.
  const entries = Object.values(manifest.exports).filter((path) => !path.includes('/seal/'));
  const waiting = entries.map((path) => new URL(`../../${path}`, import.meta.url).href);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const source = readFileSync(new URL(file), 'utf8');
    assert.doesNotMatch(source, /\bBuffer\b|\bprocess\.|\brequire\(/, file);
    for (const [, name = ''] of source.matchAll(/^(?:import|export)\s(?:[^;]*?\sfrom\s)?'([^']+)'/gm)) {
      if (name.startsWith('.')) waiting.push(new URL(name, file).href);
      else if (name.startsWith('#')) waiting.push(portable(name) ?? assert.fail(name));
      else external.add(name);
    }
  }
  for (const name of external) assert.match(name, /^(?:@noble\/|@qianyin\/gm$|fflate$)/, name);
  const names = [...seen].map((file) => file.slice(file.lastIndexOf('/src/') + 5));
  for (const name of ['algorithms/verify', 'keys']) {
    assert.ok(names.includes(`${name}/portable.ts`) && !names.includes(`${name}/native.ts`), name);
  }
});

const turned = new Set<string>();

registerHooks({
  resolve(specifier, context, next) {
    const url = portable(specifier);
    if (!url) return next(specifier, context);
    turned.add(specifier);
    return { url, shortCircuit: true };
  },
});

await import('../cfca/cfca.test.ts');
await import('../csr/request.test.ts');
await import('../x509/key-kinds.test.ts');
const { verifySignature } = await import('../index.ts');
const { decryptPkcs8, encryptPkcs8, parsePkcs8 } = await import('../keys/index.ts');
const { makeKey } = await import('../testing/key-kinds.ts');
const { random } = await import('../testing/toy-ca.ts');

test('keys of every kind work with the portable files', () => {
  for (const kind of ['p256', 'p384', 'p521', 'rsa'] as const) {
    const made = makeKey(kind);
    const key = parsePkcs8(made.pkcs8 ?? assert.fail());
    const name = kind === 'rsa' ? 'rsa-pss-sha256' : 'ecdsa-sha256';
    const message = random(10);
    const check = {
      algorithm: { name },
      publicKey: key.publicKey,
      message,
      signature: made.sign(name, message),
    } as const;
    assert.ok(verifySignature(check));
    const der = encryptPkcs8({ key, password: 'x', random, iterations: 1000 });
    assert.deepEqual(decryptPkcs8({ der, password: 'x' }).publicKey.der, key.publicKey.der);
  }
  assert.deepEqual([...turned].toSorted(), Object.keys(manifest.imports).toSorted());
});
