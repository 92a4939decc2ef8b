export type { Pkcs12, Pkcs12Input } from './read-pkcs12.ts';
export { certificateOfKey, readPkcs12 } from './read-pkcs12.ts';
export type { Pkcs12Certificate, Pkcs12Key } from './safe-bags.ts';
export type { WritePkcs12Input } from './write-pkcs12.ts';
export { writePkcs12 } from './write-pkcs12.ts';
