/** The files of assembly/ for hashing and ciphers that are written rather than typed. The compiler is handed them from memory. */

import { sm3CompressionSource } from './sm3-compression.ts';
import { sm4TablesSource } from './sm4-tables.ts';

export const SYMMETRIC_SOURCE: Record<string, string> = {
  'sm3-compression.ts': sm3CompressionSource(),
  'sm4-tables.ts': sm4TablesSource(),
};
