/** Tells the reader that breakdowns lack merged days. */
import { formatDays } from '#core/report/choose-period';

/** Returns the sentence. `merged` is not empty. */
export function mergedSentence(
  merged: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): string {
  const months = new Set(merged.map((day) => day.slice(0, 7))).size;
  return `Totals cover ${from} to ${to}; breakdowns lack ${formatDays(merged)}: so few visitors came on those days that their activity was merged into ${months === 1 ? 'the month; it appears in reports that cover the whole month' : 'the months; it appears in reports that cover a whole month'}.`;
}
