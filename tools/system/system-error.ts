/** Why the system cannot start: a closed code and one sentence for the person at the terminal. */

export type SystemErrorCode =
  | 'system/already-running'
  | 'system/data-folder-unusable'
  | 'system/port-in-use'
  | 'system/secrets-unreadable'
  | 'system/secrets-missing'
  | 'system/database-unreachable'
  | 'system/build-failed'
  | 'system/process-failed'
  | 'system/no-network';

export class SystemError extends Error {
  readonly code: SystemErrorCode;

  constructor(code: SystemErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SystemError';
    this.code = code;
  }
}
