/** How many mails were handed over within an hour, which `limits.mailsPerHour` bounds; counted by the fold. */
import type { RegisterState } from './register-state.ts';

const HOUR_MS = 3_600_000;
/** Twice those of an hour: old ones are forgotten now and then, not at each mail of a replay. */
const MOST_MINUTES = 120;

/** Counts a mail that was handed over. For the fold alone. */
export function countMail({ mailsByMinute }: RegisterState, at: string): void {
  const minute = at.slice(0, 16);
  const count = mailsByMinute.get(minute);
  mailsByMinute.set(minute, (count ?? 0) + 1);
  if (count !== undefined || mailsByMinute.size < MOST_MINUTES) return;
  const before = new Date(Date.parse(at) - HOUR_MS).toISOString().slice(0, 16);
  for (const old of mailsByMinute.keys()) if (old < before) mailsByMinute.delete(old);
}

/** Returns how many mails were handed over in the hour before an instant, in milliseconds since 1970. */
export function mailsInHour({ mailsByMinute }: RegisterState, now: number): number {
  const after = new Date(now - HOUR_MS).toISOString().slice(0, 16);
  return [...mailsByMinute].reduce((sum, [minute, count]) => (minute > after ? sum + count : sum), 0);
}
