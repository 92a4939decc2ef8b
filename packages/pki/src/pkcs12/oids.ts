/** Object identifiers of PKCS #12 (RFC 7292) and of the attributes of its bags (RFC 2985). */
export const PKCS12_OID = {
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  safeContentsBag: '1.2.840.113549.1.12.10.1.6',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  sha1With3KeyTripleDes: '1.2.840.113549.1.12.1.3',
  sha1With2KeyTripleDes: '1.2.840.113549.1.12.1.4',
  sha1With128BitRc2: '1.2.840.113549.1.12.1.5',
  sha1With40BitRc2: '1.2.840.113549.1.12.1.6',
} as const;
