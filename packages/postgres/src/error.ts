/** The ways in which the bundled PostgreSQL can fail to come up; the message is one sentence for the person at the terminal. */

export type PostgresErrorCode =
  | 'postgres/unsupported-platform'
  | 'postgres/cannot-drop-root'
  | 'postgres/init-failed'
  | 'postgres/already-running'
  | 'postgres/start-failed'
  | 'postgres/socket-path-too-long';

export class PostgresError extends Error {
  readonly code: PostgresErrorCode;

  constructor(code: PostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PostgresError';
    this.code = code;
  }
}
