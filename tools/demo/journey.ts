/** The journey, step by step, and what each step leaves behind. */
import { signatureToDer } from '@qianyin/gm';
import { buildOcspRequest, parseCertificate } from '@qianyin/pki';
import type { RunningSystem } from '../system/index.ts';
import { claim, newPhone, obtain, pay, proveIdentity, register, review } from './applicant.ts';
import type { Artefacts } from './artefacts.ts';
import { openDesk } from './desk.ts';
import { inputPdf } from './input-pdf.ts';
import { demoPlatform, logInByScan, sealByScan } from './platform.ts';
import { CertificateRequestTap } from './request-tap.ts';
import type { Steps } from './steps.ts';

interface Journey {
  system: RunningSystem;
  dataDir: string;
  artefacts: Artefacts;
  steps: Steps;
}

export async function runJourney({ system, dataDir, artefacts, steps }: Journey): Promise<void> {
  const { server } = system.urls;
  const tap = new CertificateRequestTap();
  const phone = await newPhone(server, tap.fetch);
  const unit = account(system, 'supplier');
  const unitFacts = { displayName: unit.displayName, uscc: unit.uscc ?? '' };

  await steps.run('register', () => register(phone));
  await steps.run('prove-identity', () => proveIdentity(phone));
  const { id: orderId } = await steps.run('claim', () => claim(phone, unitFacts));
  await steps.run('review', async () => {
    const [wang, li] = [account(system, 'wang'), account(system, 'li')];
    const acceptor = await openDesk(server, { name: wang.loginName, password: wang.password });
    const auditor = await openDesk(server, { name: li.loginName, password: li.password });
    await review({ acceptor, auditor }, orderId);
  });
  await steps.run('pay', () => pay(phone, orderId));
  const { certificateId } = await steps.run('obtain-certificate', () => obtain(phone, orderId));
  const { certificates } = await phone.api.certificates.listCertificates();
  const view = certificates.find(({ id }) => id === certificateId);
  if (view === undefined) throw new Error('the certificate is not listed');
  const [signing, encryption] = [bytes(view.signing), bytes(view.encryption)];
  const [issuing, root] = view.chain.map(bytes);
  if (issuing === undefined || root === undefined) throw new Error('the chain is short');
  artefacts.writeCertificate('root.pem', root);
  artefacts.writeCertificate('chain.pem', issuing);
  artefacts.writeCertificate('sign.pem', signing);
  artefacts.writeCertificate('encrypt.pem', encryption);
  artefacts.write('csr.der', tap.request());

  await steps.run('revocation-data', async () => {
    artefacts.write('crl.der', await download(`${server}/crl/issuing.crl`));
    const request = buildOcspRequest(parseCertificate(signing), parseCertificate(issuing));
    const headers = { 'content-type': 'application/ocsp-request' };
    const body = new Uint8Array(request);
    artefacts.write('ocsp.der', await download(`${server}/ocsp`, { method: 'POST', headers, body }));
  });

  const platform = demoPlatform(dataDir, { server, exchange: system.urls.exchange });
  const { idToken, answered } = await steps.run('log-in-by-scan', () => logInByScan(phone, platform));
  artefacts.write('id_token.txt', `${idToken}\n`);
  const [statement] = answered.review.messages;
  const [signature] = answered.signed.signatures;
  if (statement === undefined || signature === undefined) throw new Error('nothing was signed');
  artefacts.write('statement.json', statement);
  artefacts.write('statement.sig', signatureToDer(signature));

  const input = inputPdf([
    ['Qianyin demonstration', 'Letter of tender, page 1'],
    ['Letter of tender, page 2', 'Seal:'],
  ]);
  artefacts.write('input.pdf', input);
  const common = { uscc: unitFacts.uscc, documentName: '投标函.pdf' };
  const sealed = await steps.run('seal', () =>
    sealByScan(phone, platform, { ...common, document: input, placement: { page: 2, xMm: 130, yMm: 40 } }),
  );
  artefacts.write('sealed.pdf', sealed);
  const twice = await steps.run('seal-again', () =>
    sealByScan(phone, platform, { ...common, document: sealed, placement: { page: 1, xMm: 130, yMm: 40 } }),
  );
  artefacts.write('sealed-twice.pdf', twice);
  await steps.run('verify', async () => {
    const file = new File([new Uint8Array(twice)], 'sealed-twice.pdf', { type: 'application/pdf' });
    const report = await phone.api.verification.verifyDocument({ file });
    if (report.verdict !== 'valid' || report.signatures.length !== 2) throw new Error(JSON.stringify(report));
  });
}

function account(system: RunningSystem, loginName: string) {
  const found = system.accounts.find((candidate) => candidate.loginName === loginName);
  if (found === undefined) throw new Error(`there is no demo account ${loginName}`);
  return found;
}

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));

async function download(url: string, init?: RequestInit): Promise<Uint8Array> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
