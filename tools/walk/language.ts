/** The two languages of a page: switching in place, and what stays Chinese in English. */
import type { Page } from '@qianyin/testkit/browser';

/** Names of people, units, places and files are what they are in any language, as is the way back to Chinese. */
const NAMES = [
  // What a platform wrote about its request, what the applicant's phone received, what an operator wrote.
  /登录交易平台|在签印登录页扫码登录|在「[^」]*」第 \d+ 页加盖电子印章|【签印】.*|材料拍摄或扫描不清晰.*/g,
  /江苏洋河演示机电有限公司/g,
  /宿迁演示采购招标有限公司/g,
  /洋河e采（演示）/g,
  /标证通/g,
  /江苏省宿迁市[洋河新宿城]*区/g,
  /张建国|王小明|[*王]+\*?[*明]|王受理|李审核/g,
  /\S*\.(?:pdf|png)/g,
  /语言 \/ |中文/g,
];

const HAN = /\p{Script=Han}+/u;

/** The pieces of visible text, labels and hints with Chinese characters that are no names. */
export async function chineseLeft(page: Page): Promise<string[]> {
  const texts = await page.evaluate<string[]>(`(() => {
    // What a document says is its own language.
    const own = (element) => element.closest('.qy-viewer-page') === null && element.checkVisibility();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said = [];
    while (walker.nextNode()) if (own(walker.currentNode.parentElement)) said.push(walker.currentNode.data);
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], img[alt]')) {
      if (!own(element)) continue;
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) said.push(element.getAttribute(name) ?? '');
    }
    return [document.title, ...said];
  })()`);
  const bare = (text: string) => NAMES.reduce((rest, name) => rest.replaceAll(name, ''), text);
  return [...new Set(texts.filter((text) => HAN.test(bare(text))))];
}

/** What stands wider than the window: the page then scrolls sideways. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
}

/** As if the language had been switched in another window of the site: nothing that is open is lost. */
export async function speak(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  await page.evaluate(`(() => {
    localStorage.setItem('qy.language', '${language}');
    dispatchEvent(new StorageEvent('storage', { key: 'qy.language', newValue: '${language}' }));
  })()`);
  await drawn(page);
}

/** Nothing is being loaded or drawn any more, and what was laid out is painted. */
export async function drawn(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'hidden' });
  await page.evaluate(`document.fonts.ready.then(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )`);
}
