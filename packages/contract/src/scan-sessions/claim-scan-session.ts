import { z } from 'zod';
import { fails } from '../errors.ts';
import { operation } from '../operation.ts';
import { scanCode, scanId, scanRequest } from './model.ts';

/** The first phone that scans (or types the code of) a session owns it */
export const claimScanSession = operation({
  domain: 'scan-sessions',
  name: 'claim-scan-session',
  method: 'POST',
  audience: 'wallet',
  summary: 'The first phone that scans (or types the code of) a session owns it',
})
  .errors(
    fails(
      'identity-proofing/required',
      'scan/not-found',
      'scan/code-wrong',
      'scan/code-expired',
      'scan/expired',
      'scan/taken',
      'scan/typed-code-tries-used',
    ),
  )
  .input(
    z.union([
      z.object({ id: scanId, t: z.int().min(0), c: scanCode }),
      z.object({
        typedCode: z
          .string()
          .transform((text) => text.replace(/\s/g, ''))
          .pipe(z.string().regex(/^\d{8}$/, 'typed-code')),
      }),
    ]),
  )
  .output(scanRequest);
