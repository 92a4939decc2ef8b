/** What the journey leaves behind, for outside programs to check. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pemEncode } from '@qianyin/pki';

export class Artefacts {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  write(name: string, content: Uint8Array | string): void {
    writeFileSync(join(this.#folder, name), content);
  }

  writeJson(name: string, value: unknown): void {
    this.write(name, `${JSON.stringify(value, null, 2)}\n`);
  }

  writeCertificate(name: string, der: Uint8Array): void {
    this.write(name, pemEncode('CERTIFICATE', der));
  }
}
