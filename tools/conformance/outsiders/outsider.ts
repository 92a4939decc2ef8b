/** A program that nobody here wrote, seen by the driver: it is found or not, and once found it answers cases. */
import type { Answer } from '../case.ts';
import type { WrittenCase } from '../manifest.ts';
import type { Obstacle } from './cache.ts';
import type { Kind } from './kinds.ts';

export interface Outsider {
  /** One word, for the command line and the table. */
  name: string;
  kinds: readonly Kind[];
  /** Finds the program, fetches what its own package client fetches, compiles our checker for it. */
  prepare: () => Promise<Prepared>;
}

export type Prepared = Obstacle | { version: string; ask: (question: Question) => Promise<Answer[]> };

export interface Question {
  /** Holds `manifest.json` and every file that it names. */
  folder: string;
  cases: readonly WrittenCase[];
}
