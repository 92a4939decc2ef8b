/**
 * Files (materials, documents) outside the database. The port has two verbs, so that a folder and an object store are
 * alike; content is encrypted before it reaches either. A blob is written before the row that names it commits: a crash
 * leaves at most an unnamed blob, never a row without its file.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FieldCipher } from './field-cipher.ts';

export interface BlobStore {
  put(id: string, bytes: Uint8Array): Promise<void>;
  get(id: string): Promise<Buffer>;
}

export function folderBlobs(folder: string, cipher: FieldCipher): BlobStore {
  const pathOf = (id: string): string => join(folder, id.slice(0, 2), id);
  return {
    async put(id, bytes) {
      const path = pathOf(id);
      await mkdir(dirname(path), { recursive: true });
      const temporary = `${path}.part`;
      const file = await open(temporary, 'w', 0o600);
      try {
        await file.writeFile(cipher.sealBytes(bytes, `blob:${id}`));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    },
    async get(id) {
      return cipher.openBytes(await readFile(pathOf(id)), `blob:${id}`);
    },
  };
}
