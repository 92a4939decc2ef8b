/**
 * Every error code of the public interface with its HTTP status.
 *
 * The union is closed: the server may answer nothing else, tests assert the code, and each front end has a message
 * for every code in Chinese and English. On the wire an error is an RFC 9457 problem (see problem.ts).
 * Another tenant's object is always `…/not-found`, never "forbidden".
 */
export const ERROR_STATUS = {
  'request/invalid': 400,
  'request/too-large': 413,
  'request/rate-limited': 429,
  'request/not-found': 404,
  'server/internal': 500,
  'server/unavailable': 503,

  'auth/required': 401,
  'auth/session-expired': 401,
  'auth/proof-invalid': 401,
  'auth/proof-replayed': 401,
  'auth/csrf': 403,
  'auth/role-missing': 403,

  'accounts/code-too-soon': 429,
  'accounts/code-limit': 429,
  'accounts/code-wrong': 401,
  'accounts/code-expired': 410,
  'accounts/code-tries-used': 429,
  'accounts/password-wrong': 401,
  'accounts/login-locked': 429,
  'accounts/outbox-closed': 404,

  'identity-proofing/required': 403,
  'identity-proofing/mismatch': 422,
  'identity-proofing/already-done': 409,
  'identity-proofing/identity-taken': 409,
  'identity-proofing/provider-unavailable': 503,
  'identity-proofing/tries-used': 429,

  'catalogue/product-unknown': 404,

  'enterprises/name-mismatch': 409,
  'enterprises/already-claimed': 409,

  'orders/not-found': 404,
  'orders/not-editable': 409,
  'orders/incomplete': 422,
  'orders/not-submitted': 409,
  'orders/not-accepted': 409,
  'orders/already-decided': 409,
  'orders/changed': 409,
  'orders/same-operator': 403,
  'orders/claim-pending': 409,
  'orders/material-not-found': 404,
  'orders/material-type': 415,
  'orders/material-unreadable': 422,

  'payments/not-due': 409,
  'payments/already-paid': 409,
  'payments/provider-unavailable': 503,
  'payments/notice-invalid': 400,
  'payments/amount-mismatch': 400,

  'keys/not-found': 404,
  'keys/exists': 409,
  'keys/proof-invalid': 422,
  'keys/pin-wrong': 422,
  'keys/locked': 423,
  'keys/clone-detected': 423,
  'keys/ceremony-stale': 409,
  'keys/device-mismatch': 403,
  'keys/signer-unavailable': 503,

  'certificates/not-found': 404,
  'certificates/not-payable': 409,
  'certificates/request-missing': 409,
  'certificates/request-invalid': 422,
  'certificates/lint-failed': 422,
  'certificates/already-issued': 409,
  'certificates/not-usable': 409,

  'seals/not-found': 404,

  'platforms/client-unknown': 401,
  'platforms/origin-not-registered': 422,
  'platforms/redirect-not-registered': 422,
  'platforms/kind-not-allowed': 403,

  'scan/not-found': 404,
  'scan/code-wrong': 422,
  'scan/code-expired': 410,
  'scan/expired': 410,
  'scan/taken': 409,
  'scan/number-wrong': 409,
  'scan/not-waiting': 409,
  'scan/not-confirmed': 409,
  'scan/result-taken': 410,
  'scan/result-token-wrong': 404,
  'scan/certificate-not-eligible': 422,
  'scan/document-not-found': 404,
  'scan/typed-code-tries-used': 429,

  'documents/not-a-pdf': 415,
  'documents/pdf-encrypted': 422,
  'documents/pdf-unreadable': 422,
  'documents/pdf-active-content': 422,
  'documents/pdf-locked': 422,
  'documents/page-missing': 422,
  'documents/place-off-page': 422,
  'documents/too-many-pages': 413,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** The error map of an operation: which codes it may answer besides those every operation may answer. */
export function fails<const C extends ErrorCode>(...codes: C[]): { [K in C]: { status: number } } {
  const map: Partial<Record<ErrorCode, { status: number }>> = {};
  for (const code of codes) map[code] = { status: ERROR_STATUS[code] };
  return map as { [K in C]: { status: number } };
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_STATUS, value);
}
