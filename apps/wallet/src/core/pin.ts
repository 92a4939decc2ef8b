/**
 * Rules of the certificate PIN: six digits, none of those everybody tries first. Five online tries against a million
 * PINs are little; against the few hundred popular ones they are much.
 */
import { WalletError } from './errors.ts';

export const PIN_LENGTH = 6;

/** Shapes that survive the rules below and still lead every list of common PINs. */
const POPULAR = new Set([
  '147258',
  '258369',
  '159357',
  '147852',
  '159753',
  '789456',
  '456123',
  '741852',
  '112358',
  '131421',
]);

function isStraight(pin: string): boolean {
  const steps = new Set<number>();
  for (let i = 1; i < pin.length; i++) steps.add((Number(pin[i]) - Number(pin[i - 1]) + 10) % 10);
  const [step] = steps;
  // 0 = all the same, 1 and 9 = up and down, also across 9→0.
  return steps.size === 1 && (step === 0 || step === 1 || step === 9);
}

function isRepeated(pin: string): boolean {
  return pin.slice(0, 3) === pin.slice(3) || (pin.slice(0, 2) === pin.slice(2, 4) && pin.slice(2, 4) === pin.slice(4));
}

/** 112233, 998877: three pairs. */
function isPaired(pin: string): boolean {
  return pin[0] === pin[1] && pin[2] === pin[3] && pin[4] === pin[5];
}

export function isWeakPin(pin: string): boolean {
  return isStraight(pin) || isRepeated(pin) || isPaired(pin) || POPULAR.has(pin);
}

/** For a new PIN. Throws wallet/pin-format, wallet/pin-weak. */
export function checkNewPin(pin: string): void {
  checkPin(pin);
  if (isWeakPin(pin)) throw new WalletError('wallet/pin-weak');
}

/** For a PIN that is asked for. Throws wallet/pin-format. */
export function checkPin(pin: string): void {
  if (!/^\d{6}$/.test(pin)) throw new WalletError('wallet/pin-format');
}
