/** A clock for tests: real time plus what the test has added. */

export interface MovableClock {
  now: () => Date;
  advance: (milliseconds: number) => void;
}

export function movableClock(): MovableClock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}
