/** Keeps the PKCS #10 request that the server made from the phone's co-signature, as it crossed the wire. */
export class CertificateRequestTap {
  #request: Uint8Array | undefined;

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (response.url.endsWith('/finish-certificate-request') && response.ok) {
      const { request } = (await response.clone().json()) as { request: string };
      this.#request = new Uint8Array(Buffer.from(request, 'base64url'));
    }
    return response;
  };

  request(): Uint8Array {
    if (this.#request === undefined) throw new Error('no request was made');
    return this.#request;
  }
}
