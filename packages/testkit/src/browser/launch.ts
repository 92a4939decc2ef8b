/**
 * A real browser without system packages: the Chromium of `@sparticuz/chromium`, unpacked once into a folder named by
 * its version, with its own libraries and a Chinese font; the system's Chromium where that one does not run.
 */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import type { FakeCamera } from './camera.ts';
import { ensureChromium } from './unpack.ts';
import { fontEnvironment } from './fonts.ts';

export interface LaunchOptions {
  /** What the page's camera sees; the page gets it without asking. */
  camera?: FakeCamera;
}

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** No browser for this machine; tests that need one skip with this message. */
export class BrowserMissing extends Error {
  readonly code = 'testkit/browser-missing';
}

/** Launches it headless. Throws BrowserMissing. Close it when done. */
export async function launchBrowser({ camera }: LaunchOptions = {}): Promise<Browser> {
  const { executablePath, environment } = await chooseBrowser();
  // The package's own list of arguments would switch web security off.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--lang=zh-CN'];
  if (camera !== undefined) {
    args.push('--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream');
    args.push(`--use-file-for-fake-video-capture=${camera.path}`);
  }
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return chromium.launch({
    executablePath,
    args,
    env: { ...Object.fromEntries(inherited), ...fontEnvironment(), ...environment },
  });
}

async function chooseBrowser(): Promise<{ executablePath: string; environment: Record<string, string> }> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { executablePath, libraries } = await ensureChromium();
    return { executablePath, environment: { LD_LIBRARY_PATH: libraries } };
  }
  const executablePath = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new BrowserMissing(`No browser: none comes with the tests for ${process.platform} ${process.arch}.`);
  }
  return { executablePath, environment: {} };
}
