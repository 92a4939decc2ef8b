/** SM2 signatures (GM/T 0003.2-2012) in both encodings, under the default identifier and others. */
import { DEFAULT_ID, signatureFromDer, signatureToDer, sm2Sign, sm2Verify } from '@qianyin/gm';
import type { Case, Judged, Subject } from '../case.ts';
import { integerOf, wrapped } from '../der.ts';
import { flipped, fromHex, seeded, utf8 } from '../seed.ts';
import { newKey, spkiOf } from '../sm2-keys.ts';

const ORDER = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
const IDS: Record<string, Uint8Array> = {
  'default id': DEFAULT_ID,
  'another id': utf8('ALICE123@YAHOO.COM'),
  'Chinese id': utf8('福建某某科技有限公司'),
  'id of 8190 bytes': new Uint8Array(8190).fill(0x41),
  // The longest: its length in bits is written in two octets.
  'id of 8191 bytes': new Uint8Array(8191).fill(0x41),
};
const LONGEST = { openssl: 'refuses an id of 8191 bytes, the longest of GM/T 0003.2' };

export const sm2SignatureSubject: Subject = {
  name: 'sm2-signature',
  cases: () => [...Object.keys(IDS).flatMap(good), ...broken(), ...made()],
};

const key = newKey('sm2-signature');

/** SM2Signature of any two numbers: our own encoder refuses what no signature can be. */
const encoded = (pair: Uint8Array): Uint8Array =>
  wrapped(0x30, integerOf(pair.subarray(0, 32)), integerOf(pair.subarray(32)));

/** One signature in both encodings. */
function both(
  name: string,
  given: { message: Uint8Array; signature: Uint8Array; id: Uint8Array },
  expected: Judged['expected'],
  except = {},
): Case[] {
  const { message, signature, id } = given;
  const ours = () => sm2Verify({ publicKey: key.publicKey, message, signature, id });
  const shared = { kind: 'sm2-verify', expected, ours, except } as const;
  const files = { publicKey: key.spki, message, id };
  return [
    { ...shared, name, parameters: { form: 'raw' }, files: { ...files, signature } },
    {
      ...shared,
      name: `${name}, DER`,
      parameters: { form: 'der' },
      files: { ...files, signature: encoded(signature) },
    },
  ];
}

function good(name: string): Case[] {
  const random = seeded(`sm2-signature ${name}`);
  const id = IDS[name] ?? DEFAULT_ID;
  return [0, 1, 200].flatMap((length) => {
    const message = random(length);
    const signature = sm2Sign({ privateKey: key.privateKey, message, id, random });
    return both(`${name}, ${length} bytes`, { message, signature, id }, 'accept', id.length === 8191 ? LONGEST : {});
  });
}

function broken(): Case[] {
  const random = seeded('sm2-signature broken');
  const message = utf8('投标文件');
  const id = DEFAULT_ID;
  const signature = sm2Sign({ privateKey: key.privateKey, message, id, random });
  const r = signature.subarray(0, 32);
  const s = signature.subarray(32);
  const pair = (left: Uint8Array, right: Uint8Array) => new Uint8Array(Buffer.concat([left, right]));
  const zero = new Uint8Array(32);
  const n = fromHex(ORDER);
  const minusR = fromHex(
    (BigInt(`0x${ORDER}`) - BigInt(`0x${Buffer.from(r).toString('hex')}`)).toString(16).padStart(64, '0'),
  );
  const signatures: Record<string, Uint8Array> = {
    'r changed': flipped(signature, 31),
    's changed': flipped(signature, 63),
    'r and s exchanged': pair(s, r),
    'r = 0': pair(zero, s),
    's = 0': pair(r, zero),
    'r = n': pair(n, s),
    's = n': pair(r, n),
    'r + s = n': pair(r, minusR),
  };
  const wrong = Object.entries(signatures).flatMap(([name, each]) =>
    both(name, { message, signature: each, id }, 'reject'),
  );
  const other = [
    ...both('another message', { message: flipped(message, 0), signature, id }, 'reject'),
    ...both('signed under another id', { message, signature, id: utf8('8765432187654321') }, 'reject'),
  ];
  return [...wrong, ...other, ...misencoded(message, signature), ...offCurve(message, signature)];
}

/** Encodings that are no DER of two positive integers. */
function misencoded(message: Uint8Array, signature: Uint8Array): Case[] {
  const der = signatureToDer(signature);
  const encodings: Record<string, Uint8Array> = {
    'octet after the end': new Uint8Array([...der, 0]),
    'last octet missing': der.subarray(0, -1),
    'third integer': new Uint8Array([0x30, (der[1] ?? 0) + 3, ...der.subarray(2), 2, 1, 1]),
    'length in two octets': new Uint8Array([0x30, 0x81, ...der.subarray(1)]),
    'SET instead of SEQUENCE': new Uint8Array([0x31, ...der.subarray(1)]),
    empty: new Uint8Array(),
  };
  return Object.entries(encodings).map(([name, each]) => ({
    name: `DER with ${name}`,
    kind: 'sm2-verify',
    parameters: { form: 'der' },
    files: { publicKey: key.spki, message, id: DEFAULT_ID, signature: each },
    expected: 'reject',
    ours: () => sm2Verify({ publicKey: key.publicKey, message, signature: signatureFromDer(each) }),
    except: { tjfoc: 'reads past the end of a signature' },
  }));
}

function offCurve(message: Uint8Array, signature: Uint8Array): Case[] {
  const publicKey = flipped(key.publicKey, 64);
  return [
    {
      name: 'public key off the curve',
      kind: 'sm2-verify',
      parameters: { form: 'der' },
      files: { publicKey: spkiOf(publicKey), message, id: DEFAULT_ID, signature: signatureToDer(signature) },
      expected: 'reject',
      ours: () => sm2Verify({ publicKey, message, signature }),
    },
  ];
}

function made(): Case[] {
  return Object.entries(IDS).flatMap(([name, id]) =>
    (['raw', 'der'] as const).map((form): Case => {
      const message = seeded(`sm2-signature made ${name}`)(150);
      return {
        name: `signed by the outsider, ${name}, ${form}`,
        kind: 'sm2-sign',
        parameters: { form },
        files: { privateKey: key.pkcs8, message, id },
        except: id.length === 8191 ? LONGEST : {},
        judge: ({ signature = new Uint8Array() }) => {
          const raw = form === 'raw' ? signature : signatureFromDer(signature);
          const { publicKey } = key;
          if (!sm2Verify({ publicKey, message, signature: raw, id })) throw new Error('the signature is refused');
          if (sm2Verify({ publicKey, message: flipped(message, 0), signature: raw, id }))
            throw new Error('accepted for another message');
        },
      };
    }),
  );
}
