/** Certificates (RFC 5280, GM/T 0015-2012), one link of a chain at a time; whole paths are in paths.ts. */
import { isSignedBy, parseCertificate } from '@qianyin/pki';
import {
  AT,
  type Authority,
  authority,
  type AuthorityKind,
  type Holder,
  issue,
  KEY_KINDS,
  signingKey,
  URLS,
  USCC,
} from '../authority.ts';
import { type Case, STREAMS, type Subject } from '../case.ts';
import { element, elements, wrapped } from '../der.ts';
import { flipped, toHex, utf8 } from '../seed.ts';

export const certificatesSubject: Subject = {
  name: 'certificates',
  cases: () =>
    KEY_KINDS.flatMap((kind) => [...good(authority(kind)), ...broken(authority(kind)), made(authority(kind))]),
};

const EXCEPT: Record<string, Record<string, string>> = {
  'octet after the end': STREAMS,
  'another algorithm outside': { tjfoc: 'does not compare the two algorithms (RFC 5280 §4.1.1.2)' },
};

const ENCIPHERMENT = {
  nss: 'wants key encipherment of a TLS server with RSA, which no suite with a secret of its own uses',
};

/** What a certificate is for, in a word; a program that asks about purposes is told. */
const USES: Record<string, string> = {
  root: 'root',
  'issuing authority': 'authority',
  responder: 'ocsp',
  timestamper: 'timestamp',
  'tls-server': 'server',
};
/** A program that only knows today is asked about what does not expire soon. */
const LONG = new Date('2030-01-01T00:00:00Z');

function link(
  kind: AuthorityKind,
  name: string,
  certificate: Uint8Array,
  issuer: Holder,
  expected: 'accept' | 'reject' = 'accept',
): Case {
  return {
    name: `${kind}, ${name}`,
    parameters: { key: kind, use: 'client', clock: 'no' },
    kind: 'certificate-verify',
    files: { certificate, issuer: issuer.certificate.der },
    expected,
    ours: () => isSignedBy(parseCertificate(certificate), issuer.certificate),
  };
}

function good(by: Authority): Case[] {
  const { kind, root, issuing } = by;
  const links: [string, Holder, Holder][] = [
    ['root', root, root],
    ['issuing authority', issuing, root],
    ...Object.entries(certifiedBy(by)).map(([name, each]): [string, Holder, Holder] => [name, each, issuing]),
  ];
  return links.map(([name, { certificate }, issuer]) => ({
    ...link(kind, name, certificate.der, issuer),
    parameters: { key: kind, use: USES[name] ?? 'client', clock: certificate.notAfter < LONG ? 'yes' : 'no' },
    except: name === 'tls-server' && kind.startsWith('rsa') ? ENCIPHERMENT : {},
    outputs: {
      subject: certificate.subject.der,
      publicKey: certificate.spki,
      serial: utf8(certificate.serial.replace(/^0+/, '')),
    },
  }));
}

/** Everybody below the issuing authority. */
export const certifiedBy = ({
  responder,
  timestamper,
  signing,
  encryption,
  others,
}: Authority): Record<string, Holder> => ({
  responder,
  timestamper,
  signing,
  ...(encryption === signing ? {} : { encryption }),
  ...others,
});

function broken({ kind, root, issuing, signing }: Authority): Case[] {
  const { der, tbs } = signing.certificate;
  const [, algorithm, signature] = elements(element(der).content).map(({ bytes }) => bytes);
  const forged = issue(
    kind,
    'forger',
    { profile: kind === 'sm2' ? 'unit-signing' : 'unit-single', uscc: USCC, urls: URLS },
    {
      certificate: issuing.certificate,
      key: signingKey(kind, 'forger of authorities'),
    },
  );
  const subjectAt = Buffer.from(der).indexOf('福建');
  const certificates: Record<string, Uint8Array> = {
    'signature changed': flipped(der, -1),
    'subject changed': flipped(der, subjectAt),
    'signed by another key': forged.certificate.der,
    'signature of another certificate': wrapped(
      0x30,
      tbs,
      algorithm ?? tbs,
      elements(element(issuing.certificate.der).content)[2]?.bytes ?? tbs,
    ),
    'without signature': wrapped(0x30, tbs, algorithm ?? tbs, new Uint8Array([3, 1, 0])),
    'octet after the end': new Uint8Array([...der, 0]),
    'last octet missing': der.subarray(0, -1),
    'another algorithm outside': wrapped(0x30, tbs, flipped(algorithm ?? tbs, 10), signature ?? tbs),
  };
  return [
    ...Object.entries(certificates).map(([name, each]) => ({
      ...link(kind, name, each, issuing, 'reject'),
      except: EXCEPT[name] ?? {},
    })),
    link(kind, 'under the wrong authority', der, root, 'reject'),
  ];
}

function made({ kind, issuing }: Authority): Case {
  const key = signingKey(kind, 'subscriber of an outsider');
  return {
    name: `${kind}, made by the outsider`,
    kind: 'certificate-make',
    parameters: { key: kind, notBefore: AT.toISOString(), notAfter: '2026-12-01T00:00:00.000Z' },
    files: { issuer: issuing.certificate.der, issuerKey: issuing.key.pkcs8, publicKey: key.spki },
    judge: ({ certificate: der = new Uint8Array() }) => {
      const certificate = parseCertificate(der);
      if (!isSignedBy(certificate, issuing.certificate)) throw new Error('the signature is refused');
      if (toHex(certificate.spki) !== toHex(key.spki)) throw new Error('another key');
      if (!certificate.keyUsage?.includes('digitalSignature')) throw new Error(`key usage ${certificate.keyUsage}`);
      if (certificate.notBefore.getTime() !== AT.getTime()) throw new Error('another date');
      if (certificate.subject.organization !== 'Outsider') throw new Error('another subject');
      if (isSignedBy(parseCertificate(flipped(der, Buffer.from(der).indexOf('Outsider'))), issuing.certificate)) {
        throw new Error('accepted with another subject');
      }
    },
  };
}
