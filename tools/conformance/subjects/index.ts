/** Everything that is asked about, in the order of the table. */
import type { Subject } from '../case.ts';
import { certificatesSubject } from './certificates.ts';
import { dualCertificatesSubject } from './dual-certificates.ts';
import { envelopedDataSubject } from './enveloped-data.ts';
import { keyFilesSubject } from './key-files.ts';
import { lintsSubject } from './lints.ts';
import { ocspSubject } from './ocsp.ts';
import { pathRevocationSubject } from './path-revocation.ts';
import { pathsSubject } from './paths.ts';
import { privateKeysSubject } from './private-keys.ts';
import { requestsSubject } from './requests.ts';
import { revocationListsSubject } from './revocation-lists.ts';
import { signedAndEnvelopedSubject } from './signed-and-enveloped.ts';
import { signedDataSubject } from './signed-data.ts';
import { sm2EncryptionSubject } from './sm2-encryption.ts';
import { sm2ExchangeSubject } from './sm2-exchange.ts';
import { sm2SignatureSubject } from './sm2-signature.ts';
import { sm3Subject } from './sm3.ts';
import { sm4Subject } from './sm4.ts';
import { timestampsSubject } from './timestamps.ts';
import { twoPartySubject } from './two-party.ts';

export const SUBJECTS: readonly Subject[] = [
  sm3Subject,
  sm4Subject,
  sm2SignatureSubject,
  sm2EncryptionSubject,
  sm2ExchangeSubject,
  twoPartySubject,
  certificatesSubject,
  requestsSubject,
  revocationListsSubject,
  ocspSubject,
  pathsSubject,
  pathRevocationSubject,
  signedDataSubject,
  envelopedDataSubject,
  signedAndEnvelopedSubject,
  timestampsSubject,
  privateKeysSubject,
  keyFilesSubject,
  dualCertificatesSubject,
  lintsSubject,
];
