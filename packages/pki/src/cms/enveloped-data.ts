/**
 * Reading EnvelopedData (GB/T 35275 §9, RFC 5652 §6), AuthEnvelopedData (RFC 5083), EncryptedData (GB/T 35275 §11,
 * RFC 5652 §8) and SignedAndEnvelopedData (GB/T 35275 §10, RFC 2315 §11). Parsing opens nothing: it answers who can open
 * the message and what each of them has to decrypt. Originator certificates and unprotected attributes are passed over;
 * no decision here depends on them.
 */
import type { Certificate } from '../x509/certificate.ts';
import { OID } from '../der/oids.ts';
import type { Der, Fields } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, contextPrimitive, TAG } from '../der/tags.ts';
import { readOid, readSmallInteger } from '../der/values.ts';
import { isIdentifiedBy } from './certificate-identifier.ts';
import type { ReadContentCipher } from './content-cipher.ts';
import { readContentCipher, TAG_LENGTH } from './content-cipher.ts';
import type { CmsFamily, ContentKind } from './content-info.ts';
import { isData, readContentInfo } from './content-info.ts';
import type { OpenableRecipient, Recipient, RecipientOptions } from './recipient.ts';
import { readRecipients } from './recipient.ts';
import { retag } from './retag.ts';
import type { SignerBag } from './signer-bag.ts';
import { readSignerBag } from './signer-bag.ts';

export type EnvelopeKind = Exclude<ContentKind, 'signed'>;

export interface EnvelopedData {
  der: Uint8Array;
  family: CmsFamily;
  kind: EnvelopeKind;
  /** Empty for `encrypted`, whose key is agreed elsewhere. */
  recipients: readonly Recipient[];
  /** Of what is inside. */
  contentType: string;
  cipher: ReadContentCipher;
  encryptedContent: Uint8Array;
  /** Of `auth-enveloped`: the tag, 16 bytes; otherwise empty. */
  mac: Uint8Array;
  /** Of `auth-enveloped`: the DER SET OF authenticated attributes, covered by the tag; empty without. */
  authenticated: Uint8Array;
  /** Of `signed-and-enveloped`; judged by verifySignedAndEnvelopedData once the content is open. */
  signed: SignerBag | undefined;
}

export interface EnvelopedDataOptions extends RecipientOptions {
  /** Largest message accepted, in bytes; 16 MiB unless given. */
  maxBytes?: number;
}

const KINDS: readonly EnvelopeKind[] = ['enveloped', 'auth-enveloped', 'signed-and-enveloped', 'encrypted'];

/** Throws `pki/bad-der`, `pki/bad-structure` or `pki/too-large`. */
export function parseEnvelopedData(der: Uint8Array, options: EnvelopedDataOptions = {}): EnvelopedData {
  const limits = { maxBytes: options.maxBytes ?? 16 << 20, maxDepth: 32 };
  const { content, family, kind, der: whole } = readContentInfo(der, KINDS, limits);
  const fields = content.open(TAG.sequence, 'envelopedData');
  const envelope: EnvelopedData = { der: whole, family, ...readBody(kind as EnvelopeKind, fields, options) };
  fields.done();
  return envelope;
}

function readBody(
  kind: EnvelopeKind,
  fields: Fields,
  options: RecipientOptions,
): Omit<EnvelopedData, 'der' | 'family'> {
  const version = fields.any('version');
  if (readSmallInteger(version, 'version') > 4) version.fail('version', '0 to 4 expected');
  if (kind === 'enveloped' || kind === 'auth-enveloped') fields.maybe(contextConstructed(0));
  const recipients = kind === 'encrypted' ? [] : readRecipients(fields.any('recipientInfos'), options);
  if (kind === 'signed-and-enveloped') fields.next(TAG.set, 'digestAlgorithms');
  const encrypted = readEncryptedContent(fields.any('encryptedContentInfo'));
  const whole = { kind, recipients, ...encrypted, ...NO_TAG, signed: undefined };
  switch (kind) {
    case 'auth-enveloped':
      return { ...whole, ...readTag(fields, encrypted.contentType) };
    case 'signed-and-enveloped':
      return { ...whole, signed: readSignerBag(fields) };
    default:
      fields.maybe(contextConstructed(1));
      return whole;
  }
}

const NO_TAG = { mac: new Uint8Array(), authenticated: new Uint8Array() };

/** RFC 5083 §2.1: [1] authAttrs, mac, [2] unauthAttrs. */
function readTag(fields: Fields, contentType: string): Pick<EnvelopedData, 'mac' | 'authenticated'> {
  const attributes = fields.maybe(contextConstructed(1));
  const macAt = fields.next(TAG.octetString, 'mac');
  fields.maybe(contextConstructed(2));
  if (macAt.content.length !== TAG_LENGTH) macAt.fail('mac', `a tag of ${TAG_LENGTH} bytes expected`);
  // The type of the content stands outside what the tag covers, unless it is data or repeated in here.
  if (attributes ? !repeats(attributes, contentType) : !isData(contentType)) {
    macAt.fail('authenticatedAttributes', 'the content type is not authenticated');
  }
  return { mac: macAt.content, authenticated: attributes ? retag(attributes.bytes, TAG.set) : new Uint8Array() };
}

function repeats(attributes: Der, contentType: string): boolean {
  const set = readDer(retag(attributes.bytes, TAG.set), { base: attributes.offset });
  const types = set.list(TAG.set, 'authenticatedAttributes', 32).map((each) => {
    const fields = each.open(TAG.sequence, 'authenticatedAttributes');
    const type = readOid(fields.any('authenticatedAttributes'), 'authenticatedAttributes');
    return type === OID.contentType ? fields.any(type).list(TAG.set, type, 1) : [];
  });
  const [only, second] = types.flat();
  return only !== undefined && !second && readOid(only, 'contentType') === contentType;
}

function readEncryptedContent(value: Der): Pick<EnvelopedData, 'contentType' | 'cipher' | 'encryptedContent'> {
  const field = 'encryptedContentInfo';
  const fields = value.open(TAG.sequence, field);
  const contentType = readOid(fields.any(field), field);
  const cipher = readContentCipher(fields.any('contentEncryptionAlgorithm'));
  const content = fields.any('encryptedContent');
  fields.done();
  return { contentType, cipher, encryptedContent: readOctets(content) };
}

/** [0] IMPLICIT OCTET STRING. gmsm and its relatives write one piece inside a constructed one: no second reading there. */
function readOctets(value: Der): Uint8Array {
  if (value.tag === contextPrimitive(0)) return value.content;
  const pieces = value.open(contextConstructed(0), 'encryptedContent');
  const only = pieces.next(TAG.octetString, 'encryptedContent');
  pieces.done();
  return only.content;
}

/** The first recipient that is this certificate and can be opened; undefined when there is none. */
export function recipientFor(envelope: EnvelopedData, certificate: Certificate): OpenableRecipient | undefined {
  return envelope.recipients.find(
    (each): each is OpenableRecipient => each.kind !== 'unsupported' && isIdentifiedBy(certificate, each.identifier),
  );
}
