/** Why something does not verify. A closed union; a front end has a sentence for each. */
export type Reason =
  | 'pki/chain-incomplete'
  | 'pki/certificate-signature-wrong'
  /** A path that was handed in: a certificate does not name the next one as its issuer. */
  | 'pki/name-chaining-wrong'
  /** The search for a path met its limits; there may be one. */
  | 'pki/path-too-complex'
  | 'pki/not-yet-valid'
  | 'pki/expired'
  | 'pki/issuer-not-a-ca'
  | 'pki/path-too-long'
  | 'pki/key-usage-wrong'
  | 'pki/extended-key-usage-wrong'
  | 'pki/unknown-critical-extension'
  | 'pki/name-not-permitted'
  /** A constraint on a kind of name that nobody here can judge, and a name of that kind. */
  | 'pki/name-constraint-unsupported'
  | 'pki/policy-missing'
  | 'pki/policy-mapping-wrong'
  | 'pki/revoked'
  | 'pki/revocation-unknown'
  | 'pki/unsupported-algorithm'
  /** SHA-1 and older. */
  | 'pki/weak-algorithm'
  | 'pki/ocsp-other-certificate'
  | 'pki/ocsp-not-authentic'
  | 'pki/ocsp-nonce-mismatch'
  | 'pki/ocsp-stale'
  | 'pki/not-signed-data'
  | 'pki/content-not-detached'
  | 'pki/digest-mismatch'
  | 'pki/signature-wrong'
  | 'pki/signer-certificate-missing'
  | 'pki/signer-certificate-mismatch'
  | 'pki/signed-attributes-missing'
  | 'pki/content-type-mismatch'
  | 'pki/content-missing'
  /** Nobody signed, or not everybody who had to. */
  | 'pki/signer-missing'
  | 'pki/not-a-timestamp'
  | 'pki/timestamp-missing'
  | 'pki/timestamp-other-message'
  | 'pki/timestamp-nonce-mismatch'
  | 'pki/timestamp-policy-mismatch'
  /** The certificate is not one for time stamping alone (RFC 3161 §2.3). */
  | 'pki/timestamp-authority-wrong'
  | 'pki/byte-range-wrong'
  | 'pki/changed-after-signing';
