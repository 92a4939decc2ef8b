/**
 * The papers of the story, made by the browser: a business licence and an identity card as pictures, a letter of tender
 * as a PDF in Chinese, written by a program that is not ours.
 */
import type { Page } from '@qianyin/testkit/browser';
import { PERSON } from '../demo/person.ts';

export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

interface Unit {
  displayName: string;
  uscc: string;
}

/** By the name of the material they are for. */
export async function drawMaterials(page: Page, unit: Unit): Promise<Record<string, Upload>> {
  return {
    营业执照: await picture(page, '营业执照.png', licence(unit), { width: 1000, height: 720 }),
    经办人身份证: await sheet(page, '经办人身份证.pdf', identityCard()),
  };
}

export function writeLetter(page: Page, unit: Unit): Promise<Upload> {
  return sheet(page, '投标函.pdf', letter(unit));
}

async function picture(page: Page, name: string, html: string, viewport: { width: number; height: number }) {
  await page.setViewportSize(viewport);
  await page.setContent(html);
  return { name, mimeType: 'image/png', buffer: await page.screenshot() };
}

async function sheet(page: Page, name: string, html: string) {
  await page.setContent(html);
  return { name, mimeType: 'application/pdf', buffer: await page.pdf({ format: 'A4', printBackground: true }) };
}

const licence = ({ displayName, uscc }: Unit) => `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; font: 22px/2 sans-serif; background: #f3efe2; color: #333 }
  main { position: absolute; inset: 28px; padding: 32px 64px; border: 6px double #a58a4a }
  h1 { margin: 0; text-align: center; font-size: 54px; letter-spacing: 0.5em; text-indent: 0.5em }
  p.sample { position: absolute; right: 64px; bottom: 20px; margin: 0; color: #777 }
  dl { display: grid; grid-template-columns: 9em 1fr; margin: 24px 0 } dd { margin: 0 }
</style><main><h1>营业执照</h1><p style="text-align:center">（副本）　统一社会信用代码　${uscc}</p>
<dl><dt>名　　　　称</dt><dd>${displayName}</dd><dt>类　　　　型</dt><dd>有限责任公司</dd>
<dt>法定代表人</dt><dd>张建国</dd><dt>注 册 资 本</dt><dd>壹仟万元整</dd><dt>成 立 日 期</dt><dd>2018年06月15日</dd>
<dt>住　　　　所</dt><dd>江苏省宿迁市洋河新区</dd></dl><p class="sample">样张，仅供演示</p></main>`;

const identityCard = () => `<!doctype html><meta charset="utf-8"><style>
  body { font: 16px/2 sans-serif; color: #333; padding: 60px }
  section { width: 340px; height: 200px; margin: 40px auto; padding: 20px; border: 1px solid #999; border-radius: 14px;
    background: #eef3f6; position: relative }
  i { position: absolute; right: 24px; top: 30px; width: 92px; height: 120px; background: #cfd8dd; border-radius: 46px 46px 8px 8px }
</style><section>姓名　${PERSON.name}<br>性别　男　　民族　汉<br>出生　1985年06月15日<br>住址　江苏省宿迁市洋河新区<i></i>
<br>公民身份号码　${PERSON.idNumber}</section><section>中华人民共和国<br><b>居民身份证</b><br>签发机关　演示<br>有效期限　2020.01.01-2040.01.01
</section><p style="text-align:center">样张，仅供演示</p>`;

const letter = ({ displayName, uscc }: Unit) => `<!doctype html><meta charset="utf-8"><style>
  @page { margin: 24mm 26mm } body { margin: 0; font: 15px/2.1 sans-serif; color: #111 }
  h1 { margin: 0 0 0.6em; text-align: center; font-size: 28px; letter-spacing: 0.3em; text-indent: 0.3em }
  p { text-indent: 2em; margin: 0.4em 0 } p.plain { text-indent: 0 }
  main { break-before: page; position: relative; height: 248mm }
  .end { position: absolute; right: 0; bottom: 4mm; width: 88mm } .end p { text-indent: 0 }
</style><h1>投标函</h1>
<p class="plain">致：宿迁演示采购招标有限公司</p>
<p>根据贵方“洋河新区污水泵站机电设备采购”项目（编号 YH-2026-018）的招标文件，我方经认真研究，愿以人民币壹佰贰拾叁万肆仟伍佰元整（¥1,234,500.00）的总报价，按招标文件的要求承担供货、安装与调试。</p>
<p>我方承诺：投标有效期为自开标之日起九十个日历天；中标后在规定期限内签订合同，并按合同约定完成全部内容；所提交的文件真实、完整、有效。</p>
<p>随函附有已标价的设备清单与技术规格偏离表。</p>
<main><h1>投标文件签署页</h1>
<p>本页与投标函、投标函附录、已标价的设备清单共同构成我方的投标文件。我方已详细审查全部招标文件，包括修改、补充的文件以及全部参考资料，完全理解并同意放弃对这方面有不明及误解的权利。</p>
<p>我方理解贵方不一定接受最低报价，也不负担我方的任何投标费用。</p>
<div class="end"><p>投标人（盖章）：<br>${displayName}</p><p>统一社会信用代码：<br>${uscc}</p><p>2026 年 3 月 2 日</p></div></main>`;
