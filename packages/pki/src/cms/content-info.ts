/**
 * ContentInfo and the content types of the two families: GB/T 35275-2017 (= GM/T 0010-2012) §7 over the GM arc, and
 * RFC 5652 §3–4 (RFC 2315 for signedAndEnvelopedData, RFC 5083 for authEnvelopedData). DER only: indefinite lengths and
 * strings in pieces are refused, because a signature over bytes that have two readings proves neither.
 */
import type { DerLimits } from '../der/check.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readOid } from '../der/values.ts';
import { explicit, oid, sequence } from '../der/write.ts';

export type CmsFamily = 'gm' | 'rfc';
export type ContentKind = 'signed' | 'enveloped' | 'signed-and-enveloped' | 'encrypted' | 'auth-enveloped';

/** Object identifiers by family. The GM arc has no authEnvelopedData: SM4-GCM goes by the RFC's. */
export const CONTENT_TYPES: Readonly<Record<CmsFamily, Readonly<Partial<Record<ContentKind, string>>>>> = {
  gm: {
    signed: OID.gmSignedData,
    enveloped: OID.gmEnvelopedData,
    'signed-and-enveloped': OID.gmSignedAndEnvelopedData,
    encrypted: OID.gmEncryptedData,
  },
  rfc: {
    signed: OID.cmsSignedData,
    enveloped: OID.cmsEnvelopedData,
    'signed-and-enveloped': OID.cmsSignedAndEnvelopedData,
    encrypted: OID.cmsEncryptedData,
    'auth-enveloped': OID.authEnvelopedData,
  },
};

export const DATA: Readonly<Record<CmsFamily, string>> = { gm: OID.gmData, rfc: OID.cmsData };

/** Plain octets, of either family. */
export const isData = (contentType: string): boolean => contentType === DATA.gm || contentType === DATA.rfc;

export interface ContentInfo {
  der: Uint8Array;
  family: CmsFamily;
  kind: ContentKind;
  content: Der;
}

/** A ContentInfo of one of the kinds. Throws `pki/bad-der`, `pki/bad-structure` or `pki/too-large`. */
export function readContentInfo(der: Uint8Array, kinds: readonly ContentKind[], limits: DerLimits): ContentInfo {
  const root = readDer(der, { limits });
  const outer = root.open(TAG.sequence, 'contentInfo');
  const typeAt = outer.any('contentType');
  const type = readOid(typeAt, 'contentType');
  const wrapped = outer.next(contextConstructed(0), 'content').open(contextConstructed(0), 'content');
  outer.done();
  const content = wrapped.any('content');
  wrapped.done();
  for (const family of ['gm', 'rfc'] as const) {
    for (const kind of kinds) {
      if (CONTENT_TYPES[family][kind] === type) return { der: root.bytes, family, kind, content };
    }
  }
  return typeAt.fail('contentType', `not ${kinds.join(' or ')} data`);
}

export function writeContentInfo(type: string, content: Uint8Array): Uint8Array {
  return sequence(oid(type), explicit(0, content));
}
