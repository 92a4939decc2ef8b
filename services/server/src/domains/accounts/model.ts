/** Types and limits of the domain, pure. */
import type { OperatorRole } from '@qianyin/contract';

export const CODE_LIFE_SECONDS = 300;
export const CODE_INTERVAL_SECONDS = 60;
export const CODES_PER_HOUR = 5;
export const TRIES_PER_CODE = 5;
export const WALLET_SESSION_DAYS = 30;
export const DESK_SESSION_HOURS = 10;
export const OPERATOR_TRIES = 5;
export const OPERATOR_LOCK_MINUTES = 15;

/** Who holds the phone that made this request, and with which device key. */
export interface WalletHolder {
  accountId: string;
  /** Thumbprint of the device key, RFC 7638. */
  jkt: string;
  tokenHash: Buffer;
}

export interface Operator {
  id: string;
  name: string;
  displayName: string;
  roles: OperatorRole[];
}
