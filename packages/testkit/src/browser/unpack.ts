/** Unpacks the archives of `@sparticuz/chromium`: its program, and the system libraries it wants (`al2023`). */
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar';
import { cacheFolder } from './cache.ts';

export interface Unpacked {
  executablePath: string;
  libraries: string;
}

/** Returns the unpacked browser; two or three seconds the first time, nothing later. */
export async function ensureChromium(): Promise<Unpacked> {
  const archives = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
  const { version } = JSON.parse(readFileSync(join(archives, 'package.json'), 'utf8')) as { version: string };
  const cache = cacheFolder();
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    // Test files run side by side: each unpacks to a name of its own and the first to finish gives it the final one.
    const unfinished = mkdtempSync(join(cache, 'unpacking-'));
    try {
      await unpack(join(archives, 'bin'), unfinished);
      renameSync(unfinished, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error;
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  return { executablePath: join(folder, 'chromium'), libraries: join(folder, 'lib') };
}

async function unpack(from: string, to: string): Promise<void> {
  const program = join(to, 'chromium');
  await pipeline(createReadStream(join(from, 'chromium.br')), createBrotliDecompress(), createWriteStream(program));
  chmodSync(program, 0o755);
  mkdirSync(join(to, 'lib'), { recursive: true });
  await pipeline(createReadStream(join(from, 'al2023.tar.br')), createBrotliDecompress(), extract({ cwd: to }));
}
