/** Tests that build on each other: after the first that fails the rest is skipped, and what the screens showed is kept. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from '@qianyin/testkit/browser';

export function makeSteps(
  screens: Record<string, Page>,
): (name: string, work: () => Promise<void>, options?: { skip: string | false }) => void {
  let failed = false;
  return (name, work, options = { skip: false }) => {
    void test(name, options, async (t) => {
      if (failed) return t.skip('an earlier step failed');
      try {
        await work();
      } catch (error) {
        failed = true;
        // A browser that draws no more must not hide what went wrong before.
        t.diagnostic(`what the screens showed: ${await picture(screens).catch(String)}`);
        throw error;
      }
    });
  };
}

async function picture(screens: Record<string, Page>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'qianyin-story-failed-'));
  for (const [name, page] of Object.entries(screens)) await page.screenshot({ path: join(folder, `${name}.png`) });
  return folder;
}
