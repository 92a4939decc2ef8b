/** SignedAndEnvelopedData of GB/T 35275-2017 §10 (SM2, SM3, SM4), which RFC 5652 no longer has. */
import {
  assembleSignedAndEnvelopedData,
  decryptEnvelopedData,
  type SignerInput,
  verifySignedAndEnvelopedData,
} from '@qianyin/pki/cms';
import { parsePkcs8 } from '@qianyin/pki/keys';
import { AT, authority, type Holder, signingKey } from '../authority.ts';
import type { Case, Subject } from '../case.ts';
import { seeded, toHex, utf8 } from '../seed.ts';

const CONTENT = utf8('投标报价：人民币一千二百万元整');

export const signedAndEnvelopedSubject: Subject = {
  name: 'signed-and-enveloped',
  cases: () => {
    const { signing, responder } = authority('sm2');
    const forger = { ...signing, key: signingKey('sm2', 'forger of sealed messages') };
    return [
      asked('good', message(signing), 'accept'),
      asked('signed by another key', message(forger), 'reject'),
      asked('signed over another content', message(signing, utf8('又一份报价')), 'reject'),
      asked('opened with another key', message(signing), 'reject', {
        ...authority('sm2').encryption,
        key: responder.key,
      }),
      made(),
    ];
  },
};

function message({ key, certificate }: Holder, signed = CONTENT): Uint8Array {
  const signer: SignerInput = { signature: key.sign(signed), certificate };
  return assembleSignedAndEnvelopedData({
    content: CONTENT,
    signers: [signer],
    recipients: [authority('sm2').encryption.certificate],
    chain: [],
    random: seeded('signed and enveloped'),
  });
}

async function opens(cms: Uint8Array, { certificate, key }: Holder): Promise<boolean> {
  const { content, envelope } = await decryptEnvelopedData({ cms, certificate, key: parsePkcs8(key.pkcs8) });
  const { root, issuing } = authority('sm2');
  const trust = { roots: [root.certificate], intermediates: [issuing.certificate], at: AT };
  const { ok, reasons } = verifySignedAndEnvelopedData({ envelope, content, ...trust });
  if (!ok) throw new Error(reasons.join());
  return toHex(content) === toHex(CONTENT);
}

const asked = (
  name: string,
  cms: Uint8Array,
  expected: 'accept' | 'reject',
  to = authority('sm2').encryption,
): Case => ({
  name,
  kind: 'cms-open-signed',
  files: { cms, certificate: to.certificate.der, privateKey: to.key.pkcs8 },
  expected,
  ours: () => opens(cms, to),
  outputs: { content: CONTENT },
});

function made(): Case {
  const { signing, encryption } = authority('sm2');
  return {
    name: 'made by the outsider',
    kind: 'cms-sign-and-envelop',
    files: {
      content: CONTENT,
      certificate: signing.certificate.der,
      privateKey: signing.key.pkcs8,
      recipient: encryption.certificate.der,
    },
    judge: async ({ cms = new Uint8Array() }) => {
      if (!(await opens(cms, encryption))) throw new Error('another content');
    },
  };
}
