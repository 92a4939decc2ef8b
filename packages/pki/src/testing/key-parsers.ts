/** The parsers of private keys and of what carries them; part of the table in parsers.ts. */
import { sm2Encrypt, sm2GenerateKeyPair } from '@qianyin/gm';
import { concat } from '../bytes.ts';
import { integer, octetString, sequence } from '../der/write.ts';
import { openReturnedKey, readSm2File, writeSm2File } from '../cfca/index.ts';
import { buildCsrResponse, openCsrResponse } from '../csr/index.ts';
import {
  decryptPkcs8,
  ecPrivateKey,
  encryptPkcs8,
  parsePkcs8,
  parseSec1,
  writePkcs8,
  writeSec1,
} from '../keys/index.ts';
import { buildEnvelopedKey, openEnvelopedKey } from '../keys/index.ts';
import { readPkcs12, writePkcs12 } from '../pkcs12/index.ts';
import { makeKey } from './key-kinds.ts';
import type { Parser } from './parser.ts';
import { makeToyCa, random } from './toy-ca.ts';

const { unit, issuing } = makeToyCa();
const unitKey = ecPrivateKey('sm2', unit.keys.privateKey.copy());
const kept = sm2GenerateKeyPair(random);
const keptKey = ecPrivateKey('sm2', kept.privateKey.copy());
const { privateKey } = unit.keys;
const keys = [
  unitKey,
  ...(['p256', 'p384', 'rsa'] as const).map((kind) => parsePkcs8(makeKey(kind).pkcs8 as Uint8Array)),
];
const password = 'x';

const envelopedKey = buildEnvelopedKey({ key: unitKey, recipient: unit.keys.publicKey, random });
const plaintext = concat(kept.publicKey.subarray(1), kept.privateKey.copy());
const returned = sm2Encrypt({ publicKey: unit.keys.publicKey, plaintext, random });

export const KEY_TARGETS: readonly Parser[] = [
  { name: 'parsePkcs8', parse: parsePkcs8, seeds: () => keys.map((key) => writePkcs8(key).copy()) },
  { name: 'parseSec1', parse: parseSec1, seeds: () => keys.slice(0, 3).map((key) => writeSec1(key).copy()) },
  {
    name: 'decryptPkcs8',
    parse: (der) => decryptPkcs8({ der, password, maxIterations: 2000 }),
    seeds: () =>
      (['aes-256-cbc', 'sm4-cbc'] as const).map((cipher) =>
        encryptPkcs8({ key: keptKey, password, random, cipher, iterations: 1000 }),
      ),
  },
  { name: 'openEnvelopedKey', parse: (der) => openEnvelopedKey({ der, privateKey }), seeds: () => [envelopedKey] },
  {
    name: 'openCsrResponse',
    parse: (der) => openCsrResponse({ der, privateKey }),
    shallow: true,
    seeds: () => [
      buildCsrResponse({
        signCertificates: [unit.certificate, issuing.certificate],
        encryption: { envelopedKey, certificates: [unit.certificate] },
      }),
    ],
  },
  {
    name: 'readSm2File',
    parse: (file) => readSm2File({ file, password }),
    shallow: true,
    seeds: () => [writeSm2File({ key: unitKey, certificate: unit.certificate, password })],
  },
  {
    name: 'readPkcs12',
    parse: (pfx) => readPkcs12({ pfx, password, maxIterations: 5000 }),
    ber: true,
    seeds: () =>
      (['aes-256-cbc', 'sm4-cbc'] as const).map((cipher) =>
        writePkcs12({ key: unitKey, certificates: [unit.certificate], password, random, cipher, iterations: 1000 }),
      ),
  },
  {
    name: 'openReturnedKey',
    parse: (data) => openReturnedKey({ data, privateKey }),
    seeds: () => [sequence(integer(1), octetString(returned.subarray(1)))],
  },
];
