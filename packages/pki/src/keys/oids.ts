/** Object identifiers of private keys and password-based encryption: RFC 5958, RFC 8018, GM/T 0091-2020, RFC 9579. */
export const KEY_OID = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  pbmac1: '1.2.840.113549.1.5.14',
  hmacSha1: '1.2.840.113549.2.7',
  hmacSha256: '1.2.840.113549.2.9',
  hmacSha384: '1.2.840.113549.2.10',
  hmacSha512: '1.2.840.113549.2.11',
  hmacSm3: '1.2.156.10197.1.401.2',
  aes128Cbc: '2.16.840.1.101.3.4.1.2',
  aes192Cbc: '2.16.840.1.101.3.4.1.22',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
  tripleDesCbc: '1.2.840.113549.3.7',
  sm4: '1.2.156.10197.1.104',
  sm4Ecb: '1.2.156.10197.1.104.1',
  sm4Cbc: '1.2.156.10197.1.104.2',
} as const;

/**
 * GM/T 0091-2020 names what RFC 8018 has again, and its annexes contradict each other: A.2 has an HMAC-SM3 of its own,
 * B.2 one more name for SM4-CBC. gmsm writes the derivation function with a shorter arc. All are read, none is written.
 */
export const GM_ALIASES: Readonly<Record<string, string>> = {
  '1.2.156.10197.6.1.4.1.5.1': KEY_OID.pbkdf2,
  '1.2.156.10197.6.4.1.5.1': KEY_OID.pbkdf2,
  '1.2.156.10197.6.1.4.1.5.2': KEY_OID.pbes2,
  '1.2.156.10197.6.4.1.5.2': KEY_OID.pbes2,
  '1.2.156.10197.6.1.4.1.5.3': KEY_OID.pbmac1,
  '1.2.156.10197.1.401.3.1': KEY_OID.hmacSm3,
  '1.2.156.10197.6.1.4.1.12.1.1': KEY_OID.sm4Cbc,
};
