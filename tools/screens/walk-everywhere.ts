/** The story, with a look at every screen, also those that one passes only when something goes wrong. */
import { decide, logInAtDesk, sendBack } from '../walk/desk.ts';
import { beginSealing, download, placeAndBegin, signOut, verify, waitForHome } from '../walk/exchange.ts';
import type { Look } from '../walk/look.ts';
import { drawMaterials, writeLetter } from '../walk/papers.ts';
import { claim, correct, enterPin, goHome, handIn, obtain, pay, proveIdentity, register } from '../walk/phone.ts';
import {
  chooseNumber,
  confirm,
  refuseAsNotMine,
  scanByPicture,
  scanByTypedCode,
  scanWithCamera,
} from '../walk/scanning.ts';
import { PERSON } from '../demo/person.ts';
import type { Stage } from '../walk/stage.ts';

const blind: Look = () => Promise.resolve();

export async function walkEverywhere(stage: Stage, look: Look): Promise<void> {
  await applyAndReceive(stage, look);
  await lookAround(stage, look);
  await logIn(stage, look);
  await seal(stage, look);
}

async function applyAndReceive({ phone, system, account, openDesk }: Stage, look: Look): Promise<void> {
  const { urls } = system;
  const supplier = account('supplier');
  const unit = { displayName: supplier.displayName, uscc: supplier.uscc ?? '' };
  const paper = await openDesk();
  const materials = await drawMaterials(paper, unit);
  await paper.close();
  await register(phone, urls, look);
  await proveIdentity(phone, look);
  await claim(phone, unit, look);
  await handIn(phone, materials, look);
  const first = await openDesk();
  await logInAtDesk(first, urls.desk, account('wang'), blind);
  await sendBack(first, unit.displayName, look);
  await first.close();
  await correct(phone, materials, look);
  for (const [queue, name] of [
    ['acceptance', 'wang'],
    ['audit', 'li'],
  ] as const) {
    const desk = await openDesk();
    await logInAtDesk(desk, urls.desk, account(name), queue === 'acceptance' ? look : blind);
    await decide(desk, queue, unit.displayName, look);
    await look(desk, `desk-${queue}-done`, { fixed: true });
    await desk.close();
  }
  await pay(phone, look);
  await obtain(phone, look);
}

async function lookAround({ phone, computer, system }: Stage, look: Look): Promise<void> {
  await phone.getByRole('heading', { name: '我的证书' }).waitFor();
  await look(phone, 'wallet-home');
  await phone.getByRole('link', { name: /^企业证书/ }).click();
  await phone.getByRole('img', { name: /的电子印章$/ }).waitFor();
  await look(phone, 'wallet-certificate');
  await phone.getByRole('button', { name: '返回' }).click();
  for (const [name, screen] of [
    ['申请记录', 'wallet-orders'],
    ['我的印章', 'wallet-seals'],
    ['交易平台', 'wallet-platforms'],
  ] as const) {
    await phone.getByRole('link', { name }).click();
    await phone.getByRole('heading', { name, exact: true }).waitFor();
    await look(phone, screen);
    await phone.getByRole('button', { name: '返回' }).click();
  }
  await phone.getByRole('link', { name: '申请记录' }).click();
  await phone.getByRole('link', { name: /江苏/ }).click();
  await phone.getByText('办理记录').waitFor();
  await look(phone, 'wallet-order-issued');
  await phone.getByRole('button', { name: '返回', exact: true }).click();
  await phone.getByRole('link', { name: '我的', exact: true }).click();
  await phone.getByRole('button', { name: '退出登录' }).waitFor();
  await look(phone, 'wallet-mine');
  await phone.getByRole('button', { name: '退出登录' }).click();
  await phone.getByRole('button', { name: '取消' }).waitFor();
  await look(phone, 'wallet-log-out');
  await phone.getByRole('button', { name: '取消' }).click();
  await phone.getByRole('link', { name: '首页' }).click();

  await computer.goto(system.urls.server);
  await computer.getByRole('heading', { name: '数字证书与电子签章' }).waitFor();
  await look(computer, 'landing');
  await computer.goto(`${system.urls.server}/errors`);
  await computer.getByRole('table').waitFor();
  await look(computer, 'errors');
  await computer.goto(`${system.urls.server}/nothing-here`);
  await computer.getByRole('heading', { name: '没有这个页面' }).waitFor();
  await look(computer, 'not-found');
}

async function logIn({ phone, computer, camera, system, account }: Stage, look: Look): Promise<void> {
  const unit = account('supplier').displayName;
  await computer.goto(`${system.urls.exchange}/login`);
  await computer.getByRole('img', { name: /二维码/ }).waitFor();
  await look(computer, 'exchange-login');
  await scanByTypedCode(phone, computer, blind);
  await refuseAsNotMine(phone, look);
  await computer.getByText('手机上已拒绝').waitFor();
  await look(computer, 'exchange-login-refused');
  await goHome(phone);

  await computer.getByRole('link', { name: '在签印页面登录' }).click();
  await computer.getByRole('img', { name: '登录二维码' }).waitFor();
  await look(computer, 'scan-login');
  await scanWithCamera(phone, computer, camera, look);
  await look(phone, 'wallet-request-login');
  await computer.getByText(/^已扫描/).waitFor();
  await look(computer, 'scan-login-scanned');
  await confirm(phone, '登录', look, '135790');
  await phone.getByText(/PIN 不正确/).waitFor();
  await look(phone, 'wallet-pin-wrong');
  await enterPin(phone, PERSON.pin);
  await phone.getByRole('heading', { name: '登录已确认' }).waitFor();
  await look(phone, 'wallet-login-confirmed');
  await waitForHome(computer, unit);
  await look(computer, 'exchange-home-empty');
  await goHome(phone);
  await signOut(computer);
  await scanByPicture(phone, computer, blind);
  await confirm(phone, '登录', blind);
  await waitForHome(computer, unit);
  await goHome(phone);
}

async function seal({ phone, computer, camera, account, openDesk }: Stage, look: Look): Promise<void> {
  const supplier = account('supplier');
  const paper = await openDesk();
  const letter = await writeLetter(paper, { displayName: supplier.displayName, uscc: supplier.uscc ?? '' });
  await paper.close();
  await beginSealing(computer, letter, look);
  await scanWithCamera(phone, computer, camera, blind);
  await look(phone, 'wallet-request-seal');
  await look(computer, 'exchange-seal-number');
  await phone.getByRole('button', { name: /打开查看/ }).click();
  await phone.getByRole('dialog').getByRole('img').first().waitFor();
  await look(phone, 'wallet-request-document');
  await phone.getByRole('button', { name: '关闭' }).click();
  await chooseNumber(phone, computer);
  await confirm(phone, '盖章', look);
  await phone.getByRole('heading', { name: '盖章已完成' }).waitFor();
  await look(phone, 'wallet-seal-done');
  await computer.getByRole('heading', { name: '盖章完成' }).waitFor();
  await look(computer, 'exchange-seal-done');
  await goHome(phone);
  const file = { ...letter, buffer: await download(computer) };
  await computer.getByRole('link', { name: '在这份文件上再盖一枚' }).click();
  // With the seal to come on the first page, the second one shows as it was sealed.
  const onPage = computer.getByRole('spinbutton', { name: '页码' });
  await onPage.fill('1');
  await onPage.press('Enter');
  await computer.getByRole('img', { name: '第 1 页' }).hover();
  await computer.mouse.wheel(0, 5000);
  await computer.getByRole('img', { name: '第 2 页' }).waitFor();
  await look(computer, 'exchange-sealed-page');
  await onPage.fill('2');
  await onPage.press('Enter');
  await placeAndBegin(computer, look, 'exchange-seal-place-second');
  await scanByTypedCode(phone, computer, blind);
  await chooseNumber(phone, computer);
  await confirm(phone, '盖章', blind);
  await computer.getByRole('heading', { name: '盖章完成' }).waitFor();
  await computer.getByRole('link', { name: '查看已签文件' }).click();
  await computer.getByRole('heading', { name: '已签文件' }).waitFor();
  await look(computer, 'exchange-documents');
  await computer.getByRole('link', { name: '首页' }).click();
  await waitForHome(computer, supplier.displayName);
  await look(computer, 'exchange-home');
  await verify(computer, file, look);
  // One byte of the signed text changed.
  const changed = Buffer.from(file.buffer);
  changed[200] = (changed[200] ?? 0) ^ 1;
  await computer.getByRole('button', { name: '验证另一份' }).click();
  await verify(computer, { ...file, buffer: changed }, async (page, screen) => {
    if (screen.endsWith('report')) await look(page, 'exchange-verify-invalid');
  });
}
