/** `npm run build:core`: compiles the WebAssembly core and writes the module that carries it. */

import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { compileCore, coreModule } from './compile-core.ts';

const binary = await compileCore();
writeFileSync(new URL('../src/core/core-base64.ts', import.meta.url), coreModule(binary));
process.stdout.write(`core: ${binary.length} bytes, ${gzipSync(binary, { level: 9 }).length} compressed\n`);
