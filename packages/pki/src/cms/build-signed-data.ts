/**
 * Writing SignedData, by GB/T 35275-2017 (= GM/T 0010-2012: version 1, SM3, SM2-1) or by RFC 5652, for one or several
 * signers whose signatures were made elsewhere. CRLs go where both have a place for them; OCSP answers go beside them
 * by RFC 5940, in GM messages into the unsigned attribute revocation-values (RFC 5126 §6.3.4), since PKCS #7 has none.
 */
import { compareBytes, sameBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed } from '../der/tags.ts';
import { encode, explicit, integer, octetString, oid, sequence, setOf } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { basicResponseOf } from './basic-response.ts';
import type { CmsFamily } from './content-info.ts';
import { CONTENT_TYPES, DATA, isData, writeContentInfo } from './content-info.ts';
import { writeDigest } from './digest-name.ts';
import type { SignerInput, WrittenSigner } from './write-signer-info.ts';
import { writeSignerInfo } from './write-signer-info.ts';

export interface SignedDataParts {
  /** Issuing certificates up to, and usually with, the root; in the message besides the signers' own. */
  chain: readonly { der: Uint8Array }[];
  /** Encoded CRLs and OCSP responses of the moment of signing. */
  revocation?: { crls?: readonly Uint8Array[]; ocsps?: readonly Uint8Array[] };
  /** Put into the message; left out when it stays detached. */
  content?: Uint8Array;
  /** `data` of the family unless given. */
  contentType?: string;
  /** `gm` unless given. */
  family?: CmsFamily;
}

/** One signer, or several under `signers`. */
export type SignedDataInput = SignedDataParts & (SignerInput | { signers: readonly SignerInput[] });

/**
 * ContentInfo of type signedData. The signatures are not verified here; verifySignedData does. Throws `pki/bad-value`
 * for a signature that is none of the algorithm's, or for signed attributes left out where they are required.
 */
export function assembleSignedData(input: SignedDataInput): Uint8Array {
  const { family = 'gm', content } = input;
  const contentType = input.contentType ?? DATA[family];
  const bag = writeSignerBag(input, { family, contentType });
  const body = sequence(
    integer(bag.version),
    bag.digestAlgorithms,
    content ? sequence(oid(contentType), explicit(0, octetString(content))) : sequence(oid(contentType)),
    ...bag.members,
  );
  return writeContentInfo(CONTENT_TYPES[family].signed as string, body);
}

export interface WrittenBag {
  version: number;
  digestAlgorithms: Uint8Array;
  /** Certificates, revocation information, signers. */
  members: readonly Uint8Array[];
}

/** The parts that SignedData and SignedAndEnvelopedData share. */
export function writeSignerBag(
  input: SignedDataInput,
  { family, contentType }: { family: CmsFamily; contentType: string },
): WrittenBag {
  const { chain, revocation } = input;
  const inputs = 'signers' in input ? input.signers : [input];
  const crls = revocation?.crls ?? [];
  const ocsps = (revocation?.ocsps ?? []).map(checkResponse);
  const signers = inputs.map((each) =>
    writeSignerInfo(each, { family, contentType, ocsps: family === 'gm' ? ocsps.map((one) => one.basic) : [] }),
  );
  const others = family === 'gm' ? [] : ocsps.map(({ response }) => otherRevocation(response));
  const revocations = [...crls, ...others];
  const certificates = distinct([...inputs.map((each) => each.certificate.der), ...chain.map((each) => each.der)]);
  return {
    version: family === 'gm' ? 1 : versionOf(signers, contentType, others.length > 0),
    digestAlgorithms: setOf(...distinct(signers.map((each) => writeDigest(each.digest)))),
    members: [
      ...(certificates.length > 0 ? [implicitSet(0, certificates)] : []),
      ...(revocations.length > 0 ? [implicitSet(1, revocations)] : []),
      setOf(...signers.map((each) => each.der)),
    ],
  };
}

/** RFC 5652 §5.1. */
function versionOf(signers: readonly WrittenSigner[], contentType: string, others: boolean): number {
  if (others) return 5;
  return !isData(contentType) || signers.some((each) => each.version === 3) ? 3 : 1;
}

const otherRevocation = (response: Uint8Array): Uint8Array =>
  encode(contextConstructed(1), oid(OID.ocspRevocationInfo), response);

const implicitSet = (n: number, members: readonly Uint8Array[]): Uint8Array =>
  encode(contextConstructed(n), ...members.toSorted(compareBytes));

const distinct = (all: readonly Uint8Array[]): Uint8Array[] =>
  all.filter((each, i) => all.findIndex((other) => sameBytes(other, each)) === i);

function checkResponse(response: Uint8Array): { response: Uint8Array; basic: Uint8Array } {
  const basic = basicResponseOf(readDer(response));
  if (!basic) throw new PkiError('pki/bad-value', 'an unsuccessful OCSP response proves nothing', { field: 'ocsps' });
  return { response, basic };
}
