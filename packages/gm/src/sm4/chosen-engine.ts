/**
 * The way taken: the WebAssembly core or, where there is none, TypeScript. The core is constant-time; the native cipher is slower
 * (`npm run bench -- sm4`) and looks tables up by secret bytes, so it is not used.
 */

import { core } from '../core/core.ts';
import { coreEngine } from './core-engine.ts';
import type { Sm4Engine } from './engine.ts';
import { portableEngine } from './portable-engine.ts';

export const engine: Sm4Engine = core === undefined ? portableEngine : coreEngine(core);
