/** Identifier octets used here: universal types (X.680 §8.6) and context-specific ones. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Character strings that can be read as text (der/values.ts). */
export const STRING_TAGS: readonly number[] = [
  TAG.utf8String,
  TAG.numericString,
  TAG.printableString,
  TAG.teletexString,
  TAG.ia5String,
  TAG.visibleString,
  TAG.bmpString,
];

/** [n] constructed: EXPLICIT, or IMPLICIT over a SEQUENCE or SET. */
export const contextConstructed = (n: number): number => 0xa0 | n;
/** [n] primitive: IMPLICIT over a primitive type. */
export const contextPrimitive = (n: number): number => 0x80 | n;
