/**
 * What is asked of the outsiders: cases as data. A case hands over files and parameters and says what must come back;
 * `kind` names what is to be done with them and is the word that every outsider knows it by (outsiders/kinds.ts).
 */
import type { Kind } from './outsiders/kinds.ts';

/** Named values that an outsider made: certificates, ciphertexts, plaintexts. */
export type Outputs = Readonly<Record<string, Uint8Array>>;

interface Asked {
  /** Says what is good or broken about it; unique in its subject. */
  name: string;
  kind: Kind;
  files: Outputs;
  parameters?: Readonly<Record<string, string>>;
  /** Outsiders that may answer otherwise, each with the reason; docs/conformance.md says who is right. */
  except?: Readonly<Record<string, string>>;
}

/** Something of ours, or that was broken on purpose: all must say the same of it, and so must we. */
export interface Judged extends Asked {
  expected: 'accept' | 'reject';
  /** Our own verdict; throwing counts as refusing. */
  ours?: () => boolean | Promise<boolean>;
  /** What must come out besides the verdict, byte for byte. */
  outputs?: Outputs;
}

/** Something that the outsider makes; `judge` throws unless our code reads it as it should. */
export interface Made extends Asked {
  judge: (outputs: Outputs) => void | Promise<void>;
}

export type Case = Judged | Made;

/** A subject is one file of `subjects/`: good cases, broken ones, and things to be made. */
export interface Subject {
  name: string;
  cases: () => readonly Case[];
}

/** What an outsider says of one case. `unsupported` with a detail: this build of it lacks the algorithm. */
export interface Answer {
  id: string;
  verdict: 'accept' | 'reject' | 'unsupported';
  detail?: string;
  outputs?: Outputs;
}

/** Programs that read one value of a stream and never see what follows it; a library that is handed bytes must. */
export const STREAMS = { openssl: 'reads the first value of a stream and stops there' };
