/**
 * Compiles assembly/ to WebAssembly and to the module that carries it. The same source, compiler and options give the
 * same bytes: compile-core.test.ts compares them with what is committed.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { CORE_SOURCE } from './core-source.ts';
import { SYMMETRIC_SOURCE } from './symmetric-source.ts';

const FOLDER = fileURLToPath(new URL('../assembly', import.meta.url));

/** Files of assembly/ that are written by this folder: the compiler is handed them from memory. */
export const GENERATED: Readonly<Record<string, string>> = { ...CORE_SOURCE, ...SYMMETRIC_SOURCE };

const OPTIONS = [
  ...['--baseDir', FOLDER],
  ...['--outFile', 'core.wasm'],
  // No collector and no allocator: all memory is static.
  ...['--runtime', 'stub'],
  ...['--enable', 'simd'],
  // Measured in V8: with level 3, or without the passes that bring locals together, point formulas take about a tenth longer.
  ...['--optimizeLevel', '2', '--shrinkLevel', '0', '--converge', '--noAssert'],
  ...['--runPasses', 'coalesce-locals,optimize-instructions,reorder-locals'],
  // Nothing is imported, an abort is a trap.
  ...['--use', 'abort='],
];

/** The compiled core, or what another file of assembly/ exports. Throws an Error with the compiler's words. */
export async function compileCore(entry: string = 'index.ts'): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await asc.main([entry, ...OPTIONS], {
    readFile: (name: string, baseDir: string) => {
      const path = join(baseDir, name);
      return GENERATED[name] ?? (existsSync(path) ? readFileSync(path, 'utf8') : null);
    },
    writeFile: (_name: string, contents: string | Uint8Array) => {
      if (typeof contents !== 'string') binary = new Uint8Array(contents);
    },
  });
  if (error !== null || binary === undefined) throw new Error(`assembly does not compile\n${stderr.toString()}`);
  return binary;
}

/** The TypeScript module that carries the core: base64, so that one file serves Node, bundlers and packed packages. */
export function coreModule(binary: Uint8Array): string {
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,112}/g) ?? [];
  return [
    '/** The WebAssembly core, compiled from assembly/ by `npm run build:core`. Not to be edited. */',
    'export const CORE_BASE64 =',
    ...lines.map((line, i) => `  '${line}'${i === lines.length - 1 ? ';' : ' +'}`),
    '',
  ].join('\n');
}
