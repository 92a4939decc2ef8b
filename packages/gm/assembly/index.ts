/**
 * The WebAssembly core of @qianyin/gm, written in AssemblyScript: what the host may call, by area. Everything else is
 * internal. Data passes through fixed places of the linear memory (memory.ts); nothing is allocated at run time.
 */

export { IO_BYTES, io, wipe } from './memory';
