/**
 * The first run as people live it: a phone with a camera, a computer, two operators, in Chinese, against the whole
 * system. Every screen on the way is judged in both languages.
 */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { type Certificate, parseCertificate } from '@qianyin/pki';
import { verifyPdf } from '@qianyin/pki/pdf';
import { BrowserMissing } from '@qianyin/testkit/browser';
import { decide, logInAtDesk } from '../../tools/walk/desk.ts';
import { beginSealing, download, placeAndBegin, signOut, verify, waitForHome } from '../../tools/walk/exchange.ts';
import { chineseLeft } from '../../tools/walk/language.ts';
import { drawMaterials, type Upload, writeLetter } from '../../tools/walk/papers.ts';
import { claim, goHome, handIn, obtain, pay, proveIdentity, register } from '../../tools/walk/phone.ts';
import {
  chooseNumber,
  confirm,
  openOnThisDevice,
  refuseAsNotMine,
  scanByPicture,
  scanByTypedCode,
  scanWithCamera,
} from '../../tools/walk/scanning.ts';
import { openStage, type Stage } from '../../tools/walk/stage.ts';
import { Judge } from './support/judge.ts';
import { assertByOpenssl, withoutOpenssl } from './support/openssl.ts';
import { makeSteps } from './support/steps.ts';

const stage = await openStage().catch((error: unknown) => {
  if (error instanceof BrowserMissing) return error.message;
  throw error;
});
if (typeof stage === 'string') test('the story in a browser', { skip: stage });
else describe('the story in a browser', () => tell(stage));

function tell({ system, camera, phone, computer, openDesk, account, close }: Stage): void {
  const judge = new Judge();
  const { look } = judge;
  const step = makeSteps({ phone, computer });
  const supplier = account('supplier');
  const unit = { displayName: supplier.displayName, uscc: supplier.uscc ?? '' };
  const { urls } = system;
  let letter: Upload;
  let sealed: Buffer;
  let sealedTwice: Buffer;

  const origins = [urls.server, urls.exchange].map((url) => new URL(url).origin);
  for (const page of [phone, computer]) judge.watch(page, origins);
  after(close);

  /** From the login page of the exchange to its home, once the phone has been brought the request. */
  const logInBy = async (bring: () => Promise<void>) => {
    await bring();
    await confirm(phone, '登录', look);
    await phone.getByRole('heading', { name: '登录已确认' }).waitFor();
    await waitForHome(computer, unit.displayName);
    await goHome(phone);
  };

  step('registers with the code of the outbox, and proves who it is', async () => {
    await register(phone, urls, look);
    await proveIdentity(phone, look);
  });

  step('claims the enterprise, uploads two materials, hands in', async () => {
    const paper = await openDesk();
    const materials = await drawMaterials(paper, unit);
    letter = await writeLetter(paper, unit);
    await paper.close();
    await claim(phone, unit, look);
    await handIn(phone, materials, look);
  });

  step(
    'is accepted by one operator and approved by another, by keyboard, with every document before them',
    async () => {
      const acceptor = await openDesk();
      await logInAtDesk(acceptor, urls.desk, account('wang'), look);
      await decide(acceptor, 'acceptance', unit.displayName, look);
      await phone.getByRole('heading', { name: '已受理，等待审核' }).waitFor();
      assert.equal(await acceptor.getByRole('link', { name: '审核', exact: true }).count(), 0);
      const auditor = await openDesk();
      await logInAtDesk(auditor, urls.desk, account('li'), look);
      await decide(auditor, 'audit', unit.displayName, look);
      await Promise.all([acceptor.close(), auditor.close()]);
    },
  );

  step('pays at the cashier, sets a PIN, has the certificate', async () => {
    await pay(phone, look);
    await obtain(phone, look);
    const card = phone.getByRole('link', { name: /^企业证书/ });
    const words = ((await card.textContent()) ?? '').replaceAll(/\s/g, '');
    assert.ok(words.includes(unit.displayName) && words.includes(unit.uscc), words);
    await look(phone, 'wallet-home');
    await card.click();
    await phone.getByRole('img', { name: `${unit.displayName} 的电子印章` }).waitFor();
    await look(phone, 'wallet-certificate');
    await phone.getByRole('button', { name: '返回' }).click();
  });

  step('logs in to the exchange by holding the camera before its code', async () => {
    await computer.goto(`${urls.exchange}/login`);
    await logInBy(() => scanWithCamera(phone, computer, camera, look));
    await look(computer, 'exchange-home');
  });

  step('refuses what it did not begin, and reports it', async () => {
    await signOut(computer);
    await look(computer, 'exchange-login');
    await scanWithCamera(phone, computer, camera, look);
    await look(phone, 'wallet-request-login');
    await refuseAsNotMine(phone, look);
    await computer.getByText('手机上已拒绝').waitFor();
    await look(computer, 'exchange-login-refused');
    await goHome(phone);
  });

  step('logs in over the service’s own page by the typed code, after one wrong PIN', async () => {
    await computer.getByRole('link', { name: '在签印页面登录' }).click();
    await logInBy(async () => {
      await scanByTypedCode(phone, computer, look);
      await look(computer, 'scan-login-scanned');
      await confirm(phone, '登录', look, '135790');
      await phone.getByText('PIN 不正确，还可以试 4 次').waitFor();
      await look(phone, 'wallet-pin-wrong');
      await phone.getByRole('button', { name: '关闭' }).click();
    });
  });

  step('logs in by a picture of the code', async () => {
    await signOut(computer);
    await logInBy(() => scanByPicture(phone, computer, look));
  });

  step('logs in on the phone itself, by the link on the page, and is led back there', async () => {
    await phone.goto(`${urls.exchange}/login`);
    await openOnThisDevice(phone);
    await confirm(phone, '登录', look);
    await look(phone, 'wallet-login-confirmed');
    await phone.getByRole('link', { name: /^返回/ }).click();
    await waitForHome(phone, unit.displayName);
    await look(phone, 'exchange-home');
    await phone.goto(urls.wallet);
  });

  step('seals a PDF: camera, the number on the computer, PIN', async () => {
    await beginSealing(computer, letter, look);
    await scanWithCamera(phone, computer, camera, look);
    await look(phone, 'wallet-request-seal');
    await look(computer, 'exchange-seal-number');
    await phone.getByRole('button', { name: /投标函\.pdf/ }).click();
    await phone.getByRole('dialog').getByRole('img', { name: '第 1 页' }).waitFor();
    await look(phone, 'wallet-request-document');
    await phone.getByRole('button', { name: '关闭' }).click();
    await chooseNumber(phone, computer);
    await confirm(phone, '盖章', look);
    await phone.getByRole('heading', { name: '盖章已完成' }).waitFor();
    await computer.getByRole('heading', { name: '盖章完成' }).waitFor();
    await look(computer, 'exchange-seal-done');
    sealed = await download(computer);
    await goHome(phone);
  });

  step('seals it again; the first seal keeps every byte', async () => {
    await computer.getByRole('link', { name: '在这份文件上再盖一枚' }).click();
    await placeAndBegin(computer, look);
    await scanByTypedCode(phone, computer, look);
    await chooseNumber(phone, computer);
    await confirm(phone, '盖章', look);
    await computer.getByRole('heading', { name: '盖章完成' }).waitFor();
    sealedTwice = await download(computer);
    assert.ok(sealed.subarray(0, letter.buffer.length).equals(letter.buffer));
    assert.ok(sealedTwice.subarray(0, sealed.length).equals(sealed));
    await goHome(phone);
  });

  step('both files are valid to our verifier, with the unit as signer', async () => {
    const roots = [await authority('root')];
    for (const [pdf, count] of [
      [sealed, 1],
      [sealedTwice, 2],
    ] as const) {
      const report = verifyPdf({ pdf, roots });
      assert.equal(report.modifiedAfterLastSignature, false);
      assert.equal(report.signatures.length, count);
      for (const { signer, uscc, intact, signatureValid, pathOk, reasons } of report.signatures) {
        assert.deepEqual([signer, uscc], [unit.displayName, unit.uscc]);
        assert.deepEqual([intact, signatureValid, pathOk, reasons], [true, true, true, []]);
      }
    }
  });

  step(
    'and to openssl',
    async () => {
      assert.equal(assertByOpenssl(sealedTwice, await authority('issuing')), 2);
    },
    { skip: withoutOpenssl },
  );

  step('the verification page says valid, and invalid after one changed byte', async () => {
    await verify(computer, { ...letter, buffer: sealedTwice }, look);
    await computer.getByText('验证通过').waitFor();
    assert.equal(await computer.getByRole('heading', { name: unit.displayName }).count(), 2);
    const changed = Buffer.from(sealedTwice);
    changed[200] = (changed[200] ?? 0) ^ 1;
    await computer.getByRole('button', { name: '验证另一份' }).click();
    await verify(computer, { ...letter, buffer: changed }, look);
    await computer.getByText('验证不通过').waitFor();
  });

  step('English is a switch away, in every window of a site, and stays', async () => {
    await phone.getByRole('link', { name: '我的', exact: true }).click();
    await phone.getByRole('button', { name: 'English' }).click();
    await phone.getByRole('button', { name: 'Log out' }).waitFor();
    await phone.reload();
    await phone.getByRole('link', { name: 'Home' }).click();
    for (const name of ['Applications', 'My seals', 'Platforms']) {
      await phone.getByRole('link', { name }).click();
      await phone.getByRole('heading', { name, exact: true }).waitFor();
      assert.deepEqual(await chineseLeft(phone), [], name);
      await phone.getByRole('button', { name: 'Back' }).click();
    }
    await computer.getByRole('button', { name: 'English' }).click();
    await computer.getByRole('link', { name: 'Sealed files' }).click();
    await computer.getByRole('heading', { name: 'Sealed files' }).waitFor();
    assert.deepEqual(await chineseLeft(computer), []);
  });

  step('and every screen fitted its window, spoke English and asked nobody else', async () => {
    assert.ok(judge.screens.length > 50, `${judge.screens.length} screens were judged`);
    assert.deepEqual(judge.findings, []);
  });

  async function authority(name: 'root' | 'issuing'): Promise<Certificate> {
    const response = await fetch(`${urls.server}/ca/${name}.cer`);
    return parseCertificate(new Uint8Array(await response.arrayBuffer()));
  }
}
