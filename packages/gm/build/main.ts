/**
 * `npm run build:core`: compiles the WebAssembly core and writes the module that carries it. `-- --source FOLDER` writes the
 * whole AssemblyScript instead, with the files that are generated, for whoever wants to read what the compiler reads.
 */

import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { compileCore, coreModule, GENERATED } from './compile-core.ts';

const { values } = parseArgs({ options: { source: { type: 'string' } } });
if (values.source === undefined) {
  const binary = await compileCore();
  writeFileSync(new URL('../src/core/core-base64.ts', import.meta.url), coreModule(binary));
  process.stdout.write(`core: ${binary.length} bytes, ${gzipSync(binary, { level: 9 }).length} compressed\n`);
} else {
  cpSync(fileURLToPath(new URL('../assembly', import.meta.url)), values.source, { recursive: true });
  for (const [name, text] of Object.entries(GENERATED)) writeFileSync(join(values.source, name), `${text}\n`);
  process.stdout.write(`assembly: written to ${values.source}, generated: ${Object.keys(GENERATED).join(', ')}\n`);
}
