export {
  accountView,
  type AccountView,
  OPERATOR_ROLES,
  operatorRole,
  type OperatorRole,
  operatorView,
  type OperatorView,
} from './accounts/model.ts';
export {
  bilingual,
  type Bilingual,
  materialRequirement,
  productView,
  type ProductView,
  SUBJECT_TYPES,
  subjectType,
  type SubjectType,
} from './catalogue/model.ts';
export { CERTIFICATE_STATES, certificateView, type CertificateView } from './certificates/model.ts';
export { contract, type Contract } from './contract.ts';
export {
  enterpriseMatch,
  type EnterpriseMatch,
  MEMBER_ROLES,
  membershipView,
  type MembershipView,
} from './enterprises/model.ts';
export { ERROR_STATUS, type ErrorCode, fails, isErrorCode } from './errors.ts';
export {
  bytesField,
  cardNumberField,
  centsField,
  emailField,
  idField,
  idNumberField,
  instantField,
  loginCodeField,
  personNameField,
  phoneField,
  unitNameField,
  usccField,
} from './fields.ts';
export {
  cosignatureFinish,
  cosignatureNonces,
  cosignatureResult,
  cosignatureStart,
  equalityProofField,
  pointField,
  scalarField,
  schnorrProofField,
} from './keys/model.ts';
export {
  CHECK_OUTCOMES,
  claimForm,
  type ClaimForm,
  materialView,
  type MaterialView,
  ORDER_EVENTS,
  ORDER_QUEUES,
  ORDER_STATUSES,
  orderEvent,
  orderQueue,
  type OrderQueue,
  orderStatus,
  type OrderStatus,
  orderView,
  type OrderView,
  queueEntry,
  type QueueEntry,
  REFUSAL_REASONS,
  refusalReason,
  reviewFact,
  reviewView,
  type ReviewView,
} from './orders/model.ts';
export { PAYMENT_STATUSES, paymentView, type PaymentView } from './payments/model.ts';
export { platformView, type PlatformView } from './platforms/model.ts';
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
  SCAN_CODE_MAX_AGE,
  SCAN_CODE_MAX_AHEAD,
  type ScanCodeInput,
  scanRequestDigest,
  type ScanRequestDigestInput,
} from './scan-sessions/code.ts';
export {
  displayText,
  openedScan,
  type OpenedScan,
  preparedScan,
  type PreparedScan,
  SCAN_KINDS,
  SCAN_STATES,
  scanCode,
  scanDocument,
  type ScanDocument,
  scanId,
  scanKind,
  type ScanKind,
  scanProgress,
  type ScanProgress,
  scanRequest,
  type ScanRequest,
  scanState,
  type ScanState,
  scanStatement,
  type ScanStatement,
  sealPlacement,
  type SealPlacement,
} from './scan-sessions/model.ts';
export { canonicalStatement, parseStatement } from './scan-sessions/statement.ts';
export { sealView, type SealView } from './seals/model.ts';
export {
  signatureReport,
  verificationCheck,
  verificationReport,
  type VerificationReport,
} from './verification/model.ts';
export type { Audience } from './operation.ts';
