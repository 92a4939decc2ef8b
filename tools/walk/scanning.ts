/** The phone and a page that asks for something: the ways to bring the request over, and what is answered. */
import type { FakeCamera, Page } from '@qianyin/testkit/browser';
import { PERSON } from '../demo/person.ts';
import type { Look } from './look.ts';
import { enterPin } from './phone.ts';

const QR = /二维码/;

/** The screen of one request is open on the phone, everything to be signed checked. */
async function reviewed(phone: Page): Promise<void> {
  await phone.getByText(/^已逐项核对/).waitFor();
}

async function openScanner(phone: Page, look: Look): Promise<void> {
  await phone.getByRole('link', { name: '扫码' }).click();
  await phone.getByRole('heading', { name: '扫码', exact: true }).waitFor();
  await phone.getByText('对准电脑屏幕上的二维码').waitFor();
  await look(phone, 'wallet-scan');
}

/**
 * The camera looks at the computer's screen. The code changes every two seconds and an old one is refused, so the
 * picture before the lens follows it, until the phone has read one.
 */
export async function scanWithCamera(phone: Page, computer: Page, camera: FakeCamera, look: Look): Promise<void> {
  const code = computer.getByRole('img', { name: QR });
  await code.waitFor();
  await openScanner(phone, look);
  const read = phone.waitForURL(/\/scan\/./);
  for (;;) {
    // Once it was read the code is gone from the computer: then there is no further picture, only the reading.
    const picture = await Promise.race([read, code.screenshot().catch(() => read)]);
    if (!picture) break;
    camera.show(picture);
  }
  camera.showNothing();
  await reviewed(phone);
}

/** The eight digits beside the code. */
export async function scanByTypedCode(phone: Page, computer: Page, look: Look): Promise<void> {
  const digits = computer.getByText(/^\d{4}\s\d{4}$/);
  await digits.waitFor();
  await openScanner(phone, look);
  await phone.getByRole('textbox', { name: '8 位数字码' }).fill((await digits.textContent()) ?? '');
  await phone.getByRole('button', { name: '确定' }).click();
  await reviewed(phone);
}

/** A picture of the code, chosen from the album. */
export async function scanByPicture(phone: Page, computer: Page, look: Look): Promise<void> {
  const code = computer.getByRole('img', { name: QR });
  await code.waitFor();
  await openScanner(phone, look);
  const [chooser] = await Promise.all([phone.waitForEvent('filechooser'), phone.getByText('选择二维码图片').click()]);
  await chooser.setFiles({ name: '截图.png', mimeType: 'image/png', buffer: await code.screenshot() });
  await reviewed(phone);
}

/** The page that asks stands on the phone itself: its link opens the wallet. */
export async function openOnThisDevice(phone: Page): Promise<void> {
  await phone.getByRole('link', { name: '在本机打开标证通' }).click();
  await reviewed(phone);
}

/** Takes over the number that stands on the computer. */
export async function chooseNumber(phone: Page, computer: Page): Promise<void> {
  const number = computer.getByText(/^\d{4}$/);
  await phone.getByRole('radio', { name: (await number.textContent()) ?? 'none' }).tap();
}

/** Confirms with the PIN; the outcome stands on the phone afterwards. */
export async function confirm(phone: Page, what: '登录' | '盖章', look: Look, pin: string = PERSON.pin): Promise<void> {
  await phone.getByRole('button', { name: `输入 PIN 确认${what}` }).click();
  await phone.getByRole('heading', { name: '请输入 PIN' }).waitFor();
  await look(phone, what === '登录' ? 'wallet-pin-login' : 'wallet-pin-seal');
  await enterPin(phone, pin);
}

/** «不是我», with its second step. */
export async function refuseAsNotMine(phone: Page, look: Look): Promise<void> {
  await phone.getByRole('button', { name: '不是我' }).click();
  const second = phone.getByRole('button', { name: '拒绝并报告' });
  await second.waitFor();
  await look(phone, 'wallet-not-me');
  await second.click();
  await phone.getByRole('heading', { name: '已拒绝并报告' }).waitFor();
  await look(phone, 'wallet-reported');
}
