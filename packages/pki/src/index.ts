export type { PkiErrorCode } from './errors.ts';
export { PkiError } from './errors.ts';

export type { DerLimits } from './der/check.ts';
export { checkDer } from './der/check.ts';
export { OID } from './der/oids.ts';

export type { KeyKind, PublicKeyInfo, PublicKeyInput } from './algorithms/public-key.ts';
export { parsePublicKeyInfo } from './algorithms/public-key.ts';
export type { SignatureAlgorithm, SignatureAlgorithmName } from './algorithms/signature-algorithm.ts';
export { SIGNATURE_ALGORITHMS } from './algorithms/signature-algorithm.ts';
export type { SignatureCheck } from './algorithms/verify-signature.ts';
export { algorithmFits, verifySignature } from './algorithms/verify-signature.ts';
export type { Name, NameInput } from './x509/name.ts';
export { buildName, nameToString } from './x509/name.ts';
export { sameName } from './x509/compare-names.ts';
export type { GeneralName, GeneralNameInput } from './x509/general-name.ts';
export type { NameConstraints } from './x509/name-constraints.ts';
export type { PolicyConstraints, PolicyInformation, PolicyMapping } from './x509/policies.ts';
export type {
  DistributionPoint,
  DistributionPointInput,
  IssuingDistributionPoint,
  IssuingDistributionPointInput,
  ReasonFlag,
} from './x509/distribution-points.ts';
export type { KeyUsage } from './x509/key-usage.ts';
export type { Profile, ProfileName } from './x509/profiles.ts';
export { PROFILE_NAMES, PROFILES } from './x509/profiles.ts';
export type { Certificate, TbsCertificate } from './x509/certificate.ts';
export { isSignedBy, parseCertificate, parseTbsCertificate } from './x509/certificate.ts';
export type { CertificateUrls } from './x509/certificate-extensions.ts';
export type { TbsCertificateInput } from './x509/build-certificate.ts';
export type { HolderIdentifier, IdentifierKind } from './x509/holder-identifiers.ts';
export { assembleCertificate, buildTbsCertificate } from './x509/build-certificate.ts';
export { keyIdentifier } from './x509/key-id.ts';
export { newSerial, normalSerial } from './x509/serial.ts';
export { pemDecode, pemEncode } from './x509/pem.ts';

export type { Finding } from './lint/lint.ts';
export { lintCertificate, lintCrl, lintOcspResponseData } from './lint/lint.ts';
export { isUscc } from './lint/gb32100/uscc.ts';

export type { CertificationRequest } from './csr/request.ts';
export { assembleCsr, buildCsrInfo, parseCsr } from './csr/request.ts';

export type { EntryReason, RevocationReason } from './crl/reason.ts';
export { REVOCATION_REASONS } from './crl/reason.ts';
export type { TbsCrlInput } from './crl/build-crl.ts';
export { assembleCrl, buildTbsCrl } from './crl/build-crl.ts';
export type { RevokedCertificate, RevokedEntries } from './crl/revoked-entries.ts';
export type { CertificateList, TbsCertificateList } from './crl/crl.ts';
export { isCrlSignedBy, parseCrl, parseTbsCrl } from './crl/crl.ts';

export type { CertId, CertIdHash } from './ocsp/cert-id.ts';
export { isOfIssuer } from './ocsp/cert-id.ts';
export type { OcspCaching } from './ocsp/lightweight.ts';
export { isLightweightRequest, ocspCaching, ocspGetPath } from './ocsp/lightweight.ts';
export type { OcspRequest } from './ocsp/request.ts';
export { buildOcspRequest, parseOcspRequest } from './ocsp/request.ts';
export type { CertificateStatus, OcspErrorStatus, OcspResponseInput, SingleAnswer } from './ocsp/build-response.ts';
export { assembleOcspResponse, buildOcspError, buildOcspResponseData } from './ocsp/build-response.ts';
export type { OcspAnswer, OcspResponse, OcspResponseData, ParsedOcspResponse } from './ocsp/response.ts';
export { parseBasicOcspResponse, parseOcspResponse, parseOcspResponseData } from './ocsp/response.ts';
export type { OcspCheck, OcspVerdict } from './ocsp/verify-response.ts';
export { verifyOcspResponse } from './ocsp/verify-response.ts';

export type { SignedAttributes, SignedAttributesInput } from './cms/signed-attributes.ts';
export { buildSignedAttributes, parseSignedAttributes } from './cms/signed-attributes.ts';
export type { SignedDataInput, SignedDataParts } from './cms/build-signed-data.ts';
export { assembleSignedData } from './cms/build-signed-data.ts';
export type { SignerInput } from './cms/write-signer-info.ts';
export type { SignedData, SignedDataOptions } from './cms/signed-data.ts';
export { parseSignedData } from './cms/signed-data.ts';
export type { SignerInfo, UnsignedAttribute } from './cms/signer-info.ts';
export type { SignedDataCheck, SignedDataVerdict, SignerVerdict } from './cms/verify-signed-data.ts';
export { verifySignedData } from './cms/verify-signed-data.ts';

export type { Reason } from './path/reason.ts';
export type { RevocationPolicy, RevocationStatus } from './path/revocation.ts';
export type { AnchorConstraints, TrustAnchor } from './path/trust-anchor.ts';
export type { PathLimits } from './path/build-path.ts';
export type { PathRules } from './path/judge-path.ts';
export type { GivenPathCheck, PathCheck, PathVerdict } from './path/verify-path.ts';
export { verifyGivenPath, verifyPath } from './path/verify-path.ts';

export type { ByteRange, ByteRangeDigest } from './pdf/byte-range.ts';
export { pdfByteRangeDigest } from './pdf/byte-range.ts';
export type { SealDrawing, SealPath } from './seal/drawing.ts';
export { SEAL_RED, sealToSvg } from './seal/drawing.ts';
