/** CMS, time stamps and private keys by openssl. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Recipes, writePem } from './command-line.ts';
import { AT, bareSignature, isSm2 } from './openssl-basics.ts';

const PASSWORD = 'file:password';

export const opensslMessages: Recipes = {
  'cms-verify': (asked, cwd) => {
    if (isSm2(asked)) return bareSignature(asked, cwd);
    const content = asked.parameters.attached === 'yes' ? '' : ' -content content';
    writePem(cwd, 'issuer.pem', ['issuer']);
    const trust = `-CAfile issuer.pem -partial_chain -purpose any ${AT}`;
    return {
      line: `openssl cms -verify -binary -inform DER -in cms${content} ${trust} -out opened`,
      says: /successful/,
    };
  },
  'cms-sign': (asked, cwd) => {
    if (isSm2(asked)) return 'cms cannot be told the signer’s id';
    writePem(cwd, 'certificate.pem', ['certificate']);
    const attached = asked.parameters.attached === 'yes' ? ' -nodetach' : '';
    const pss = asked.parameters.key === 'rsa-pss' ? ' -keyopt rsa_padding_mode:pss' : '';
    const signer = `-signer certificate.pem -inkey privateKey${pss} -md sha256`;
    return { line: `openssl cms -sign -binary${attached} -in content ${signer} -outform DER -out cms`, output: 'cms' };
  },
  'cms-decrypt': (asked) => {
    if (isSm2(asked)) return 'cms knows no SM2 recipient';
    const who = '-recip certificate -inkey privateKey';
    return { line: `openssl cms -decrypt -binary -inform DER -in cms ${who} -out content`, output: 'content' };
  },
  'cms-encrypt': (asked, cwd) => {
    if (isSm2(asked)) return 'cms knows no SM2 recipient';
    writePem(cwd, 'certificate.pem', ['certificate']);
    const how = asked.parameters.key === 'rsa' ? 'rsa_padding_mode:oaep' : 'ecdh_kdf_md:sha256';
    const line = `openssl cms -encrypt -binary -in content -outform DER -aes-256-gcm -recip certificate.pem -keyopt ${how} -out cms`;
    return { line, output: 'cms' };
  },
  'token-verify': (asked, cwd) => {
    if (isSm2(asked)) return bareSignature(asked, cwd);
    writePem(cwd, 'root.pem', ['root']);
    writePem(cwd, 'untrusted.pem', ['issuer', 'certificate']);
    const line = `openssl ts -verify -token_in -in token -data message -CAfile root.pem -untrusted untrusted.pem ${AT}`;
    return { line, says: /Verification: OK/ };
  },
  'timestamp-response-verify': (asked, cwd) => {
    if (isSm2(asked)) return 'ts cannot be told the signer’s id';
    writePem(cwd, 'root.pem', ['root']);
    writePem(cwd, 'untrusted.pem', ['issuer', 'certificate']);
    const trust = `-CAfile root.pem -untrusted untrusted.pem ${AT}`;
    return { line: `openssl ts -verify -in response -queryfile request ${trust}`, says: /Verification: OK/ };
  },
  'token-make': (asked, cwd) => {
    const { key, policy } = asked.parameters;
    if (isSm2(asked) || key === 'rsa-pss') return `ts does not sign with ${key}`;
    writePem(cwd, 'certificate.pem', ['certificate']);
    writePem(cwd, 'key.pem', ['privateKey'], 'PRIVATE KEY');
    writeFileSync(join(cwd, 'ts.cnf'), configuration(policy ?? ''));
    const line = 'openssl ts -reply -config ts.cnf -section tsa -queryfile request -token_out -out token';
    return { line: `${line} -signer certificate.pem -inkey key.pem`, output: 'token' };
  },
  'pkcs8-decrypt': () => ({
    line: `openssl pkey -inform DER -in encrypted -passin ${PASSWORD} -pubout -outform DER -out publicKey`,
    output: 'publicKey',
  }),
  'pkcs12-read': () => ({
    line: `openssl pkey -inform P12 -in pfx -passin ${PASSWORD} -pubout -outform DER -out publicKey`,
    output: 'publicKey',
  }),
  'pkcs12-write': ({ parameters }, cwd) => {
    writePem(cwd, 'certificate.pem', ['certificate']);
    writePem(cwd, 'issuer.pem', ['issuer']);
    writePem(cwd, 'key.pem', ['privateKey'], 'PRIVATE KEY');
    const old = '-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1';
    const files = '-inkey key.pem -in certificate.pem -certfile issuer.pem -name signing';
    const how = parameters.how === '3des' ? ` ${old}` : '';
    return { line: `openssl pkcs12 -export${how} ${files} -passout ${PASSWORD} -out pfx`, output: 'pfx' };
  },
  'pkcs8-encrypt': ({ parameters }) => {
    const cipher = parameters.cipher === 'sm4-cbc' ? '-v2 sm4-cbc' : '-v2 aes-256-cbc';
    const options = `${cipher} -iter ${parameters.iterations} -passout ${PASSWORD}`;
    return {
      line: `openssl pkcs8 -topk8 -inform DER -in privateKey ${options} -outform DER -out encrypted`,
      output: 'encrypted',
    };
  },
};

const configuration = (policy: string): string => `[tsa]
serial = serial
default_policy = ${policy}
digests = sha256, sha384, sha512
signer_digest = sha256
ess_cert_id_alg = sha256
ess_cert_id_chain = no
`;
