/** How many rounds a fault test runs: `.ci/run` sets a share of them, since each run draws moments of its own. */

/** Returns HEADCOUNT_FAULT_ROUNDS, or else the share HEADCOUNT_FAULT_SHARE (0 to 1) of the full number, rounded up. */
export function faultRounds(full: number): number {
  const rounds = process.env['HEADCOUNT_FAULT_ROUNDS'];
  return rounds === undefined
    ? Math.ceil(full * Number(process.env['HEADCOUNT_FAULT_SHARE'] ?? 1))
    : Number(rounds);
}
