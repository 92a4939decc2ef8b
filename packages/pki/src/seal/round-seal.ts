/**
 * The round seal of a company: 42 mm across, ring of 1.2 mm, five-pointed star of 14 mm in the middle, the registered
 * name on the upper arc in a Song face made narrower as it grows longer, and optionally the 13-digit seal number of the
 * public security register on the lower arc. Proportions follow the State Council's rules on seals (国发〔1999〕25 号:
 * 42 mm, star, name on an arc in simplified Song) and common practice for what those leave open.
 *
 * Left out: seals with a text across the middle (contract, finance), oval and square seals, English names.
 */
import { PkiError } from '../errors.ts';
import type { SealDrawing, SealPath } from './drawing.ts';
import type { GlyphOutline, OutlineFont, Placement } from './outline.ts';
import { glyphPath, openFont } from './outline.ts';
import { circlePath, starPath } from './shapes.ts';

export interface RoundSealInput {
  /** Registered full name, 2 to 40 characters. */
  name: string;
  /** 13 digits. */
  number?: string;
  /** A TrueType or OpenType font with outlines for every character. */
  font: Uint8Array;
}

const DIAMETER = 42;
const CENTRE = { x: DIAMETER / 2, y: DIAMETER / 2 };
const RING = 1.2;
const STAR_RADIUS = 7;
/** Where the tops of the name's characters stand. */
const NAME_RADIUS = 19;
/** Widest arc of the name in degrees, with and without a number below it. */
const NAME_SPAN = { withNumber: 262, alone: 292 };
const DIGIT_HEIGHT = 2;
const DIGIT_FOOT_RADIUS = 19;
const DIGIT_PITCH = 4.9;

/** Vertical extent of a CJK character's face in em: below and above the baseline. */
const FACE = { bottom: -0.09, top: 0.86 };

/** Throws `pki/bad-value` (name, number), `pki/bad-font`, or `pki/glyph-missing` with the character as field. */
export function drawRoundSeal({ name, number, font: bytes }: RoundSealInput): SealDrawing {
  const characters = [...name.normalize('NFC')];
  if (characters.length < 2 || characters.length > 40 || /[\s\p{Cc}\p{Cf}]/u.test(name)) {
    throw new PkiError('pki/bad-value', '2 to 40 visible characters without spaces expected', { field: 'name' });
  }
  if (number !== undefined && !/^\d{13}$/.test(number)) {
    throw new PkiError('pki/bad-value', '13 digits expected', { field: 'number' });
  }
  const font = openFont(bytes);
  const paths: SealPath[] = [
    { d: circlePath(CENTRE, (DIAMETER - RING) / 2), strokeWidth: RING },
    { d: starPath(CENTRE, STAR_RADIUS), fill: true },
    ...nameOnArc(characters, font, number === undefined ? NAME_SPAN.alone : NAME_SPAN.withNumber),
    ...(number === undefined ? [] : numberOnArc([...number], font)),
  ];
  return {
    kind: 'round-company',
    widthMm: DIAMETER,
    heightMm: DIAMETER,
    viewBox: `0 0 ${DIAMETER} ${DIAMETER}`,
    paths,
  };
}

function nameOnArc(characters: readonly string[], font: OutlineFont, widestSpan: number): SealPath[] {
  const glyphs = characters.map((character) => font.glyph(character));
  // A Latin letter or a digit takes less of the arc than a Han character.
  const weights = glyphs.map(({ advance }) => Math.min(1, Math.max(0.55, advance)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const height = clamp(7.7 - 0.085 * total, 5, 7);
  const foot = NAME_RADIUS - height;
  const pitch = Math.min(31.5 - 0.5 * total, widestSpan / total);
  // Characters crowd at their feet, so what fits there decides the width.
  const room = radians(pitch) * (foot + 0.15 * height) * 0.93;
  const width = Math.min(0.78 * height, room);
  let angle = (-pitch * total) / 2;
  return glyphs.map((glyph, i) => {
    const step = pitch * (weights[i] as number);
    const middle = radians(angle + step / 2);
    angle += step;
    return { d: glyphPath(glyph, upperArc(font, glyph, { foot, height, width, middle })), fill: true };
  });
}

interface Box {
  foot: number;
  height: number;
  /** Of a full-width character. */
  width: number;
  middle: number;
}

/** Feet towards the centre; `middle` is the angle from the top, clockwise. */
function upperArc(font: OutlineFont, glyph: GlyphOutline, { foot, height, width, middle }: Box): Placement {
  const [sin, cos] = [Math.sin(middle), Math.cos(middle)];
  return (x, y) => {
    const along = (x / font.unitsPerEm - glyph.advance / 2) * width;
    const radius = foot + ((y / font.unitsPerEm - FACE.bottom) / (FACE.top - FACE.bottom)) * height;
    return { x: CENTRE.x + radius * sin + along * cos, y: CENTRE.y - radius * cos + along * sin };
  };
}

function numberOnArc(digits: readonly string[], font: OutlineFont): SealPath[] {
  return digits.map((digit, i) => {
    const glyph = font.glyph(digit);
    const middle = radians((i - (digits.length - 1) / 2) * DIGIT_PITCH);
    return { d: glyphPath(glyph, lowerArc(font, glyph, middle)), fill: true };
  });
}

/** Heads towards the centre; `middle` is the angle from the bottom, to the right. */
function lowerArc(font: OutlineFont, glyph: GlyphOutline, middle: number): Placement {
  const [sin, cos] = [Math.sin(middle), Math.cos(middle)];
  const scale = DIGIT_HEIGHT / 0.75 / font.unitsPerEm;
  return (x, y) => {
    const along = (x - (glyph.advance * font.unitsPerEm) / 2) * scale;
    const radius = DIGIT_FOOT_RADIUS - y * scale;
    return { x: CENTRE.x + radius * sin + along * cos, y: CENTRE.y + radius * cos - along * sin };
  };
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
