/**
 * The thread that runs the parsers. What it is about to try stands in shared memory, so that the thread that watches knows
 * the input when a parser does not come back or takes all memory.
 */

import { workerData } from 'node:worker_threads';
import { drawFrom } from './draw.ts';
import type { Shared, Target, TargetModule } from './fuzz.ts';
import { mutate } from './mutate.ts';

/** Inputs kept for one target because their outcome was new. */
const KEPT = 400;
/** Each target in its turn has this long, so that a slow one does not take the time of the others. */
const TURN_MS = 20;

const { targets, seed, until, control, input, only } = workerData as Shared;
const { TARGETS, isRefusal } = (await import(targets)) as TargetModule;
const counts = new Int32Array(control);
const shared = new Uint8Array(input);

const chosen = TARGETS.filter(({ name }) => only === undefined || name.includes(only));
// Draws of its own for each target: what it is given does not depend on how fast the others are.
const corpora = chosen.map((target, index) => ({
  target,
  inputs: target.seeds(),
  outcomes: new Set<string>(),
  draw: drawFrom(seed + index * 0x9e3779b9),
}));
for (const { target, inputs } of corpora) {
  if (inputs.length === 0) throw new Error(`${target.name} has no seeds`);
  // A seed that is refused would leave everything behind the first check untried.
  for (const each of inputs) target.parse(each.slice());
}

while (Date.now() < until) {
  for (const [index, corpus] of corpora.entries()) {
    for (const over = performance.now() + TURN_MS; performance.now() < over; ) tryOne(index, corpus);
  }
}

function tryOne(index: number, { target, inputs, outcomes, draw }: (typeof corpora)[number]): void {
  const tried = mutate(draw.pick(inputs), draw.pick(inputs), draw);
  shared.set(tried.subarray(0, shared.length));
  Atomics.store(counts, 1, index);
  Atomics.store(counts, 2, tried.length);
  Atomics.add(counts, 0, 1);
  const outcome = outcomeOf(target, tried);
  if (outcomes.has(outcome)) return;
  outcomes.add(outcome);
  // What is refused in a new place, or accepted, is a good start for the next change.
  if (inputs.length < KEPT) inputs.push(tried);
  else inputs[draw.below(KEPT)] = tried;
}

function outcomeOf({ parse }: Target, tried: Uint8Array): string {
  const given = tried.slice();
  try {
    parse(given);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { code, field } = error as { code?: string; field?: string };
    return `${code} ${field}`;
  }
  // A parser that writes into its input would let one reader change what the next one sees.
  if (!tried.every((byte, i) => byte === given[i])) throw new Error('the input was changed');
  return `accepted, ${tried.length % 64}`;
}
