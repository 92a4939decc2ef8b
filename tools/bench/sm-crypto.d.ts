/** What the benchmarks call of sm-crypto, which comes without types. Binary data may be arrays of bytes. */
declare module 'sm-crypto' {
  type Binary = Uint8Array | readonly number[];

  interface Sm4Options {
    mode?: 'cbc';
    iv?: string;
    output?: 'array';
  }
  const smCrypto: {
    sm3(message: string | Binary): string;
    sm4: {
      encrypt(data: string | Binary, key: string | Binary, options?: Sm4Options): number[] | string;
      decrypt(data: string | Binary, key: string | Binary, options?: Sm4Options): number[] | string;
    };
  };
  export default smCrypto;
}
