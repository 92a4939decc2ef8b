export { type Bytes, fromBase64url, toBase64url } from './bytes.ts';
export type { Api } from './api.ts';
export { type FinishedCeremony, settleScan } from './ceremony.ts';
export { listCertificates, type PhoneCertificate } from './certificate-view.ts';
export { type Decrypted, decrypt } from './decrypt.ts';
export { type DeviceKey, openDeviceKey, proveDevice } from './device-key.ts';
export { WALLET_ERROR_CODES, WalletError, type WalletErrorCode } from './errors.ts';
export { findKey } from './key-store.ts';
export { MemoryStorage } from './memory-storage.ts';
export {
  obtainCertificate,
  type Obtained,
  type ObtainNeed,
  obtainNeed,
  type ObtainStep,
  type PaidOrder,
} from './obtain-certificate.ts';
export { accountOf, openPhone, type Phone, type Ports } from './phone.ts';
export { checkNewPin, isWeakPin, PIN_LENGTH } from './pin.ts';
export { PIN_STRETCH, type StretchPin, stretchPin } from './pin-stretch.ts';
export type { PreparedDocument } from './prepared-document.ts';
export type { KeyRefusal, KeyRefusalCode } from './refusal.ts';
export { confirmScan, fittingCertificates, type ReviewedScan, reviewScan } from './scan.ts';
export { claimScan, refuseScan } from './scan-claim.ts';
export { parseScanLink, parseTypedCode, type ScanTicket } from './scan-link.ts';
export { forgetSession, keepAccount, logInByCode, logOut } from './session.ts';
export type {
  CertificateRecord,
  DeviceKeyPair,
  KeyRecord,
  PendingCeremony,
  SessionRecord,
  StorageChange,
  StoreName,
  WalletStorage,
  WalletStores,
} from './storage.ts';
