/** One running system for a story: real processes, real PostgreSQL, free ports, a folder that goes away afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DemoPlatform, demoPlatform } from '../../tools/demo/platform.ts';
import { type RunningSystem, startSystem } from '../../tools/system/index.ts';

export interface Story {
  system: RunningSystem;
  dataDir: string;
  /** Where the service is. */
  url: string;
  /** The trading platform that the system was given. */
  platform: DemoPlatform;
  stop(): Promise<void>;
}

export async function startStory(): Promise<Story> {
  const dataDir = mkdtempSync(join(tmpdir(), 'qianyin-story-'));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const system = await startSystem({
      dataDir,
      port: 0,
      exchangePort: 0,
      webApps: false,
      // Stories kill often: what doubles from crash to crash would be most of their time.
      longestPauseMs: 200,
      logLevel: 'warn',
      log: () => undefined,
    });
    const { server: url, exchange } = system.urls;
    return {
      system,
      dataDir,
      url,
      platform: demoPlatform(dataDir, { server: url, exchange }),
      async stop() {
        await system.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A demo operator's name and password. */
export function operatorLogin({ system }: Story, name: 'wang' | 'li'): { name: string; password: string } {
  const account = system.accounts.find(({ where, loginName }) => where === 'desk' && loginName === name);
  if (account === undefined) throw new Error(`there is no operator ${name}`);
  return { name, password: account.password };
}
