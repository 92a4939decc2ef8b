/** Outlines: font glyphs turned into cubic paths in millimetres. */
import * as fontkit from 'fontkit';
import type { Font, PathCommand } from 'fontkit';
import { PkiError } from '../errors.ts';

/** A place on the sheet, millimetres, y downwards. */
export interface Point {
  x: number;
  y: number;
}

/** From font units (y upwards) to the sheet. */
export type Placement = (x: number, y: number) => Point;

export interface GlyphOutline {
  /** Advance in em. */
  advance: number;
  commands: readonly PathCommand[];
}

export interface OutlineFont {
  unitsPerEm: number;
  glyph(character: string): GlyphOutline;
}

/** Throws `pki/bad-font` for bytes that are no single font, `pki/glyph-missing` (field: the character) while drawing. */
export function openFont(bytes: Uint8Array): OutlineFont {
  const font = parseFont(bytes);
  return {
    unitsPerEm: font.unitsPerEm,
    glyph(character) {
      const codePoint = character.codePointAt(0) as number;
      if (!font.hasGlyphForCodePoint(codePoint)) {
        throw new PkiError('pki/glyph-missing', 'the font lacks this character', { field: character });
      }
      const glyph = font.glyphForCodePoint(codePoint);
      return { advance: glyph.advanceWidth / font.unitsPerEm, commands: glyph.path.commands };
    },
  };
}

function parseFont(bytes: Uint8Array): Font {
  let font: ReturnType<typeof fontkit.create>;
  try {
    font = fontkit.create(bytes);
  } catch (cause) {
    throw new PkiError('pki/bad-font', 'not a TrueType or OpenType font', { field: 'font', cause });
  }
  if ('fonts' in font) throw new PkiError('pki/bad-font', 'a collection; hand in one font', { field: 'font' });
  return font;
}

/** Path data of one glyph: absolute M, L, C, Z, three decimals (a micrometre). Quadratic curves become cubic ones. */
export function glyphPath({ commands }: GlyphOutline, place: Placement): string {
  const parts: string[] = [];
  let last = { x: 0, y: 0 };
  for (const { command, args } of commands) {
    const points: Point[] = [];
    for (let i = 0; i + 1 < args.length; i += 2) points.push({ x: args[i] as number, y: args[i + 1] as number });
    const end = points.at(-1) ?? last;
    switch (command) {
      case 'moveTo':
        parts.push(`M${write([end], place)}`);
        break;
      case 'lineTo':
        parts.push(`L${write([end], place)}`);
        break;
      case 'quadraticCurveTo': {
        const [control = end] = points;
        parts.push(`C${write([towards(last, control), towards(end, control), end], place)}`);
        break;
      }
      case 'bezierCurveTo':
        parts.push(`C${write(points, place)}`);
        break;
      case 'closePath':
        parts.push('Z');
        break;
    }
    last = end;
  }
  return parts.join('');
}

/** Two thirds of the way to a quadratic control point: the cubic one. */
const towards = (from: Point, control: Point): Point => ({
  x: from.x + (2 / 3) * (control.x - from.x),
  y: from.y + (2 / 3) * (control.y - from.y),
});

const write = (points: readonly Point[], place: Placement): string =>
  points.map(({ x, y }) => format(place(x, y))).join(' ');

/** `x y` with three decimals and no trailing zeros. */
export function format({ x, y }: Point): string {
  return `${Number(x.toFixed(3))} ${Number(y.toFixed(3))}`;
}
