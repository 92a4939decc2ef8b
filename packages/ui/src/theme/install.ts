/** Puts the named colours into the page as CSS variables and keeps `<html>` marked with the scheme in force. */
import { DARK, FONT_FAMILY, FONT_FAMILY_CODE, FONT_FAMILY_LATIN, LIGHT } from './colours.ts';
import { currentScheme, onSchemeChange } from './scheme.ts';

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const declarations = (colours: Record<string, string>) =>
  Object.entries(colours)
    .map(([name, value]) => `--qy-${kebab(name)}:${value}`)
    .join(';');

/** Call once before the first render. Repeating it changes nothing. */
export function installTheme(): void {
  if (document.getElementById('qy-colours')) return;
  const style = document.createElement('style');
  style.id = 'qy-colours';
  style.textContent = [
    `:root{color-scheme:light;--qy-font:${FONT_FAMILY};--qy-font-code:${FONT_FAMILY_CODE};${declarations(LIGHT)}}`,
    `html:lang(en){--qy-font:${FONT_FAMILY_LATIN};font-variant-east-asian:proportional-width}`,
    `html:lang(en) :lang(zh){font-family:${FONT_FAMILY};font-variant-east-asian:normal}`,
    `@media screen{html[data-prefers-color-scheme='dark']{color-scheme:dark;${declarations(DARK)}}}`,
  ].join('\n');
  document.head.append(style);
  // The attribute's name is the one antd-mobile's own dark styles listen to.
  const bar = document.createElement('meta');
  bar.name = 'theme-color';
  document.head.append(bar);
  const mark = () => {
    const scheme = currentScheme();
    document.documentElement.dataset.prefersColorScheme = scheme;
    bar.content = (scheme === 'dark' ? DARK : LIGHT).surface;
  };
  mark();
  onSchemeChange(mark);
}
