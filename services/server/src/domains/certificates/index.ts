export { type Authorities, authorities } from './authorities.ts';
export { newestCrl } from './crl-store.ts';
export type { UsableCertificate } from './model.ts';
export { certificateForUse } from './operations/certificate-for-use.ts';
export { usableIds as eligibleCertificates } from './store.ts';
