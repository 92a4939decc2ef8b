/** SM2Signature and SM2Cipher in DER (GM/T 0009-2012): one way to write each, everything else is refused. */

import { hex32, n } from './textbook.ts';
import { type Case, cases } from './vector.ts';

const tlv = (tag: string, content: string) => {
  const length = content.length / 2;
  const size = length < 128 ? '' : length < 256 ? '81' : '82';
  return tag + size + length.toString(16).padStart(size === '82' ? 4 : 2, '0') + content;
};
const integer = (value: bigint) => {
  const text = value.toString(16);
  const even = text.length % 2 ? `0${text}` : text;
  return tlv('02', /^[89a-f]/.test(even) ? `00${even}` : even);
};

export function derCases(): Case[] {
  const { all, put } = cases();
  const good = (name: string, r: bigint, s: bigint) =>
    put({
      name,
      operation: 'signature-from-der',
      input: { der: tlv('30', integer(r) + integer(s)) },
      output: { signature: hex32(r) + hex32(s) },
    });
  const bad = (name: string, der: string) =>
    put({ name, operation: 'signature-from-der', input: { der }, code: 'gm/invalid-der' });
  const max = (1n << 256n) - 1n;
  for (const [text, value] of [
    ['1', 1n],
    ['127', 127n],
    ['128', 128n],
    ['255', 255n],
    ['256', 256n],
    ['n−1', n - 1n],
    ['2^255', 1n << 255n],
    ['2^248−1', (1n << 248n) - 1n],
  ] as const) {
    good(`r = ${text}`, value, 2n);
    good(`s = ${text}`, 2n, value);
  }
  // Out of range is for the verifier to say; 32 bytes hold it.
  good('both 2^256−1', max, max);

  // No signature holds a zero, and its DER is refused before anybody verifies.
  bad('r = 0', tlv('30', integer(0n) + integer(2n)));
  bad('s = 0', tlv('30', integer(2n) + integer(0n)));
  const R = integer(n - 1n);
  const S = integer(5n);
  const whole = tlv('30', R + S);
  bad('empty', '');
  bad('a byte', '30');
  bad('an empty sequence', '3000');
  bad('one integer', tlv('30', R));
  bad('three integers', tlv('30', R + S + S));
  bad('trailing byte', `${whole}00`);
  bad('trailing byte inside', tlv('30', `${R + S}00`));
  bad('cut', whole.slice(0, -2));
  bad('a set', `31${whole.slice(2)}`);
  bad('a primitive sequence', `10${whole.slice(2)}`);
  bad('length one too long', `30${(whole.length / 2 - 1).toString(16)}${R}${S}`);
  bad('length one too short', `30${(whole.length / 2 - 3).toString(16)}${R}${S}`);
  bad('length in two bytes without need', `3081${whole.slice(2)}`);
  bad('length in three bytes', `308200${whole.slice(2)}`);
  bad('length of 2^32−1', `3084ffffffff${R}${S}`);
  bad('length of 127 bytes', `30ff${R}${S}`);
  bad('indefinite length', `3080${R}${S}0000`);
  bad('r negative', tlv('30', tlv('02', hex32(n - 1n)) + S));
  bad('r padded without need', tlv('30', tlv('02', '0005') + S));
  bad('s padded without need', tlv('30', R + tlv('02', '0005')));
  bad('r of 33 bytes', tlv('30', tlv('02', `01${hex32(0n)}`) + S));
  bad('r without content', tlv('30', `0200${S}`));
  bad('r an octet string', tlv('30', `04${R.slice(2)}${S}`));
  bad('r with a long length', tlv('30', `028101${'05'}${S}`));
  bad('a null at the end', tlv('30', `${R + S}0500`));
  bad('tag of two bytes', `3f${whole.slice(2)}`);
  return all;
}
