/** Welch's t-test over two classes of times. */

/**
 * The largest |t| over all measurements and over those below several percentiles: interruptions make long tails that hide
 * small differences, and cutting them shows what is under them (dudect does the same).
 */
export function largestT(a: number[], b: number[]): number {
  const all = Float64Array.from([...a, ...b]).toSorted();
  const cuts = [0.5, 0.75, 0.9, 0.95, 0.99, 1].map(
    (share) => all[Math.ceil(share * all.length) - 1] ?? Number.POSITIVE_INFINITY,
  );
  const below = (values: number[], cut: number) => values.filter((value) => value <= cut);
  return Math.max(...cuts.map((cut) => Math.abs(welch(below(a, cut), below(b, cut)))));
}

function welch(a: number[], b: number[]): number {
  const [first, second] = [moments(a), moments(b)];
  const error = Math.sqrt(first.variance / a.length + second.variance / b.length);
  return error === 0 ? 0 : (first.mean - second.mean) / error;
}

function moments(values: number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, variance };
}
