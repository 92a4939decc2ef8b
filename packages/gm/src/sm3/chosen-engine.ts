/**
 * The way taken: the WebAssembly core or, where there is none, TypeScript. Native SM3 is not used: the core is faster on short
 * messages and no slower on long ones (`npm run bench -- sm3`).
 */

import { core } from '../core/core.ts';
import { coreEngine } from './core-engine.ts';
import type { Sm3Engine } from './engine.ts';
import { portableEngine } from './portable-engine.ts';

export const engine: Sm3Engine = core === undefined ? portableEngine : coreEngine(core);
