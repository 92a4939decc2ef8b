/** Object identifiers. GM ones from GM/T 0006 and the implementations that agree on them; the rest from the RFC named. */
export const OID = {
  // GM/T 0006, GB/T 33560
  ecPublicKey: '1.2.840.10045.2.1',
  sm2Curve: '1.2.156.10197.1.301',
  sm2Signature: '1.2.156.10197.1.301.1',
  sm2WithSm3: '1.2.156.10197.1.501',
  sm3: '1.2.156.10197.1.401',
  sha1: '1.3.14.3.2.26',
  // RFC 5480, RFC 5758
  p256: '1.2.840.10045.3.1.7',
  p384: '1.3.132.0.34',
  p521: '1.3.132.0.35',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  ecdsaWithSha384: '1.2.840.10045.4.3.3',
  ecdsaWithSha512: '1.2.840.10045.4.3.4',
  // RFC 4055, RFC 8017
  rsaEncryption: '1.2.840.113549.1.1.1',
  mgf1: '1.2.840.113549.1.1.8',
  rsaPss: '1.2.840.113549.1.1.10',
  rsaWithSha256: '1.2.840.113549.1.1.11',
  rsaWithSha384: '1.2.840.113549.1.1.12',
  rsaWithSha512: '1.2.840.113549.1.1.13',
  // RFC 5754
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  // GM/T 0010 = GB/T 35275
  gmData: '1.2.156.10197.6.1.4.2.1',
  gmSignedData: '1.2.156.10197.6.1.4.2.2',
  // RFC 5652
  cmsData: '1.2.840.113549.1.7.1',
  cmsSignedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  // RFC 5035, RFC 5126
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  // RFC 5280
  country: '2.5.4.6',
  stateOrProvince: '2.5.4.8',
  locality: '2.5.4.7',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  commonName: '2.5.4.3',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  crlReason: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  anyPolicy: '2.5.29.32.0',
  policyMappings: '2.5.29.33',
  authorityKeyId: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  nameConstraints: '2.5.29.30',
  deltaCrlIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  certificateIssuer: '2.5.29.29',
  freshestCrl: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
  /** X.509 §9.5.2.10. */
  expiredCertsOnCrl: '2.5.29.60',
  subjectInfoAccess: '1.3.6.1.5.5.7.1.11',
  cpsQualifier: '1.3.6.1.5.5.7.2.1',
  userNoticeQualifier: '1.3.6.1.5.5.7.2.2',
  emailAddress: '1.2.840.113549.1.9.1',
  anyExtendedKeyUsage: '2.5.29.37.0',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  accessOcsp: '1.3.6.1.5.5.7.48.1',
  accessCaIssuers: '1.3.6.1.5.5.7.48.2',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  /** RFC 9336. */
  documentSigning: '1.3.6.1.5.5.7.3.36',
  // RFC 6960
  ocspBasic: '1.3.6.1.5.5.7.48.1.1',
  ocspNonce: '1.3.6.1.5.5.7.48.1.2',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  // GM/T 0015-2012, private extensions
  identifyCode: '1.2.156.10260.4.1.1',
  organizationCode: '1.2.156.10260.4.1.4',
} as const;

/** Where the unified social credit code is found on input: the 2012 extension, and both readings of the 2023 text. */
export const USCC_OIDS: readonly string[] = [OID.organizationCode, '1.2.156.10260.4.4', '1.2.156.10260.4.4.4'];
/** Where a person identifier is found on input: the 2012 CHOICE, and the 2023 resident and passport extensions. */
export const PERSON_OIDS: readonly string[] = [OID.identifyCode, '1.2.156.10260.4.1.1.1', '1.2.156.10260.4.1.1.2'];
