/**
 * Certificates parsed and judged, OCSP answers made, revocation lists read: the work around a signature, on one core.
 * Every signature is really checked and made. The peer of parsing is Node's own X509Certificate (OpenSSL), which builds
 * no judgement; checking SM2 with the standard id it cannot do.
 */
import { X509Certificate, webcrypto } from 'node:crypto';
import { sm2GenerateKeyPair, sm2Signer } from '@qianyin/gm';
import type { Sm2KeyPair, Sm2Signer } from '@qianyin/gm';
import {
  type Certificate,
  type ProfileName,
  type RevokedCertificate,
  assembleCertificate,
  assembleCrl,
  assembleOcspResponse,
  buildOcspRequest,
  buildOcspResponseData,
  buildTbsCertificate,
  buildTbsCrl,
  newSerial,
  parseCertificate,
  parseCrl,
  parseOcspRequest,
  verifyPath,
} from '@qianyin/pki';
import { type Comparison, type Way, compare } from './compare.ts';

const AT = new Date('2026-06-01T00:00:00Z');
const LATER = new Date('2026-06-02T00:00:00Z');
const ENTRIES = 100_000;
/** Leaves of one CA, so that nothing is measured twice over the same bytes. */
const LEAVES = 64;

const GOALS = {
  'paths of three': 1_500,
  'answers signed': 15_000,
  // 15 µs around the signature.
  'answer built, not signed': 66_000,
};

interface Holder {
  keys: Sm2KeyPair;
  certificate: Certificate;
  signer: Sm2Signer;
}

const random = (length: number): Uint8Array => webcrypto.getRandomValues(new Uint8Array(length));

export async function measurePki(): Promise<Comparison> {
  const root = issue('root');
  const issuing = issue('issuing', root);
  const responder = issue('ocsp-responder', issuing);
  const leaves = Array.from({ length: LEAVES }, () => issue('unit-signing', issuing).certificate);
  const medians = compare([
    ...certificateWays(root, issuing, leaves),
    ...answerWays(issuing, responder, leaves),
    ...listWays(issuing),
  ]);
  const ratio = (ours: string, peer: string) => (medians[ours] as number) / (medians[peer] as number);
  return {
    bench: 'pki',
    unit: '1/s',
    ratios: { parse: ratio('certificate parsed', 'certificate parsed, node:crypto') },
    goals: GOALS,
    medians,
    node: process.version,
  };
}

function issue(profile: ProfileName, issuer?: Holder): Holder {
  const keys = sm2GenerateKeyPair(random);
  const subscriber = profile === 'unit-signing';
  const tbs = buildTbsCertificate({
    profile,
    serial: newSerial(random),
    subject: { organization: '福建某某科技有限公司', commonName: profile },
    publicKey: keys.publicKey,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    ...(issuer ? { issuer: issuer.certificate } : {}),
    ...(subscriber
      ? { uscc: '91350100M000100Y43', urls: { crl: 'http://127.0.0.1/a.crl', ocsp: 'http://127.0.0.1/ocsp' } }
      : {}),
  });
  const signer = sm2Signer({ privateKey: keys.privateKey });
  return {
    keys,
    signer,
    certificate: parseCertificate(assembleCertificate(tbs, (issuer?.signer ?? signer).sign(tbs, random))),
  };
}

/** In turn: a branch that was just predicted and a cache line that was just read are no measure. */
function turns<T>(items: readonly T[]): () => T {
  let at = 0;
  return () => items[at++ % items.length] as T;
}

function certificateWays(root: Holder, issuing: Holder, leaves: readonly Certificate[]): Way[] {
  const next = turns(leaves.map(({ der }) => der));
  const roots = [root.certificate];
  return [
    {
      name: 'paths of three',
      run: () => {
        // What a verifier is handed: bytes of the certificate and of its CA. The anchor is in memory.
        const certificate = parseCertificate(next());
        const intermediates = [parseCertificate(issuing.certificate.der)];
        if (!verifyPath({ certificate, intermediates, roots, at: AT }).ok) throw new Error('the path holds');
      },
    },
    { name: 'certificate parsed', run: () => parseCertificate(next()) },
    { name: 'certificate parsed, node:crypto', run: () => readAll(new X509Certificate(next())) },
  ];
}

/** Node reads a field when it is asked for; what parseCertificate answers is asked for here too. */
function readAll(certificate: X509Certificate): unknown[] {
  const { subject, issuer, validFrom, validTo, serialNumber, keyUsage, infoAccess, ca } = certificate;
  return [subject, issuer, validFrom, validTo, serialNumber, keyUsage, infoAccess, ca];
}

function answerWays(issuing: Holder, responder: Holder, leaves: readonly Certificate[]): Way[] {
  const next = turns(leaves.map((leaf) => buildOcspRequest(leaf, issuing.certificate)));
  const build = () => {
    const { certIds } = parseOcspRequest(next());
    const answers = certIds.map((certId) => ({
      certId,
      status: { kind: 'good' } as const,
      thisUpdate: AT,
      nextUpdate: LATER,
    }));
    return buildOcspResponseData({ responder: responder.certificate, producedAt: AT, answers });
  };
  const signature = responder.signer.sign(build(), random);
  return [
    {
      name: 'answers signed',
      run: () => {
        const data = build();
        return assembleOcspResponse(data, responder.signer.sign(data, random), responder.certificate);
      },
    },
    { name: 'answer built, not signed', run: () => assembleOcspResponse(build(), signature, responder.certificate) },
  ];
}

function listWays(issuing: Holder): Way[] {
  const revoked = Array.from(
    { length: ENTRIES },
    (): RevokedCertificate => ({
      serial: newSerial(random),
      at: AT,
      reason: 'superseded',
    }),
  );
  const tbs = buildTbsCrl({ issuer: issuing.certificate, number: 1, thisUpdate: AT, nextUpdate: LATER, revoked });
  const der = assembleCrl(tbs, issuing.signer.sign(tbs, random));
  const list = parseCrl(der);
  const next = turns(revoked.map(({ serial }) => serial));
  return [
    { name: 'list of 100,000 read', run: () => parseCrl(der) },
    { name: 'serial number looked up in it', run: () => list.revoked.find(next()) },
  ];
}
