/** What the authorities are called and how long they last. */
import type { ProfileName } from '@qianyin/pki';
import type { AuthorityRole } from '../database/tables.ts';

export interface AuthorityPlan {
  profile: ProfileName;
  commonName: string;
  years: number;
}

export const ORGANIZATION = 'Qianyin 签印';

export const AUTHORITY_PLANS: Readonly<Record<AuthorityRole, AuthorityPlan>> = {
  root: { profile: 'root', commonName: 'Qianyin SM2 Root CA', years: 20 },
  issuing: { profile: 'issuing', commonName: 'Qianyin SM2 Issuing CA', years: 10 },
  ocsp: { profile: 'ocsp-responder', commonName: 'Qianyin OCSP Responder', years: 2 },
};

/** An OCSP delegate with less than this left is replaced at start. It carries no revocation pointer, so it is short-lived. */
export const RENEW_OCSP_BEFORE_DAYS = 180;
