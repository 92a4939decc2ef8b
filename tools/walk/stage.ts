/**
 * A started system and two browsers before it: a phone whose camera sees what is held before it, and a computer. What
 * the stories and the screen pictures play on.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type FakeCamera, fakeCamera, launchBrowser, type Page } from '@qianyin/testkit/browser';
import { type Account, type RunningSystem, startSystem } from '../system/index.ts';

export const PHONE = { width: 390, height: 844 };
export const COMPUTER = { width: 1440, height: 900 };

/** How long a person would wait before thinking that it is broken. */
const PATIENCE_MS = 20_000;
const PLACE = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };

export interface Stage {
  system: RunningSystem;
  camera: FakeCamera;
  phone: Page;
  computer: Page;
  /** The desk of an operator is a browser profile of its own. */
  openDesk(): Promise<Page>;
  account(loginName: string): Account;
  close(): Promise<void>;
}

export interface StageOptions {
  log?: (line: string) => void;
  /** Pixels of the screen to a pixel of the page. */
  scale?: number;
  dark?: boolean;
}

export async function openStage({ log = () => undefined, scale = 1, dark = false }: StageOptions = {}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'qianyin-stage-'));
  const screen = { ...PLACE, deviceScaleFactor: scale, colorScheme: dark ? 'dark' : 'light' } as const;
  const camera = fakeCamera();
  const browsers: Browser[] = [];
  let system: RunningSystem | undefined;
  const close = async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await system?.stop();
    camera.remove();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const launch = async (options: Parameters<typeof launchBrowser>[0]) => {
      const browser = await launchBrowser(options);
      browsers.push(browser);
      return browser;
    };
    const starting = startSystem({ dataDir, port: 0, exchangePort: 0, logLevel: 'warn', log });
    // Its failure is reported where it is awaited.
    starting.catch(() => undefined);
    const [pocket, office] = [await launch({ camera }), await launch({})];
    system = await starting;
    const { accounts } = system;
    const phone = await pocket.newContext({ ...screen, viewport: PHONE, hasTouch: true, isMobile: true });
    const open = async () => {
      const context = await office.newContext({ ...screen, viewport: COMPUTER });
      return patient(await context.newPage());
    };
    return {
      system,
      camera,
      phone: patient(await phone.newPage()),
      computer: await open(),
      openDesk: open,
      account(loginName) {
        const found = accounts.find((account) => account.loginName === loginName);
        if (found === undefined) throw new Error(`there is no demo account ${loginName}`);
        return found;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function patient(page: Page): Page {
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}
