export { type AccountView, OPERATOR_ROLES, type OperatorRole, type OperatorView } from './accounts/model.ts';
export { bilingual, type Bilingual, type ProductView, SUBJECT_TYPES, type SubjectType } from './catalogue/model.ts';
export { CERTIFICATE_STATES, type CertificateView } from './certificates/model.ts';
export { contract, type Contract } from './contract.ts';
export type { EnterpriseMatch, MembershipView } from './enterprises/model.ts';
export { ERROR_STATUS, type ErrorCode, fails, isErrorCode } from './errors.ts';
export { cardNumberField, idNumberField, personNameField, phoneField } from './fields.ts';
export {
  claimForm,
  type ClaimForm,
  type MaterialView,
  ORDER_EVENTS,
  ORDER_QUEUES,
  type OrderQueue,
  type OrderStatus,
  type OrderView,
  type QueueEntry,
  REFUSAL_REASONS,
  type ReviewView,
} from './orders/model.ts';
export { PAYMENT_STATUSES, type PaymentView } from './payments/model.ts';
export type { PlatformView } from './platforms/model.ts';
export { problem, type Problem, PROBLEM_MEDIA_TYPE, type ProblemData, problemSchema } from './problem.ts';
export {
  idNumberCheckCharacter,
  isCardNumber,
  isIdNumber,
  isPhone,
  isUscc,
  maskIdNumber,
  maskName,
  maskPhone,
  usccCheckCharacter,
} from './rules.ts';
export {
  checkScanCode,
  isScanCodeFresh,
  makeScanCode,
  makeScanLink,
  type ScanCodeInput,
  scanRequestDigest,
  type ScanRequestDigestInput,
} from './scan-sessions/code.ts';
export {
  displayText,
  openedScan,
  type OpenedScan,
  type PreparedScan,
  SCAN_KINDS,
  type ScanDocument,
  scanId,
  type ScanKind,
  scanProgress,
  type ScanProgress,
  type ScanRequest,
  type ScanState,
  type ScanStatement,
  sealPlacement,
  type SealPlacement,
} from './scan-sessions/model.ts';
export { canonicalStatement, parseStatement } from './scan-sessions/statement.ts';
export type { SealView } from './seals/model.ts';
export type { VerificationReport } from './verification/model.ts';
export type { Audience } from './operation.ts';
