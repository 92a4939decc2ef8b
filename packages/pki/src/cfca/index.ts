export type { CfcaCsrInput } from './request.ts';
export { buildCfcaCsrInfo } from './request.ts';
export { openReturnedKey } from './returned-key.ts';
export type { Sm2File } from './sm2-file.ts';
export { readSm2File, writeSm2File } from './sm2-file.ts';
