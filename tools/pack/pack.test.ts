/** A stranger's project with the packed packages in its node_modules: it runs, and its types check. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'qianyin-pack-'));
after(() => rmSync(folder, { recursive: true, force: true }));

// In a copy: packing puts package.json aside for a moment, and other tests resolve the packages by it.
const repository = join(folder, 'repository');
for (const path of ['LICENSE', 'tsconfig.base.json', 'package.json', 'tools/pack', 'packages/gm', 'packages/pki'])
  cpSync(join(root, path), join(repository, path), {
    recursive: true,
    filter: (from) => !/\/(node_modules|dist)$/.test(from),
  });
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
const project = join(folder, 'project');
for (const name of ['gm', 'pki']) {
  const from = join(repository, 'packages', name);
  const installed = join(project, 'node_modules/@qianyin', name);
  mkdirSync(installed, { recursive: true });
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: from, stdio: 'pipe' });
  const archive = readdirSync(folder).find((file) => file.startsWith(`qianyin-${name}-`)) ?? '';
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', installed, '--strip-components=1']);
}

const PROGRAM = `
import { Secret, sm2GenerateKeyPair, sm2Sign, sm2Verify, sm3 } from '@qianyin/gm';
import { buildName, nameToString, PkiError, type Name } from '@qianyin/pki';
import { verifyPdf } from '@qianyin/pki/pdf';
import { drawRoundSeal } from '@qianyin/pki/seal';

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const message: Uint8Array = sm3(new TextEncoder().encode('abc'));
const { privateKey, publicKey }: { privateKey: Secret; publicKey: Uint8Array } = sm2GenerateKeyPair(random);
const signature = sm2Sign({ privateKey, message, random });
// @ts-expect-error: a secret is no public value.
const never = () => sm2Verify({ publicKey: privateKey, message, signature });
const called: Function[] = [buildName, nameToString, verifyPdf, drawRoundSeal, PkiError, never];
export const none: Name | undefined = undefined;
console.log(sm2Verify({ publicKey, message, signature }), called.length);
`;

test('what is packed are compiled files, types and no sources', () => {
  for (const name of ['gm', 'pki']) {
    const files = readdirSync(join(project, 'node_modules/@qianyin', name), { recursive: true }).map(String);
    assert.ok(files.includes('dist/index.d.ts') && files.includes('LICENSE') && files.includes('README.md'), name);
    assert.deepEqual(
      files.filter((file) => /\.test\.|testing|(?<!\.d)\.ts$|tsconfig/.test(file)),
      [],
    );
  }
});

test('types check by both resolutions; it runs on the Node of the path and on ours', () => {
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(project, 'program.ts'), PROGRAM);
  for (const moduleResolution of ['nodenext', 'bundler']) {
    const settings = {
      compilerOptions: {
        module: moduleResolution === 'nodenext' ? 'nodenext' : 'esnext',
        moduleResolution,
        target: 'es2022',
        lib: ['es2022', 'dom'],
        types: [],
        strict: true,
      },
      files: ['program.ts'],
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(settings));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    try {
      execFileSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
    } catch (error) {
      assert.fail(`${moduleResolution}: ${String((error as { stdout?: string }).stdout)}`);
    }
  }
  for (const node of ['node', process.execPath])
    assert.equal(execFileSync(node, ['program.js'], { cwd: project, encoding: 'utf8' }), 'true 6\n', node);
});
