/** How long mails that were not taken wait before they are tried again. */

const MINUTE_MS = 60_000;
/** The last one repeats. */
const PAUSES_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS];

/** Returns the pause in milliseconds after so many rounds in a row that left a mail behind, counted from 1. */
export const pauseAfter = (failures: number): number =>
  PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? MINUTE_MS;
