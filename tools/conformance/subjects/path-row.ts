/** One row of the matrix of paths. */
import type { Case, Judged } from '../case.ts';
import type { Link } from '../chain.ts';

export interface Row {
  name: string;
  /** From the certificate to the root. */
  links: readonly Link[];
  expected: Judged['expected'];
  /** `sm2` when the keys are. */
  key?: 'sm2';
  at?: string;
  /** The verdict is that of `at` and not of today. */
  clock?: boolean;
  /** user-initial-policy-set. */
  policies?: readonly string[];
  explicitPolicy?: boolean;
  inhibitMapping?: boolean;
  inhibitAny?: boolean;
  /** The certificate asked about is broken after it was signed. */
  broken?: boolean;
  except?: Case['except'];
}
