/** Pictures of one screen in both languages and both widths, and what can be found wrong without looking. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@qianyin/testkit/browser';
import { chineseLeft, drawn, overflow, speak } from '../walk/language.ts';
import type { Look } from '../walk/look.ts';
import { COMPUTER, PHONE } from '../walk/stage.ts';

const LANGUAGES = { zh: 'zh-CN', en: 'en' } as const;
const WIDTHS = { phone: PHONE, desktop: COMPUTER } as const;

export class Pictures {
  readonly findings: string[] = [];
  readonly #folder: string;
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Pictures are numbered in the order of the walk: `07-wallet-claim.zh.phone.png`. */
  readonly look: Look = async (page, screen, { fixed = false } = {}) => {
    this.#count += 1;
    const size = page.viewportSize();
    // The width it was walked in first: a resized page may have been scrolled.
    const widths = Object.entries(WIDTHS).toSorted((a) => (a[1].width === size?.width ? -1 : 1));
    for (const [width, viewport] of widths) {
      await page.setViewportSize(viewport);
      for (const [language, tag] of Object.entries(LANGUAGES)) {
        if (fixed && language === 'en') continue;
        if (!fixed) await speak(page, tag);
        const name = `${String(this.#count).padStart(2, '0')}-${screen}.${language}.${width}`;
        await drawn(page);
        await tall(page, viewport);
        writeFileSync(join(this.#folder, `${name}.png`), await still(page));
        await page.setViewportSize(viewport);
        if (await toEnd(page)) {
          writeFileSync(join(this.#folder, `${name}.end.png`), await still(page));
          await toTop(page);
        }
        const wide = await overflow(page);
        if (wide > 0) this.findings.push(`${name}: ${wide} px wider than the window`);
        if (language === 'en') {
          for (const text of await chineseLeft(page)) this.findings.push(`${name}: «${text}» is not English`);
        }
      }
    }
    if (!fixed) await speak(page, LANGUAGES.zh);
    if (size !== null) await page.setViewportSize(size);
  };
}

/** As high as what it shows, so that bars that stick to the window's edges stand at the ends. */
async function tall(page: Page, { width, height }: { width: number; height: number }): Promise<void> {
  const all = await page.evaluate<number>('document.documentElement.scrollHeight');
  if (all > height) await page.setViewportSize({ width, height: all });
  await drawn(page);
}

/** Taken when nothing moves any more; what never rests (a waiting mark) is taken as it is. */
async function still(page: Page): Promise<Buffer> {
  let before = await page.screenshot({ animations: 'disabled' });
  for (let tries = 0; tries < 12; tries++) {
    const now = await page.screenshot({ animations: 'disabled' });
    if (now.equals(before)) break;
    before = now;
  }
  return before;
}

/** What scrolls by itself inside the page; a document's viewer stays where the walk left it. */
const SCROLLERS = `[...document.querySelectorAll('body *')].filter((element) =>
  element.scrollHeight > element.clientHeight + 8 &&
  /auto|scroll/.test(getComputedStyle(element).overflowY) &&
  element.closest('[class*="qy-viewer"], textarea') === null)`;

/** Scrolls to the end what no height of the window shows whole: a pane of its own, or a page as high as a viewer that grows with it. */
async function toEnd(page: Page): Promise<boolean> {
  const any = await page.evaluate<boolean>(`(() => {
    const inner = ${SCROLLERS};
    for (const element of inner) element.scrollTop = element.scrollHeight;
    const grows = document.querySelector('.qy-viewer') !== null && document.body.scrollHeight > innerHeight + 8;
    if (grows) scrollTo(0, document.body.scrollHeight);
    return inner.length > 0 || grows;
  })()`);
  await drawn(page);
  return any;
}

async function toTop(page: Page): Promise<void> {
  await page.evaluate(`scrollTo(0, 0); for (const element of ${SCROLLERS}) element.scrollTop = 0;`);
}
