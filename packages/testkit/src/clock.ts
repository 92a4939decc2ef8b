/** A clock that moves only when told. */

export interface TestClock {
  now(): Date;
  /** Forward by this many milliseconds. */
  advance(milliseconds: number): void;
  set(instant: Date): void;
}

/** Starts at a fixed moment: 2026-03-02, a Monday, 10:00 in Shanghai. */
export function testClock(start: Date = new Date('2026-03-02T02:00:00Z')): TestClock {
  let instant = start.getTime();
  return {
    now: () => new Date(instant),
    advance(milliseconds) {
      instant += milliseconds;
    },
    set(to) {
      instant = to.getTime();
    },
  };
}
