/** `node packages/gm/build/vectors/main.ts`: writes vectors/. vectors.test.ts compares them with what is committed. */

import { writeFileSync } from 'node:fs';
import { fileText, VECTORS } from './files.ts';

for (const name of Object.keys(VECTORS))
  writeFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), fileText(name));
