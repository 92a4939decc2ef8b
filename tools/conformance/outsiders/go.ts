/** Libraries of the Go module tests/conformance/go, compiled into one checker; go.sum pins what is fetched. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPath, runProgram } from '../run-program.ts';
import { readAnswers } from './answers.ts';
import { cache, cached, type Obstacle, repository } from './cache.ts';
import type { Kind } from './kinds.ts';
import type { Outsider, Prepared } from './outsider.ts';

const project = join(repository, 'tests/conformance/go');

const library = (name: string, module: string, kinds: readonly Kind[]): Outsider => ({
  name,
  kinds,
  prepare: async () => {
    checker ??= prepareChecker();
    const made = await checker;
    if (!('program' in made)) return made;
    return {
      version: module === 'go' ? (made.versions.go ?? '') : `${module} ${made.versions[module] ?? ''}`,
      ask: async ({ folder }) => readAnswers(await runProgram(made.program, [name, folder], { seconds: 400 })),
    };
  },
});

export const gmsm = library('gmsm', 'github.com/emmansun/gmsm', [
  'sm3',
  'hmac-sm3',
  'sm4-encrypt',
  'sm4-decrypt',
  'sm2-verify',
  'sm2-sign',
  'sm2-encrypt',
  'sm2-decrypt',
  'sm2-exchange',
  'certificate-verify',
  'certificate-make',
  'csr-verify',
  'csr-make',
  'crl-verify',
  'crl-make',
  'cms-verify',
  'cms-sign',
  'path-validate',
  'sm2-file-open',
  'sm2-file-make',
  'csr-response-open',
  'csr-response-make',
  'cfca-csr-verify',
  'cfca-csr-make',
  'cfca-returned-key-open',
  'cms-decrypt',
  'cms-encrypt',
  'cms-open-signed',
  'cms-sign-and-envelop',
  'pkcs8-decrypt',
  'pkcs8-encrypt',
  'enveloped-key-open',
  'enveloped-key-make',
]);

export const tjfoc = library('tjfoc', 'github.com/tjfoc/gmsm', [
  'sm3',
  'hmac-sm3',
  'sm4-encrypt',
  'sm2-verify',
  'sm2-sign',
  'sm2-encrypt',
  'sm2-decrypt',
  'sm2-exchange',
  'certificate-verify',
  'csr-verify',
  'pkcs12-write',
]);

/** crypto/x509 of the toolchain that compiles the checker. */
export const goX509 = library('go-x509', 'go', [
  'certificate-verify',
  'certificate-make',
  'csr-verify',
  'csr-make',
  'crl-verify',
  'crl-make',
  'path-validate',
]);

export const zlint = library('zlint', 'github.com/zmap/zlint/v3', ['certificate-lint', 'crl-lint']);

type Checker = Exclude<Prepared, { ask: unknown }> | { program: string; versions: Record<string, string> };
let checker: Promise<Checker> | undefined;

async function prepareChecker(): Promise<Checker> {
  if (!onPath('go')) return { skipped: 'go is not on the PATH' };
  const module = readFileSync(join(project, 'go.mod'), 'utf8');
  const needed = /^go (\d+\.\d+)/m.exec(module)?.[1] ?? '';
  const { stdout } = await runProgram('go', ['env', 'GOVERSION'], { cwd: project, env: environment });
  const found = /go(\d+\.\d+)/.exec(stdout)?.[1] ?? '';
  if (olderThan(found, needed)) return { skipped: `go ${found} is on the PATH, ${needed} is needed` };
  const sources = globSync('{go.mod,go.sum,*.go}', { cwd: project }).toSorted();
  const made = await cached(
    'check-go',
    sources.map((path) => join(project, path)),
    build,
  );
  if (!('folder' in made)) return made;
  const program = join(made.folder, 'check');
  const versions = await runProgram(program, ['versions']);
  return { program, versions: JSON.parse(versions.stdout) as Record<string, string> };
}

const environment: NodeJS.ProcessEnv = {
  ...process.env,
  GOMODCACHE: join(cache, 'go-modules'),
  GOCACHE: join(cache, 'go-build'),
  // Never another toolchain than the machine's, and a cache that can be deleted like any folder.
  GOTOOLCHAIN: 'local',
  GOFLAGS: '-mod=readonly -modcacherw -buildvcs=false',
};

async function build(folder: string): Promise<Obstacle | undefined> {
  const fetched = await runProgram('go', ['mod', 'download'], { cwd: project, env: environment, seconds: 300 });
  if (fetched.status !== 0)
    return { skipped: `go could not fetch the modules: ${fetched.stderr.trim().slice(0, 200)}` };
  const args = ['build', '-o', join(folder, 'check'), '.'];
  const built = await runProgram('go', args, { cwd: project, env: environment, seconds: 600 });
  return built.status === 0 ? undefined : { failed: `go build: ${built.stderr}` };
}

function olderThan(found: string, needed: string): boolean {
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = needed.split('.').map(Number);
  return major < neededMajor || (major === neededMajor && minor < neededMinor);
}
