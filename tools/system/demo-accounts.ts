/** The people and units of the demonstration. The codes are well-formed (GB 32100) and given to nobody. */
import type { Secrets } from './secrets.ts';

export interface Account {
  where: 'desk' | 'exchange';
  loginName: string;
  password: string;
  displayName: string;
  /** Units only. */
  uscc?: string;
}

export const PLATFORM = { id: 'yanghe-ecai', name: '洋河e采（演示）' };

/** The units that may log in to the exchange with a password; a certificate's uscc must be one of theirs. */
export const DEMO_UNITS = [
  { login: 'supplier', uscc: '91321300MA1YH0D101', name: '江苏洋河演示机电有限公司' },
  { login: 'buyer', uscc: '91321300MA1YH0D202', name: '宿迁演示采购招标有限公司' },
] as const;

export const DEMO_OPERATORS = [
  { name: 'wang', displayName: '王受理', roles: ['acceptor'] },
  { name: 'li', displayName: '李审核', roles: ['auditor'] },
] as const;

/** Who can log in where, for the terminal. */
export function demoAccounts({ demoPasswords }: Pick<Secrets, 'demoPasswords'>): Account[] {
  return [
    ...DEMO_OPERATORS.map(
      ({ name, displayName }): Account => ({
        where: 'desk',
        loginName: name,
        password: demoPasswords[name],
        displayName,
      }),
    ),
    ...DEMO_UNITS.map(
      ({ login, name, uscc }): Account => ({
        where: 'exchange',
        loginName: login,
        password: demoPasswords[login],
        displayName: name,
        uscc,
      }),
    ),
  ];
}
