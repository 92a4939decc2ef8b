/** An operator at the desk: logs in, reads every document, decides by keyboard. */
import type { Page } from '@qianyin/testkit/browser';
import type { Account } from '../system/index.ts';
import type { Look } from './look.ts';

const DECISIONS = { acceptance: '受理', audit: '审核' } as const;

export async function logInAtDesk(page: Page, desk: string, account: Account, look: Look): Promise<void> {
  await page.goto(desk);
  await page.getByRole('button', { name: '登录' }).waitFor();
  await look(page, 'desk-login');
  await page.getByLabel('用户名').fill(account.loginName);
  await page.getByLabel('密码').fill(account.password);
  await page.keyboard.press('Enter');
  await page.getByText(account.displayName).waitFor();
}

/** Sends an application back, with a template for its reason. */
export async function sendBack(page: Page, unit: string, look: Look): Promise<void> {
  await page
    .getByRole('row')
    .filter({ hasText: unit })
    .getByRole('link', { name: /^受理 / })
    .click();
  await page.getByRole('region', { name: '办理' }).waitFor();
  await page.getByRole('tabpanel').getByRole('img').first().waitFor();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: /^退回申请/ });
  await dialog.getByRole('radio', { name: '材料不清晰' }).check();
  await dialog.getByRole('checkbox', { name: '营业执照' }).check();
  await look(page, 'desk-refusal');
  await dialog.getByRole('button', { name: '退回申请' }).click();
  await page
    .getByText(/已退回/)
    .first()
    .waitFor();
  await look(page, 'desk-refused', { fixed: true });
}

export async function decide(page: Page, queue: keyof typeof DECISIONS, unit: string, look: Look): Promise<void> {
  const does = DECISIONS[queue];
  const entry = page.getByRole('row').filter({ hasText: unit });
  await entry.waitFor();
  await look(page, `desk-${queue}`);
  await entry.getByRole('link', { name: new RegExp(`^${does} `) }).click();
  const bar = page.getByRole('region', { name: '办理' });
  await bar.waitFor();
  const tabs = page.getByRole('tab');
  for (let index = await tabs.count(); index > 0; index--) {
    await page.keyboard.press(String(index));
    const shown = page.getByRole('tabpanel').getByRole('img').first();
    await shown.waitFor();
    await look(page, `desk-${queue}-review-${index}`);
  }
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: new RegExp(`${does}.*这份申请`) });
  await dialog.waitFor();
  await look(page, `desk-${queue}-confirm`, { fixed: true });
  await page.keyboard.press('Enter');
  await page
    .getByText(new RegExp(`已${does}`))
    .first()
    .waitFor();
}
