/** A small authority for tests: root, issuing CA, OCSP delegate and subscribers, with fixed dates and real keys. */
import { webcrypto } from 'node:crypto';
import type { Sm2KeyPair } from '@qianyin/gm';
import { sm2GenerateKeyPair, sm2Sign } from '@qianyin/gm';
import type { Certificate, TbsCertificateInput } from '../index.ts';
import { assembleCertificate, buildTbsCertificate, newSerial, parseCertificate } from '../index.ts';

export const random = (length: number): Uint8Array => webcrypto.getRandomValues(new Uint8Array(length));
export const USCC = '91350100M000100Y43';
export const AT = new Date('2026-06-01T00:00:00Z');
export const URLS = {
  crl: 'http://127.0.0.1/crl/issuing.crl',
  ocsp: 'http://127.0.0.1/ocsp',
  caIssuers: 'http://127.0.0.1/ca/issuing.cer',
};

export interface Holder {
  keys: Sm2KeyPair;
  certificate: Certificate;
}

export const sign = (keys: Sm2KeyPair, message: Uint8Array): Uint8Array =>
  sm2Sign({ privateKey: keys.privateKey, message, random });

/** Issue a certificate to a fresh key; `changes` overrides any part of the input. */
export function issue(
  changes: Partial<TbsCertificateInput> & Pick<TbsCertificateInput, 'profile'>,
  issuer?: Holder,
): Holder {
  const keys = sm2GenerateKeyPair(random);
  const input: TbsCertificateInput = {
    serial: newSerial(random),
    subject: { organization: '签印测试', commonName: changes.profile },
    publicKey: keys.publicKey,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    ...(issuer ? { issuer: issuer.certificate } : {}),
    ...changes,
  };
  const tbs = buildTbsCertificate(input);
  const certificate = parseCertificate(assembleCertificate(tbs, sign(issuer?.keys ?? keys, tbs)));
  return { keys, certificate };
}

export interface ToyCa {
  root: Holder;
  issuing: Holder;
  ocsp: Holder;
  /** 福建某某科技有限公司, with its code. */
  unit: Holder;
  individual: Holder;
}

export function makeToyCa(): ToyCa {
  const root = issue({ profile: 'root', notAfter: new Date('2055-01-01T00:00:00Z') });
  const issuing = issue({ profile: 'issuing', notAfter: new Date('2045-01-01T00:00:00Z') }, root);
  const ocsp = issue({ profile: 'ocsp-responder' }, issuing);
  const unitName = '福建某某科技有限公司';
  const unit = issue(
    { profile: 'unit-signing', subject: { organization: unitName, commonName: unitName }, uscc: USCC, urls: URLS },
    issuing,
  );
  const individual = issue(
    { profile: 'individual-signing', subject: { commonName: '张三' }, personId: 'hmac-sm3:5f0c', urls: URLS },
    issuing,
  );
  return { root, issuing, ocsp, unit, individual };
}
