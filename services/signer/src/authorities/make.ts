/** Makes one authority: key, to-be-signed certificate, signature by its issuer (itself for the root), lint. */
import { assembleCertificate, buildTbsCertificate, lintCertificate, newSerial, parseCertificate } from '@qianyin/pki';
import type { Signer } from '../context.ts';
import type { AuthorityRole } from '../database/tables.ts';
import { keyIdOf } from './authorities.ts';
import type { Authority } from './authorities.ts';
import { AUTHORITY_PLANS, ORGANIZATION } from './plan.ts';

export type MakeDeps = Pick<Signer, 'keyStore' | 'clock' | 'random'> & { publicUrl: string };

export interface MakeOptions {
  role: AuthorityRole;
  generation: number;
  /** Absent for the root. */
  issuer?: Authority;
}

/** Nothing is stored here: what this returns exists only when the caller commits it. */
export async function makeAuthority(deps: MakeDeps, { role, generation, issuer }: MakeOptions): Promise<Authority> {
  const { keyStore, clock, random, publicUrl } = deps;
  const plan = AUTHORITY_PLANS[role];
  const key = await keyStore.generateAuthorityKey(keyIdOf({ role, generation }));
  const notBefore = wholeSecond(clock());
  const tbs = buildTbsCertificate({
    profile: plan.profile,
    serial: newSerial(random),
    ...(issuer && { issuer: issuer.parsed }),
    subject: { organization: ORGANIZATION, commonName: plan.commonName },
    publicKey: key.publicKey,
    notBefore,
    notAfter: yearsLater(notBefore, plan.years),
    ...(issuer && { urls: { caIssuers: `${publicUrl}/ca/${issuer.role}.cer` } }),
  });
  const findings = lintCertificate(tbs, plan.profile, issuer ? { issuer: issuer.parsed } : {}).filter(
    (finding) => finding.severity === 'error',
  );
  if (findings.length > 0) throw new Error(`${role} certificate breaks ${findings.map(({ rule }) => rule).join(', ')}`);

  const self = { role, generation, keyReference: key.reference };
  const signing = issuer ?? self;
  const signature = await keyStore.signAsAuthority(keyIdOf(signing), signing.keyReference, tbs);
  const certificate = assembleCertificate(tbs, signature);
  return { ...self, certificate, parsed: parseCertificate(certificate) };
}

const wholeSecond = (instant: Date) => new Date(Math.floor(instant.getTime() / 1000) * 1000);

function yearsLater(from: Date, years: number): Date {
  const later = new Date(from);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
