/** BouncyCastle on Java 17 or later: Maven fetches the jars of tests/conformance/java/pom.xml, javac compiles the checker. */
import { globSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { onPath, runProgram } from '../run-program.ts';
import { readAnswers } from './answers.ts';
import { cache, cached, type Obstacle, repository } from './cache.ts';
import type { Outsider, Prepared } from './outsider.ts';

const project = join(repository, 'tests/conformance/java');
const pom = join(project, 'pom.xml');

export const bouncyCastle: Outsider = {
  name: 'bouncycastle',
  kinds: [
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
    'ocsp-request-read',
    'ocsp-request-make',
    'ocsp-verify',
    'ocsp-make',
    'cms-verify',
    'cms-sign',
    'path-validate',
    'path-revocation',
    'pkcs12-read',
    'pkcs12-write',
    'cms-decrypt',
    'cms-encrypt',
    'timestamp-response-verify',
    'token-verify',
    'token-make',
    'pkcs8-decrypt',
    'pkcs8-encrypt',
    'enveloped-key-open',
    'enveloped-key-make',
  ],
  prepare,
};

async function prepare(): Promise<Prepared> {
  const missing = ['java', 'javac'].find((program) => !onPath(program));
  if (missing !== undefined) return { skipped: `${missing} is not on the PATH` };
  const jars = await cached('jars', [pom], fetchJars);
  if (!('folder' in jars)) return jars;
  const sources = globSync('src/*.java', { cwd: project }).toSorted();
  const paths = sources.map((source) => join(project, source));
  const classes = await cached('check-java', [pom, ...paths], async (folder): Promise<Obstacle | undefined> => {
    const ran = await runProgram('javac', ['-d', folder, '-cp', join(jars.folder, '*'), ...paths], { seconds: 180 });
    return ran.status === 0 ? undefined : { failed: `javac: ${ran.stderr}` };
  });
  if (!('folder' in classes)) return classes;
  const java = (...args: string[]) =>
    runProgram('java', ['-cp', [classes.folder, join(jars.folder, '*')].join(delimiter), 'Check', ...args], {
      seconds: 400,
    });
  const { status, stdout, stderr } = await java('version');
  if (status !== 0) return { failed: `java: ${stderr}` };
  return { version: stdout.trim(), ask: async ({ folder }) => readAnswers(await java(folder)) };
}

async function fetchJars(folder: string): Promise<Obstacle | undefined> {
  if (!onPath('mvn')) return { skipped: 'mvn is not on the PATH and the jars were not fetched before' };
  const repositoryFolder = join(cache, 'maven');
  mkdirSync(repositoryFolder, { recursive: true });
  const ran = await runProgram(
    'mvn',
    [
      '--quiet',
      '--batch-mode',
      '--strict-checksums',
      `-Dmaven.repo.local=${repositoryFolder}`,
      '-f',
      pom,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${folder}`,
    ],
    { seconds: 300 },
  );
  return ran.status === 0
    ? undefined
    : { skipped: `mvn could not fetch the jars: ${firstLine(ran.stdout + ran.stderr)}` };
}

const firstLine = (text: string): string => text.trim().split('\n')[0]?.slice(0, 200) ?? '';
