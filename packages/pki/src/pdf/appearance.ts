/**
 * The seal as a form XObject: its paths at true size, in the seal's colour, multiplied onto the page so that the text
 * under it stays readable (ISO 32000-1 §8.10, §11.3.5).
 */
import { zlibSync } from 'fflate';
import { ascii } from '../bytes.ts';
import { PkiError } from '../errors.ts';
import type { SealDrawing } from '../seal/drawing.ts';
import { SEAL_RED } from '../seal/drawing.ts';
import { POINTS_PER_MM, uprightMatrix } from './place.ts';
import { decimal, stream } from './write.ts';

/** An indirect stream object's content. `unit` is the page's user unit. */
export function sealAppearance(drawing: SealDrawing, rotate: number, userUnit: number): Uint8Array {
  const scale = POINTS_PER_MM / userUnit;
  const width = decimal(drawing.widthMm * scale);
  const height = decimal(drawing.heightMm * scale);
  const dictionary =
    `/Type /XObject /Subtype /Form /FormType 1 /BBox [0 0 ${width} ${height}] ` +
    `/Matrix [${uprightMatrix(rotate).join(' ')}] /Group << /S /Transparency >> ` +
    '/Resources << /ExtGState << /M << /BM /Multiply >> >> >> /Filter /FlateDecode';
  return stream(dictionary, zlibSync(ascii(content(drawing, scale))));
}

function content(drawing: SealDrawing, scale: number): string {
  const colour = [1, 3, 5].map((at) => decimal(Number.parseInt(SEAL_RED.slice(at, at + 2), 16) / 255)).join(' ');
  // The drawing has y downwards, the page upwards.
  const flip = `${decimal(scale)} 0 0 ${decimal(-scale)} 0 ${decimal(drawing.heightMm * scale)} cm`;
  const paths = drawing.paths.map(({ d, fill, strokeWidth }) =>
    fill ? `${operators(d)} f` : `${decimal(strokeWidth ?? 0)} w ${operators(d)} S`,
  );
  return `q /M gs ${colour} rg ${colour} RG ${flip}\n${paths.join('\n')}\nQ\n`;
}

const OPERATORS: Readonly<Record<string, { operator: string; numbers: number }>> = {
  M: { operator: 'm', numbers: 2 },
  L: { operator: 'l', numbers: 2 },
  C: { operator: 'c', numbers: 6 },
  Z: { operator: 'h', numbers: 0 },
};

/** Path data to operators. A drawing comes out of a store: anything but the four commands with numbers is refused. */
function operators(d: string): string {
  if (!/^(?:[MLCZ][\d. -]*)+$/.test(d)) throw new PkiError('pki/bad-value', 'unknown path data', { field: 'drawing' });
  return (d.match(/[MLCZ][\d. -]*/g) ?? [])
    .map((segment) => {
      const known = OPERATORS[segment.charAt(0)];
      const numbers = segment.slice(1).trim().split(/ +/).filter(Boolean);
      if (
        !known ||
        numbers.length !== known.numbers ||
        !numbers.every((each) => /^-?\d{1,5}(?:\.\d{1,6})?$/.test(each))
      ) {
        throw new PkiError('pki/bad-value', 'unknown path data', { field: 'drawing' });
      }
      return [...numbers, known.operator].join(' ');
    })
    .join(' ');
}
