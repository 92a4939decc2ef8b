/** Looks at every screen of the story: nothing stands wider than the window, nothing stays Chinese in English. */
import type { Page } from '@qianyin/testkit/browser';
import { chineseLeft, overflow, speak } from '../../../tools/walk/language.ts';
import type { Look } from '../../../tools/walk/look.ts';

export class Judge {
  readonly findings: string[] = [];
  readonly screens: string[] = [];

  readonly look: Look = async (page, screen, { fixed = false } = {}) => {
    this.screens.push(screen);
    await this.#judge(page, `${screen} in Chinese`, []);
    if (fixed) return;
    await speak(page, 'en');
    await this.#judge(page, `${screen} in English`, await chineseLeft(page));
    await speak(page, 'zh-CN');
  };

  /** Programs that fail silently: what a page threw, and whatever it asked of somebody else's machine. */
  watch(page: Page, origins: readonly string[]): void {
    page.on('pageerror', (error) =>
      this.findings.push(`${page.url()} threw ${error.name} ${error.message} ${error.stack}`),
    );
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && !origins.includes(origin)) this.findings.push(`asked ${request.url()}`);
    });
  }

  async #judge(page: Page, screen: string, chinese: string[]): Promise<void> {
    const wide = await overflow(page);
    if (wide > 0) this.findings.push(`${screen}: ${wide} px wider than the window`);
    for (const text of chinese) this.findings.push(`${screen}: «${text}»`);
  }
}
