/** CMS SignedData by GB/T 35275-2017 (GM object identifiers, SM2) and by RFC 5652 (every kind of key). */
import {
  assembleSignedData,
  buildSignedAttributes,
  digest,
  type SignerInput,
  verifySignedData,
} from '@qianyin/pki/cms';
import {
  AT,
  type Authority,
  authority,
  type AuthorityKind,
  type Holder,
  issue,
  KEY_KINDS,
  signingKey,
  URLS,
  USCC,
} from '../authority.ts';
import { type Case, STREAMS, type Subject } from '../case.ts';
import { flipped, utf8 } from '../seed.ts';

type Oids = 'gm' | 'rfc';
const CONTENT = utf8('投标报价：人民币一千二百万元整');
const DATA = { gm: '1.2.156.10197.6.1.4.2.1', rfc: '1.2.840.113549.1.7.1' };
const DIGESTS = {
  sm2: 'sm3',
  p256: 'sha256',
  p384: 'sha384',
  p521: 'sha512',
  rsa: 'sha256',
  'rsa-pss': 'sha256',
} as const;

export const signedDataSubject: Subject = {
  name: 'signed-data',
  cases: () => [
    ...good(authority('sm2'), 'gm'),
    ...KEY_KINDS.flatMap((kind) => good(authority(kind), 'rfc')),
    ...broken(authority('sm2'), 'gm'),
    ...KEY_KINDS.flatMap((kind) => broken(authority(kind), 'rfc')),
    ...made(authority('sm2'), 'gm'),
    ...KEY_KINDS.flatMap((kind) => made(authority(kind), 'rfc')),
  ],
};

interface Options {
  oids: Oids;
  attached?: boolean;
  /** Without signed attributes the content itself is signed. */
  bare?: boolean;
  identifyBy?: SignerInput['identifyBy'];
  content?: Uint8Array;
  key?: Holder['key'];
}

function signer({ kind }: Authority, holder: Holder, options: Options): SignerInput {
  const { oids, bare, identifyBy, content = CONTENT, key = holder.key } = options;
  const digestAlgorithm = DIGESTS[kind];
  const attributes = buildSignedAttributes({
    contentDigest: digest(digestAlgorithm, content),
    digestAlgorithm,
    contentType: DATA[oids],
    signingTime: AT,
    certificate: holder.certificate,
  });
  return {
    ...(bare ? {} : { attributes }),
    signature: key.sign(bare ? content : attributes),
    certificate: holder.certificate,
    algorithm: key.algorithm,
    ...(identifyBy ? { identifyBy } : {}),
  };
}

function message(by: Authority, options: Options, signers = [by.signing]): Uint8Array {
  return assembleSignedData({
    signers: signers.map((holder) => signer(by, holder, options)),
    chain: [by.issuing.certificate],
    family: options.oids,
    ...(options.attached ? { content: CONTENT } : {}),
  });
}

function accepts(by: Authority, cms: Uint8Array, content: Uint8Array | undefined): boolean {
  const trust = { roots: [by.root.certificate], intermediates: [by.issuing.certificate] };
  return verifySignedData({ cms, ...(content ? { content } : {}), ...trust, at: AT }).ok;
}

function asked(
  by: Authority,
  name: string,
  cms: Uint8Array,
  options: Options & { expected: 'accept' | 'reject' },
): Case {
  const { oids, attached = false, expected, content = CONTENT } = options;
  const outside = attached ? undefined : content;
  return {
    name: `${by.kind}, ${oids}, ${name}`,
    kind: 'cms-verify',
    parameters: { key: by.kind, oids, attached: attached ? 'yes' : 'no' },
    files: {
      cms,
      signer: by.signing.certificate.der,
      issuer: by.issuing.certificate.der,
      ...(outside ? { content: outside } : {}),
    },
    expected,
    ours: () => accepts(by, cms, outside),
  };
}

function exceptions(kind: AuthorityKind, oids: Oids, name: string): Record<string, string> {
  return {
    ...(kind === 'sm2' && oids === 'rfc'
      ? { gmsm: 'knows SM2 in CMS by the identifier SM2-1 of GB/T 35275 alone' }
      : {}),
    ...(name.includes('key identifier') ? { gmsm: 'reads no signer named by key identifier' } : {}),
    ...(name.includes('two signers') ? { gnutls: 'is asked about one certificate’s signatures' } : {}),
  };
}

function good(by: Authority, oids: Oids): Case[] {
  const accept = (name: string, options: Omit<Options, 'oids'>, signers?: Holder[]) =>
    asked(by, name, message(by, { oids, ...options }, signers), { oids, ...options, expected: 'accept' });
  const { kind } = by;
  const profile = by.kind === 'sm2' ? 'unit-signing' : 'unit-single';
  const second = issue(by.kind, 'second signer', { profile, uscc: USCC, urls: URLS }, by.issuing);
  return [
    accept('detached', {}),
    accept('attached', { attached: true }),
    accept('attached, no signed attributes', { attached: true, bare: true }),
    accept('attached, two signers', { attached: true }, [by.signing, second]),
    ...(oids === 'rfc' ? [accept('attached, signer by key identifier', { attached: true, identifyBy: 'key-id' })] : []),
  ].map((each) => ({ ...each, except: exceptions(kind, oids, each.name) }));
}

function broken(by: Authority, oids: Oids): Case[] {
  const cms = message(by, { oids, attached: true });
  const detached = message(by, { oids });
  const reject = (name: string, bytes: Uint8Array, attached = true, content = CONTENT): Case =>
    asked(by, name, bytes, { oids, attached, content, expected: 'reject' });
  const contentAt = Buffer.from(cms).indexOf(Buffer.from(CONTENT));
  return [
    reject('content changed', flipped(cms, contentAt)),
    reject('another content beside it', detached, false, flipped(CONTENT, 0)),
    reject('signature changed', flipped(cms, -1)),
    reject('signing time changed', flipped(cms, Buffer.from(cms).lastIndexOf('260601000000Z') + 1)),
    reject(
      'signed by another key',
      message(by, { oids, attached: true, key: signingKey(by.kind, 'forger of messages') }),
    ),
    reject(
      'signature over another content',
      message(by, { oids, attached: true, bare: true, content: flipped(CONTENT, 0) }),
    ),
    {
      ...reject('octet after the end', new Uint8Array([...cms, 0])),
      except: { ...STREAMS, gmsm: 'reads the first value and stops there' },
    },
    reject('last octet missing', cms.subarray(0, -1)),
  ];
}

const CURVE_AS_ALGORITHM = { gmsm: 'names the curve where RFC 5753 §2.1.1 wants the signature algorithm' };

function made(by: Authority, oids: Oids): Case[] {
  return [true, false].map((attached) => ({
    name: `${by.kind}, ${oids}, ${attached ? 'attached' : 'detached'}, made by the outsider`,
    kind: 'cms-sign',
    parameters: { key: by.kind, oids, attached: attached ? 'yes' : 'no' },
    files: { certificate: by.signing.certificate.der, privateKey: by.signing.key.pkcs8, content: CONTENT },
    except: by.kind.startsWith('p') ? CURVE_AS_ALGORITHM : {},
    judge: ({ cms = new Uint8Array() }) => {
      const outside = attached ? undefined : CONTENT;
      const trust = { roots: [by.root.certificate], intermediates: [by.issuing.certificate], at: AT };
      const verdict = verifySignedData({ cms, ...(outside ? { content: outside } : {}), ...trust });
      if (!verdict.ok) throw new Error(verdict.reasons.join());
      const other = attached ? flipped(cms, Buffer.from(cms).indexOf(Buffer.from(CONTENT))) : cms;
      if (accepts(by, other, attached ? undefined : flipped(CONTENT, 0)))
        throw new Error('accepted with another content');
    },
  }));
}
