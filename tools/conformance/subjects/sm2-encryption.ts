/** SM2 encryption (GM/T 0003.4-2012; GM/T 0009-2012 for the ASN.1 form), both ways and in every order of the parts. */
import {
  ciphertextFromC1C2C3,
  ciphertextFromDer,
  ciphertextToC1C2C3,
  ciphertextToDer,
  sm2Decrypt,
  sm2Encrypt,
} from '@qianyin/gm';
import type { Case, Subject } from '../case.ts';
import { element, integerOf, wrapped } from '../der.ts';
import { flipped, seeded, toHex } from '../seed.ts';
import { newKey } from '../sm2-keys.ts';

const LENGTHS = [1, 31, 32, 33, 64, 1000];
type Form = 'c1c3c2' | 'c1c2c3' | 'der';
const FORMS: readonly Form[] = ['c1c3c2', 'c1c2c3', 'der'];
const key = newKey('sm2-encryption');

export const sm2EncryptionSubject: Subject = {
  name: 'sm2-encryption',
  cases: () => [...FORMS.flatMap(good), ...FORMS.flatMap(made), ...broken(), ...misencoded()],
};

const written: Record<Form, (ciphertext: Uint8Array) => Uint8Array> = {
  c1c3c2: (ciphertext) => ciphertext,
  c1c2c3: ciphertextToC1C2C3,
  der: ciphertextToDer,
};
const read: Record<Form, (bytes: Uint8Array) => Uint8Array> = {
  c1c3c2: (bytes) => bytes,
  c1c2c3: ciphertextFromC1C2C3,
  der: ciphertextFromDer,
};

const encrypt = (label: string, plaintext: Uint8Array): Uint8Array =>
  sm2Encrypt({ publicKey: key.publicKey, plaintext, random: seeded(label) });
const decrypt = (ciphertext: Uint8Array): Uint8Array => sm2Decrypt({ privateKey: key.privateKey, ciphertext });

function good(form: Form): Case[] {
  return LENGTHS.map((length) => {
    const plaintext = seeded(`sm2-encryption ${length}`)(length);
    const ciphertext = written[form](encrypt(`sm2-encryption ${form} ${length}`, plaintext));
    return {
      name: `${form}, ${length} bytes`,
      kind: 'sm2-decrypt',
      parameters: { form },
      files: { privateKey: key.pkcs8, ciphertext },
      expected: 'accept',
      outputs: { plaintext },
      ours: () => toHex(decrypt(read[form](ciphertext))) === toHex(plaintext),
    };
  });
}

function made(form: Form): Case[] {
  return LENGTHS.map((length) => {
    const plaintext = seeded(`sm2-encryption made ${length}`)(length);
    return {
      name: `${form}, ${length} bytes, encrypted by the outsider`,
      kind: 'sm2-encrypt',
      parameters: { form },
      files: { publicKey: key.spki, plaintext },
      judge: ({ ciphertext = new Uint8Array() }) => {
        if (toHex(decrypt(read[form](ciphertext))) !== toHex(plaintext)) throw new Error('another plaintext');
      },
    };
  });
}

function broken(): Case[] {
  const whole = encrypt('sm2-encryption broken', seeded('sm2-encryption plaintext')(40));
  const ciphertexts: Record<string, Uint8Array> = {
    'C1 off the curve': flipped(whole, 64),
    'C1 of another ciphertext': new Uint8Array([
      ...encrypt('sm2-encryption other', new Uint8Array(40)).subarray(0, 65),
      ...whole.subarray(65),
    ]),
    'C3 changed': flipped(whole, 65),
    'C2 changed': flipped(whole, -1),
    'C2 cut': whole.subarray(0, -1),
    'C2 longer': new Uint8Array([...whole, 0]),
  };
  return Object.entries(ciphertexts).flatMap(([name, each]) =>
    FORMS.map((form): Case => {
      const ciphertext = unchecked[form](each);
      return {
        name: `${form}, ${name}`,
        kind: 'sm2-decrypt',
        parameters: { form },
        files: { privateKey: key.pkcs8, ciphertext },
        expected: 'reject',
        ours: () => decrypt(read[form](ciphertext)) !== undefined,
      };
    }),
  );
}

/** Whatever it is handed, in each form: our own writers refuse what cannot be a ciphertext. */
const unchecked: Record<Form, (raw: Uint8Array) => Uint8Array> = {
  c1c3c2: (raw) => raw,
  c1c2c3: (raw) => new Uint8Array([...raw.subarray(0, 65), ...raw.subarray(97), ...raw.subarray(65, 97)]),
  der: (raw) =>
    wrapped(
      0x30,
      integerOf(raw.subarray(1, 33)),
      integerOf(raw.subarray(33, 65)),
      wrapped(0x04, raw.subarray(65, 97)),
      wrapped(0x04, raw.subarray(97)),
    ),
};

const PAST_THE_END = 'ignores what follows the members of an SM2Cipher';

/** Encodings that are no DER of an SM2Cipher. */
function misencoded(): Case[] {
  const der = ciphertextToDer(encrypt('sm2-encryption misencoded', new Uint8Array(20)));
  const { content } = element(der);
  const encodings: Record<string, Uint8Array> = {
    'octet after the end': new Uint8Array([...der, 0]),
    'fifth member': wrapped(0x30, content, new Uint8Array([0x05, 0x00])),
    'last octet missing': der.subarray(0, -1),
    'no member': wrapped(0x30),
  };
  const except: Record<string, Record<string, string>> = {
    'octet after the end': { tjfoc: PAST_THE_END, openssl: PAST_THE_END },
    'fifth member': { tjfoc: PAST_THE_END },
  };
  return Object.entries(encodings).map(([name, ciphertext]) => ({
    except: except[name] ?? {},
    name: `der, ${name}`,
    kind: 'sm2-decrypt',
    parameters: { form: 'der' },
    files: { privateKey: key.pkcs8, ciphertext },
    expected: 'reject',
    ours: () => decrypt(ciphertextFromDer(ciphertext)) !== undefined,
  }));
}
