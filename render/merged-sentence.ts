/** How a report says in words that breakdowns lack merged days. It may not decide which. */
import { listDays } from '#core/report/choose-period';

/** One sentence for people. `merged` is not empty. */
export function mergedSentence(
  merged: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): string {
  const months = new Set(merged.map((day) => day.slice(0, 7))).size;
  return `Totals cover ${from} to ${to}; breakdowns lack ${listDays(merged)}: so few visitors came on those days that their activity was merged into ${months === 1 ? 'the month; it appears in reports that cover the whole month' : 'the months; it appears in reports that cover a whole month'}.`;
}
