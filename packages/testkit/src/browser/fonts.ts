/** A Chinese font for the browser under test; without one every screenshot is full of empty boxes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cache.ts';

const WEIGHTS = ['400Regular', '500Medium', '700Bold'];

/** The environment variables that make fontconfig find Noto Sans SC and nothing of the machine's own. */
export function fontEnvironment(): Record<string, string> {
  const folder = join(cacheFolder(), 'fonts');
  mkdirSync(folder, { recursive: true });
  const fonts = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json')));
  const families = ['sans-serif', 'serif', 'system-ui', 'monospace'];
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    [
      '<?xml version="1.0"?>',
      '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
      '<fontconfig>',
      ...WEIGHTS.map((weight) => `<dir>${join(fonts, weight)}</dir>`),
      `<cachedir>${folder}</cachedir>`,
      ...families.map(
        (name) => `<alias><family>${name}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
      ),
      '</fontconfig>',
      '',
    ].join('\n'),
  );
  return { FONTCONFIG_FILE: file };
}
