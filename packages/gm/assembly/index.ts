/**
 * The WebAssembly core of @qianyin/gm, written in AssemblyScript: what the host may call, by area. Everything else is
 * internal. Data passes through fixed places of the linear memory (memory.ts); nothing is allocated at run time.
 */

// First, so that the working memory has low addresses, which take fewer bytes in every instruction.
export { wipeScratch } from './scratch';
export { IO_BYTES, io, wipe } from './memory';
export { scalarAdd, scalarInvert, scalarMultiply, scalarReduce, scalarSubtract } from './scalar';
export { sm2MultiplyBase, sm2Sign } from './sign';
export { sm2Add, sm2Decompress, sm2IsPoint, sm2Multiply } from './point-operations';
export { sm2Verify } from './verify';
export { ghash } from './ghash';
export { sm3, sm3Blocks, sm3Derive, sm3End, sm3HmacEnd, sm3HmacKey, sm3Start } from './sm3';
export { sm4CbcDecrypt, sm4CbcEncrypt, sm4Ctr, sm4Ecb } from './sm4';
export { sm4Key } from './sm4-key';
