/** Types of the domain, pure. */

export interface Enterprise {
  id: string;
  name: string;
  uscc: string;
  legalRepresentative: string;
}

export type MemberRole = 'administrator' | 'staff-member';

export interface Membership {
  enterpriseId: string;
  name: string;
  uscc: string;
  role: MemberRole;
}

/** What somebody brings to become administrator. */
export interface Registration {
  name: string;
  uscc: string;
  legalRepresentative: string;
  administratorId: string;
  at: Date;
}
