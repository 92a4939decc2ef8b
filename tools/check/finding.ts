/** What a layer rule reports: a place, the rule's name and one sentence. */
import type { Layers } from '../layers.ts';
import type { Tree } from './tree.ts';

export interface Finding {
  path: string;
  line: number;
  rule: 'unranked' | 'rank' | 'domain' | 'dependency' | 'cycle' | 'browser';
  message: string;
}

export type Rule = (tree: Tree, layers: Layers) => Finding[];
