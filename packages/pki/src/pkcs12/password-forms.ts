/** One password in the forms that PKCS #12 takes it: UTF-8 for PBES2 and PBMAC1, UTF-16 with a final zero for the rest. */
import type { WorkLimit } from '../keys/iterations.ts';

export interface PasswordForms {
  utf8: Uint8Array;
  /** RFC 7292 §B.1; empty when the file's empty password is written as nothing at all. */
  bmp: Uint8Array;
  limit: WorkLimit;
}
