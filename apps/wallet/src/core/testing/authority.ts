/** A certificate authority for the wallet's tests: root, issuing CA, and certificates over whatever key is handed in. */
import { randomBytes } from 'node:crypto';
import { type Secret, sm2GenerateKeyPair, sm2Sign } from '@qianyin/gm';
import {
  assembleCertificate,
  buildTbsCertificate,
  type Certificate,
  newSerial,
  parseCertificate,
  type ProfileName,
  type TbsCertificateInput,
} from '@qianyin/pki';

export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

interface Issuer {
  privateKey: Secret;
  certificate: Certificate;
}

const URLS = { crl: 'http://127.0.0.1/crl/issuing.crl', ocsp: 'http://127.0.0.1/ocsp' };
const CA_NAME = { organization: '签印测试', commonName: '签印测试 CA' };

export class Authority {
  readonly root = makeAuthority('root');
  readonly issuing = makeAuthority('issuing', this.root);

  get chain(): Uint8Array[] {
    return [this.issuing.certificate.der, this.root.certificate.der];
  }

  /** A unit's certificate from this authority. */
  issue(profile: ProfileName, subject: { unitName: string; uscc: string }, publicKey: Uint8Array): Uint8Array {
    const { unitName, uscc } = subject;
    const name = { organization: unitName, commonName: unitName };
    return sign({ profile, subject: name, publicKey, uscc, urls: URLS, ...validity(2) }, this.issuing).der;
  }
}

function makeAuthority(profile: 'root' | 'issuing', issuer?: Issuer): Issuer {
  const { privateKey, publicKey } = sm2GenerateKeyPair(random);
  const subject = { ...CA_NAME, commonName: `${CA_NAME.commonName} ${profile}` };
  const certificate = sign({ profile, subject, publicKey, ...validity(10) }, issuer, privateKey);
  return { privateKey, certificate };
}

type Input = Omit<TbsCertificateInput, 'serial' | 'issuer'>;

function sign(input: Input, issuer: Issuer | undefined, own?: Secret): Certificate {
  const tbs = buildTbsCertificate({ ...input, serial: newSerial(random), issuer: issuer?.certificate });
  const privateKey = issuer?.privateKey ?? own;
  if (privateKey === undefined) throw new TypeError('a root signs itself');
  return parseCertificate(assembleCertificate(tbs, sm2Sign({ privateKey, message: tbs, random })));
}

function validity(years: number) {
  const now = Date.now();
  return { notBefore: new Date(now - 60_000), notAfter: new Date(now + years * 365 * 86_400_000) };
}
