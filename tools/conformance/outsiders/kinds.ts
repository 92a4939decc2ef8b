/**
 * Everything that an outsider can be asked, by the name that the manifest and the checkers use. Keys are PKCS #8 and
 * SubjectPublicKeyInfo; files are DER unless said otherwise; instants are ISO 8601 in UTC.
 */
export const KINDS = {
  sm3: 'message → digest',
  'hmac-sm3': 'key, message → mac',
  'sm4-encrypt': 'mode; key, iv, aad, plaintext → ciphertext, the tag at its end',
  'sm4-decrypt': 'mode; key, iv, aad, ciphertext → plaintext',
  'sm2-verify': 'form der | raw; publicKey, message, signature, id',
  'sm2-sign': 'form der | raw; privateKey, message, id → signature',
  'sm2-encrypt': 'form c1c3c2 | c1c2c3 | der; publicKey, plaintext → ciphertext',
  'sm2-decrypt': 'form; privateKey, ciphertext → plaintext',
  'sm2-exchange':
    'role, length, confirms; privateKey, ephemeralKey, peerKey, peerEphemeral, id, peerId, responderTag → key and tags',
  'certificate-verify': 'certificate, issuer → subject, publicKey, serial',
  'certificate-make': 'notBefore, notAfter; issuer, issuerKey, publicKey → certificate',
  'csr-verify': 'csr → subject, publicKey',
  'csr-make': 'privateKey, publicKey → csr',
  'crl-verify': 'crl, issuer → serials',
  'crl-make': 'serial, thisUpdate, nextUpdate; issuer, issuerKey → crl',
  'ocsp-verify': 'response, responder, issuer, certificate → status',
  'ocsp-make': 'status, thisUpdate, nextUpdate; issuer, responder, responderKey, certificate → response',
  'cms-verify': 'key, oids gm | rfc, attached; cms, signer, issuer, content when it is detached',
  'cms-sign': 'oids, attached; privateKey, certificate, content → cms',
  'cms-decrypt': 'key; cms, certificate, privateKey → content',
  'cms-encrypt': 'key, form gm | rfc | cfca | cfca-legacy; certificate, content → cms',
  'token-verify': 'key; token, message, certificate, issuer, root → time',
  'token-make': 'key, time, policy; message, request, certificate, privateKey → token',
  'pkcs8-decrypt': 'key, cipher; encrypted, password → publicKey',
  'pkcs8-encrypt': 'key, cipher, iterations; privateKey, password → encrypted',
  'enveloped-key-open': 'envelope, privateKey → publicKey',
  'enveloped-key-make': 'privateKey, recipient → envelope',
  'pkcs12-read': 'key, cipher; pfx, password → publicKey, certificate',
  'pkcs12-write': 'key, how aes | 3des; privateKey, certificate, issuer, password → pfx',
  'sm2-file-open': 'file, password → publicKey, certificate',
  'sm2-file-make': 'privateKey, certificate, password → file',
  'csr-response-open': 'response, privateKey → certificate, publicKey of the second key',
  'csr-response-make': 'certificate, encryptionKey, encryptionCertificate → response',
  'cfca-csr-verify': 'csr → publicKey, temporaryKey, challengePassword',
  'cfca-csr-make': 'privateKey, temporaryKey → csr',
  'cfca-returned-key-open': 'data, privateKey → publicKey',
  'path-validate': 'at, policies, explicitPolicy, inhibitMapping, inhibitAny; certificate, intermediate-0 …, root',
  'path-revocation': 'at; certificate, intermediate-0 …, root, crl-0 …',
  'certificate-lint': 'certificate',
  'crl-lint': 'crl',
} as const;

export type Kind = keyof typeof KINDS;
