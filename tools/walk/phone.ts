/** The applicant's phone, from the first login to the certificate, by what stands on the screen. */
import type { Page } from '@qianyin/testkit/browser';
import { claimForm, PERSON } from '../demo/person.ts';
import type { Look } from './look.ts';
import type { Upload } from './papers.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

export async function register(page: Page, { wallet, outbox }: { wallet: string; outbox: string }, look: Look) {
  await page.goto(wallet);
  await button(page, '获取验证码').waitFor();
  await look(page, 'wallet-login');
  await field(page, '手机号').fill(PERSON.phone);
  await button(page, '获取验证码').click();
  await page.getByText(/^验证码已发送到/).waitFor();
  await look(page, 'wallet-login-code-sent');
  const messages = await page.context().newPage();
  await messages.goto(outbox);
  const message = messages.getByRole('listitem').filter({ hasText: PERSON.phone }).first();
  const code = /验证码 (\d{6})/.exec((await message.textContent()) ?? '')?.[1];
  if (code === undefined) throw new Error('the message holds no code');
  await look(messages, 'outbox');
  await messages.close();
  await field(page, '短信验证码').fill(code);
  await button(page, '登录').click();
  await button(page, '开始实名认证').waitFor();
  await look(page, 'wallet-home-first');
}

export async function proveIdentity(page: Page, look: Look): Promise<void> {
  await button(page, '开始实名认证').click();
  await page.getByRole('heading', { name: '实名认证', exact: true }).waitFor();
  await look(page, 'wallet-proofing');
  await field(page, '姓名').fill(PERSON.name);
  await field(page, '身份证号').fill('321302198506150012');
  await field(page, '银行卡号').fill(PERSON.cardNumber);
  await page.getByText(/^身份证号.*(不正确|有误|核对)/).waitFor();
  await look(page, 'wallet-proofing-wrong-number');
  await field(page, '身份证号').fill(PERSON.idNumber);
  await field(page, '银行预留手机号').fill(PERSON.phone);
  await page.getByRole('checkbox', { name: /我同意/ }).check();
  await button(page, '下一步：核对信息').click();
  await page.getByRole('heading', { name: '请核对' }).waitFor();
  await look(page, 'wallet-proofing-check');
  await button(page, '确认无误，发送').click();
  await page.getByRole('heading', { name: '实名认证已通过' }).waitFor();
  await look(page, 'wallet-proofing-done');
  await button(page, '认领企业').click();
}

/** Finds the unit by its name or code and fills in the form. */
export async function claim(page: Page, unit: { displayName: string; uscc: string }, look: Look): Promise<void> {
  const form = claimForm(unit);
  await field(page, '单位全称或统一社会信用代码').waitFor();
  await look(page, 'wallet-search');
  await field(page, '单位全称或统一社会信用代码').fill(unit.uscc);
  await button(page, '查询').click();
  await button(page, /^认领/).first().waitFor();
  await look(page, 'wallet-search-result');
  await button(page, /^认领/).first().click();
  await page.getByRole('heading', { name: '认领企业', exact: true }).waitFor();
  await field(page, '单位全称').fill(form.unitName);
  await field(page, '统一社会信用代码').fill(form.uscc);
  await field(page, '法定代表人').fill(form.legalRepresentative);
  await field(page, '注册地（省、市、区县）').fill(form.registeredPlace);
  await field(page, '单位电话').fill(form.unitPhone);
  await field(page, '电子邮箱').fill(form.email);
  await look(page, 'wallet-claim');
  await button(page, '下一步：上传材料').click();
}

export async function handIn(page: Page, papers: Record<string, Upload>, look: Look): Promise<void> {
  await page.getByRole('heading', { name: '上传材料' }).waitFor();
  await button(page, '提交审核').waitFor();
  await look(page, 'wallet-materials');
  for (const [name, file] of Object.entries(papers)) {
    const card = page.getByRole('article').filter({ hasText: name });
    await card.getByLabel(name).setInputFiles(file);
    await card.getByText(/^已上传/).waitFor();
  }
  const [first] = Object.keys(papers);
  await look(page, 'wallet-materials-uploaded');
  await page.getByRole('article').filter({ hasText: first }).getByRole('button', { name: '预览' }).click();
  await page.getByRole('dialog').getByRole('img').first().waitFor();
  await look(page, 'wallet-material-preview');
  await button(page, '关闭').click();
  await button(page, '提交审核').click();
  await page.getByRole('heading', { name: '已提交，等待受理' }).waitFor();
  await look(page, 'wallet-order-submitted');
}

/** Corrects what was sent back: the form as it is, one material again. */
export async function correct(page: Page, papers: Record<string, Upload>, look: Look): Promise<void> {
  await page.getByRole('heading', { name: '申请被退回' }).waitFor();
  await look(page, 'wallet-order-refused');
  await button(page, '修改并重新提交').click();
  await field(page, '法定代表人').waitFor();
  await look(page, 'wallet-claim-edit');
  await button(page, '下一步：上传材料').click();
  await page.getByText(/^需要更换/).waitFor();
  await look(page, 'wallet-materials-refused');
  const [[name, file] = []] = Object.entries(papers);
  if (name === undefined || file === undefined) throw new Error('no papers');
  await page.getByLabel(name).setInputFiles(file);
  await page.getByText(/^需要更换/).waitFor({ state: 'hidden' });
  await button(page, '提交审核').click();
  await page.getByRole('heading', { name: '已提交，等待受理' }).waitFor();
}

/** Waits on the order's page until the review is through, then pays at the cashier. */
export async function pay(page: Page, look: Look): Promise<void> {
  await page.getByRole('heading', { name: '审核通过，请支付' }).waitFor();
  await look(page, 'wallet-order-approved');
  await button(page, /^支付 ¥/).click();
  const open = page.getByRole('link', { name: /^打开支付宝支付/ });
  await page.getByRole('img', { name: '支付宝付款二维码' }).waitFor();
  await look(page, 'wallet-payment');
  const [cashier] = await Promise.all([page.context().waitForEvent('page'), open.click()]);
  await cashier.getByRole('button', { name: /^确认付款/ }).waitFor();
  await look(cashier, 'cashier', { fixed: true });
  await cashier.getByRole('button', { name: /^确认付款/ }).click();
  await cashier.getByText('付款成功').waitFor();
  await look(cashier, 'cashier-paid', { fixed: true });
  await cashier.close();
}

/** From paid to certificates on the phone, with a new PIN. */
export async function obtain(page: Page, look: Look): Promise<void> {
  await page.getByRole('heading', { name: '设置证书 PIN' }).waitFor();
  await look(page, 'wallet-new-pin');
  await button(page, '设置 PIN').click();
  await page.getByRole('heading', { name: '请设置 6 位 PIN' }).waitFor();
  await enterPin(page, '123456');
  await page.getByText(/太容易被猜到/).waitFor();
  await look(page, 'wallet-new-pin-weak');
  await enterPin(page, PERSON.pin);
  await page.getByRole('heading', { name: '请再输入一次' }).waitFor();
  await enterPin(page, PERSON.pin);
  await page.getByRole('heading', { name: '证书已领取' }).waitFor();
  await look(page, 'wallet-obtained');
  await button(page, '返回首页').click();
}

/** On the wallet's own pad, as a thumb does. */
export async function enterPin(page: Page, pin: string): Promise<void> {
  const pad = page.getByRole('group', { name: 'PIN 键盘' });
  for (const digit of pin) await pad.getByRole('button', { name: digit, exact: true }).tap();
}

/** Home, by the bar at the foot, which only the first screens have. */
export async function goHome(page: Page): Promise<void> {
  const [tab, back] = [page.getByRole('link', { name: '首页' }), button(page, '返回首页')];
  await tab.or(back).first().click();
  await page.getByRole('heading', { name: '我的证书' }).waitFor();
}
