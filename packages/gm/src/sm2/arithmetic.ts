/** The arithmetic in use: the WebAssembly core's, or @noble/curves' where there is no core. */

import { core } from '../core/core.ts';
import type { Arithmetic } from './arithmetic-port.ts';
import { coreArithmetic } from './core-arithmetic.ts';
import { portableArithmetic } from './portable-arithmetic.ts';

export const arithmetic: Arithmetic = core === undefined ? portableArithmetic() : coreArithmetic(core);
