/**
 * `npm ci` when, and only when, the lock file or the platform changed since the last one, or more is needed than was
 * installed. No package's install script runs: none is needed, and a stolen package could use one.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countInstalled, hasDevelopmentPackages, installedMode } from './complete.mjs';
import { childEnvironment } from './environment.mjs';

/** Brings node_modules up to the lock file. `onChild` receives the running npm, so that signals reach it. */
export async function ensureInstalled(root, mode, onChild) {
  const key = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
  const stampFile = join(root, 'node_modules/.qianyin-install.json');
  const stamp = readStamp(stampFile);
  if (stamp.key === key && satisfies(stamp.mode, mode)) return;
  const byHand = stamp.key === key ? undefined : installedMode(root);
  if (satisfies(byHand, mode)) {
    writeStamp(stampFile, key, byHand);
    return;
  }
  // Where tests have run once, they will again: a start must not take their packages away.
  const wanted = stamp.mode === 'full' || hasDevelopmentPackages(root) ? 'full' : mode;
  rmSync(stampFile, { force: true });
  await install(root, wanted, onChild);
  writeStamp(stampFile, key, wanted);
}

function satisfies(installed, wanted) {
  return installed === 'full' || (installed === 'prod' && wanted === 'prod');
}

function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function writeStamp(file, key, mode) {
  writeFileSync(file, `${JSON.stringify({ key, mode })}\n`);
}

async function install(root, mode, onChild) {
  const started = Date.now();
  const what = mode === 'prod' ? '运行所需的组件 / what running needs' : '全部组件 / everything';
  process.stdout.write(`· 正在安装${what}（首次约一分钟 / about a minute the first time）…\n`);
  const { program, args, shell } = findNpm();
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--include=optional'];
  flags.push(mode === 'prod' ? '--omit=dev' : '--include=dev');
  const child = spawn(program, [...args, ...flags], {
    cwd: root,
    shell,
    stdio: ['ignore', 'inherit', 'inherit'],
    // A NODE_ENV=production around us would silently leave out what tests need.
    env: childEnvironment({ NODE_ENV: '' }),
  });
  onChild(child);
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    const { present, wanted } = countInstalled(root, mode);
    process.stdout.write(`  … ${seconds} s, ${present} / ${wanted} 个组件 / packages\n`);
  }, 5000);
  const code = await new Promise((settle) => {
    child.once('error', () => settle(127));
    child.once('exit', (status) => settle(status === null ? 1 : status));
  });
  clearInterval(ticker);
  onChild(undefined);
  if (code !== 0) {
    process.stderr.write(
      `安装未完成（npm ci 退出码 ${code}）：请检查到 npm 镜像的网络后重试。\n` +
        `The installation did not finish (npm ci exited with ${code}): check that the npm registry is reachable and try again.\n`,
    );
    process.exit(1);
  }
  process.stdout.write(`✔ 安装完成 / installed (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
}

/** The npm that runs us, by its own file, or else the one on the PATH. */
function findNpm() {
  const running = process.env.npm_execpath;
  if (running && /npm-cli\.[cm]?js$/.test(running) && existsSync(running)) {
    return { program: process.execPath, args: [running], shell: false };
  }
  return { program: 'npm', args: [], shell: process.platform === 'win32' };
}
