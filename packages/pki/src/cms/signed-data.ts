/**
 * Reading SignedData: GB/T 35275 content types and the RFC 5652 ones, also mixed as some GM software writes them.
 * Content inside is an OCTET STRING; the older form of PKCS #7, any value in its place, is refused.
 */
import type { Der } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { readOid, readSmallInteger } from '../der/values.ts';
import { readContentInfo } from './content-info.ts';
import type { SignerBag } from './signer-bag.ts';
import { readSignerBag } from './signer-bag.ts';

export interface SignedData extends SignerBag {
  der: Uint8Array;
  contentType: string;
  /** undefined: detached. */
  content: Uint8Array | undefined;
}

export interface SignedDataOptions {
  /** Largest message accepted, in bytes; 4 MiB unless given. */
  maxBytes?: number;
}

/** Parse a ContentInfo with SignedData. Throws `pki/bad-der`, `pki/bad-structure` or `pki/too-large`. */
export function parseSignedData(der: Uint8Array, options: SignedDataOptions = {}): SignedData {
  const limits = { maxBytes: options.maxBytes ?? 4 << 20, maxDepth: 32 };
  const { content, der: whole } = readContentInfo(der, ['signed'], limits);
  const fields = content.open(TAG.sequence, 'signedData');
  const version = fields.any('version');
  const number = readSmallInteger(version, 'version');
  if (number < 1 || number > 5) version.fail('version', '1 to 5 expected');
  fields.next(TAG.set, 'digestAlgorithms');
  const encapsulated = readEncapsulated(fields.any('contentInfo'));
  const bag = readSignerBag(fields);
  fields.done();
  return { der: whole, ...encapsulated, ...bag };
}

function readEncapsulated(value: Der): Pick<SignedData, 'contentType' | 'content'> {
  const fields = value.open(TAG.sequence, 'contentInfo');
  const contentType = readOid(fields.any('contentType'), 'contentType');
  const wrapped = fields.maybe(contextConstructed(0))?.open(contextConstructed(0), 'content');
  const content = wrapped?.next(TAG.octetString, 'content').content;
  wrapped?.done();
  fields.done();
  return { contentType, content };
}
