import { z } from 'zod';
import { operation } from '../operation.ts';
import { certificateView } from './model.ts';

/** Certificates of this account */
export const listCertificates = operation({
  domain: 'certificates',
  name: 'list-certificates',
  method: 'GET',
  audience: 'wallet',
  summary: 'Certificates of this account',
}).output(z.object({ certificates: z.array(certificateView) }));
