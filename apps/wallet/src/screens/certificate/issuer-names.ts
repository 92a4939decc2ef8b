/** Who issued, from the certificates of the chain themselves: issuing authority first, root last. */
import { parseCertificate, PkiError } from '@qianyin/pki';

export function issuerNames(chain: Uint8Array[]): string[] {
  return chain.flatMap((der) => {
    try {
      const { commonName, organization } = parseCertificate(der).subject;
      return commonName ?? organization ?? [];
    } catch (error) {
      // Shown, not relied on: what cannot be read is left out.
      if (error instanceof PkiError) return [];
      throw error;
    }
  });
}
