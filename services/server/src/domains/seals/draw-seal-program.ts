/** The program of draw-seal.ts: a name on standard input, its drawing as JSON on standard output. */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { PkiError } from '@qianyin/pki';
import { drawRoundSeal } from '@qianyin/pki/seal';
import type { Drawn } from './draw-seal.ts';

/** A Song face, as the State Council's rules on seals ask (国发〔1999〕25 号). */
const FONT = '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf';

function draw(name: string): Drawn {
  try {
    return { drawing: drawRoundSeal({ name, font: readFileSync(fileURLToPath(import.meta.resolve(FONT))) }) };
  } catch (error) {
    const unfit = error instanceof PkiError && ['pki/bad-value', 'pki/glyph-missing'].includes(error.code);
    if (!unfit) throw error;
    return { refused: error.code };
  }
}

process.stdout.write(JSON.stringify(draw(await text(process.stdin))));
