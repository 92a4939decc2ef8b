/** The key store of this form: secrets in the database under a master key held in memory, authority keys alike. */
import { sm2GenerateKeyPair, sm2Signer } from '@qianyin/gm';
import type { RandomBytes, Secret, Sm2Signer } from '@qianyin/gm';
import type { KeyStore } from './port.ts';
import { openBytes, sealBytes } from './seal.ts';

export function fileKeyStore(master: Secret, random: RandomBytes): KeyStore {
  const authority = (id: string) => ({ purpose: 'authority', id }) as const;
  // Opened once: OCSP answers are signed by the thousand. The master key, which opens them all, is in memory anyway.
  const authorities = new Map<string, { reference: Uint8Array; signer: Sm2Signer }>();
  const signerOf = (id: string, reference: Uint8Array): Sm2Signer => {
    const known = authorities.get(id);
    if (known !== undefined && Buffer.compare(known.reference, reference) === 0) return known.signer;
    const privateKey = openBytes(master, authority(id), reference);
    try {
      const signer = sm2Signer({ privateKey });
      known?.signer.wipe();
      authorities.set(id, { reference: reference.slice(), signer });
      return signer;
    } finally {
      privateKey.wipe();
    }
  };
  return {
    seal: (label, secret) => Promise.resolve(sealBytes(master, label, secret, random)),
    open: async (label, sealed) => openBytes(master, label, sealed),
    generateAuthorityKey: async (id) => {
      const { privateKey, publicKey } = sm2GenerateKeyPair(random);
      const reference = sealBytes(master, authority(id), privateKey, random);
      privateKey.wipe();
      return { publicKey, reference };
    },
    signAsAuthority: async (id, reference, message) => signerOf(id, reference).sign(message, random),
  };
}
