/**
 * The certificates of the signer's authorities, asked for once and kept. A signer that was restarted may have a new
 * OCSP delegate: `refresh` asks again.
 */
import { type Certificate, parseCertificate } from '@qianyin/pki';
import type { SignerClient } from '@qianyin/signer/interface';
import { askSigner } from '../keys/index.ts';

export interface Authorities {
  root: Certificate;
  issuing: Certificate;
  /** The newest OCSP delegate. */
  ocsp: Certificate;
}

const known = new WeakMap<SignerClient, Authorities>();

/** Throws `keys/signer-unavailable` while the signer has never answered. */
export async function authorities(signer: SignerClient, { refresh = false } = {}): Promise<Authorities> {
  const kept = known.get(signer);
  if (kept !== undefined && !refresh) return kept;
  const { root, issuing, ocsp } = await askSigner(() => signer.showAuthorities());
  const read = { root: parseCertificate(root), issuing: parseCertificate(issuing), ocsp: parseCertificate(ocsp) };
  known.set(signer, read);
  return read;
}
