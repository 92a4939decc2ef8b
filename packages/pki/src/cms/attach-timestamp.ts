/**
 * Laying a time stamp into a message that is signed already (RFC 3161 Appendix A; CAdES-T, ETSI EN 319 122-1 §5.3).
 * Nothing that was signed changes: the token becomes an unsigned attribute, beside those that are there.
 */
import { compareBytes } from '../bytes.ts';
import { OID } from '../der/oids.ts';
import type { Der } from '../der/read.ts';
import { readDer } from '../der/read.ts';
import { contextConstructed, TAG } from '../der/tags.ts';
import { encode, explicit, oid, sequence, setOf } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { parseSignedData } from './signed-data.ts';

export interface TimestampAttachment {
  cms: Uint8Array;
  /** Encoded token over the octets of that signer's signature. */
  token: Uint8Array;
  /** Which signer, in the order of parseSignedData; the first unless given. */
  signer?: number;
}

/** The message with the token in it. Throws as parseSignedData does, `pki/bad-value` for no such signer. */
export function attachTimestamp({ cms, token, signer = 0 }: TimestampAttachment): Uint8Array {
  const { signers } = parseSignedData(cms);
  if (!signers[signer]) throw new PkiError('pki/bad-value', 'no such signer', { field: 'signer' });
  const [type, wrapped] = members(readDer(cms, { limits: { maxBytes: cms.length, maxDepth: 32 } }));
  const body = members(members(wrapped as Der)[0] as Der);
  const infos = members(body.at(-1) as Der).map((each, i) => (i === signer ? withToken(each, token) : each.bytes));
  const kept = body.slice(0, -1).map((each) => each.bytes);
  return sequence((type as Der).bytes, explicit(0, sequence(...kept, setOf(...infos))));
}

const members = (value: Der): Der[] => value.list(value.tag, 'signedData');

function withToken(info: Der, token: Uint8Array): Uint8Array {
  const fields = members(info);
  const last = fields.at(-1);
  const unsigned = last?.tag === contextConstructed(1) ? members(last) : [];
  const kept = fields.slice(0, unsigned.length > 0 ? -1 : undefined).map((each) => each.bytes);
  const attributes = [...unsigned.map((each) => each.bytes), sequence(oid(OID.signatureTimestamp), setOf(token))];
  return encode(TAG.sequence, ...kept, encode(contextConstructed(1), ...attributes.toSorted(compareBytes)));
}
