/**
 * Compares ways of doing the same thing on one core: rounds in which every way has its turn, so that a machine that slows
 * down slows them all; the figure of a way is the median of its rounds, by the time that the thread has computed.
 */

export interface Way {
  name: string;
  /** One operation. The first call and a warm-up before the rounds are not counted. */
  run: () => unknown;
  /** How much one run does, in the unit of the comparison; 1 operation unless said otherwise (bytes: 1e-6 a byte for MB/s). */
  amount?: number;
}

/** What a benchmark of speed prints: one JSON object. */
export interface Comparison {
  bench: string;
  /** Of `medians`. */
  unit: string;
  /** Ours by the peer's, in the same run. */
  ratios: Record<string, number>;
  /** What the ratios, or medians by the same name, must reach. */
  goals: Record<string, number>;
  medians: Record<string, number>;
  /** Figures of other units, which their names tell; their goals are not to be exceeded. */
  facts?: Record<string, number>;
  node: string;
}

const ROUNDS = 7;
const ROUND_MS = 150;
const WARM_UP_MS = 250;

/** Medians per second of every way, by name. */
export function compare(ways: Way[], rounds: number = ROUNDS): Record<string, number> {
  const rates = new Map<string, number[]>(ways.map(({ name }) => [name, []]));
  for (const way of ways) measure(way, WARM_UP_MS);
  for (let round = 0; round < rounds; round++)
    for (const way of ways) rates.get(way.name)?.push(measure(way, ROUND_MS));
  return Object.fromEntries([...rates].map(([name, values]) => [name, median(values)]));
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function measure({ run, amount = 1 }: Way, milliseconds: number): number {
  // Batches, so that looking at the clock costs nothing even beside the shortest operation.
  let batch = 1;
  let runs = 0;
  const began = threadTime();
  let elapsed = 0;
  while (elapsed < milliseconds) {
    for (let i = 0; i < batch; i++) run();
    runs += batch;
    elapsed = threadTime() - began;
    if (elapsed < milliseconds / 50) batch *= 2;
  }
  return (runs * amount * 1000) / elapsed;
}

/** Milliseconds that this thread has computed: what others on the machine do with its cores meanwhile is not counted. */
function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
