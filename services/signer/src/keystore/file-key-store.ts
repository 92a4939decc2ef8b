/** The key store of this form: secrets in the database under a master key held in memory, authority keys alike. */
import { sm2GenerateKeyPair, sm2Sign } from '@qianyin/gm';
import type { RandomBytes, Secret } from '@qianyin/gm';
import type { KeyStore } from './port.ts';
import { openBytes, sealBytes } from './seal.ts';

export function fileKeyStore(master: Secret, random: RandomBytes): KeyStore {
  const authority = (id: string) => ({ purpose: 'authority', id }) as const;
  return {
    seal: (label, secret) => Promise.resolve(sealBytes(master, label, secret, random)),
    open: async (label, sealed) => openBytes(master, label, sealed),
    generateAuthorityKey: async (id) => {
      const { privateKey, publicKey } = sm2GenerateKeyPair(random);
      const reference = sealBytes(master, authority(id), privateKey, random);
      privateKey.wipe();
      return { publicKey, reference };
    },
    signAsAuthority: async (id, reference, message) => {
      const privateKey = openBytes(master, authority(id), reference);
      try {
        return sm2Sign({ privateKey, message, random });
      } finally {
        privateKey.wipe();
      }
    },
  };
}
