/** The computer at the trading platform. */
import type { Page } from '@qianyin/testkit/browser';
import type { Look } from './look.ts';
import type { Upload } from './papers.ts';

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByRole('heading', { name: '扫码登录' }).waitFor();
}

export async function waitForHome(page: Page, unit: string): Promise<void> {
  await page.getByRole('heading', { name: unit }).waitFor();
}

/** Uploads a file and opens the page that asks the phone for the seal. */
export async function beginSealing(page: Page, file: Upload, look: Look): Promise<void> {
  await page.getByRole('link', { name: '签章', exact: true }).click();
  await page.getByRole('heading', { name: '签章', exact: true }).waitFor();
  await look(page, 'exchange-seal-upload');
  await page.getByLabel(/选择 PDF 文件/).setInputFiles(file);
  await placeAndBegin(page, look);
}

/** On a page that shows the document: the place as it stands, then the request to the phone. */
export async function placeAndBegin(page: Page, look: Look, screen = 'exchange-seal-place'): Promise<void> {
  await page.getByRole('heading', { name: '选择盖章位置' }).waitFor();
  await page.getByRole('img', { name: '盖章位置' }).waitFor();
  await look(page, screen);
  await page.getByRole('button', { name: '扫码盖章' }).click();
  await page.getByRole('heading', { name: '扫码盖章' }).waitFor();
  await page.getByRole('img', { name: /二维码/ }).waitFor();
  await look(page, 'exchange-seal-scan');
}

export async function download(page: Page): Promise<Buffer> {
  const [download_] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载盖好章的文件' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download_.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function verify(page: Page, file: Upload, look: Look): Promise<void> {
  await page.getByRole('link', { name: '验证', exact: true }).click();
  await page.getByRole('heading', { name: '验证', exact: true }).waitFor();
  await look(page, 'exchange-verify');
  await page.getByLabel(/选择要验证的 PDF/).setInputFiles(file);
  await page.getByRole('heading', { name: '完整报告' }).waitFor();
  await look(page, 'exchange-verify-report');
}
