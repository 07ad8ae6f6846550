/** Describes the collector of this machine for `headcount check`. */
import type { CollectorView } from '#core/operator/collector-view';
import { addDays } from '#core/time/zone';
import { addressOf } from '../collector-address.ts';

const TIMEOUT_MS = 15_000;

export function describeCollector(address: string | undefined): CollectorView {
  const url = addressOf(address ?? 'http://127.0.0.1:8787');
  return {
    url,
    hints: () => readHints(url),
    eventViews: (day) => [
      { what: 'live page, headcount live', when: 'now, once there are k visitor-days' },
      { what: 'report --inside, query', when: `when ${day} is sealed: ${addDays(day, 1)}, 03:00 local time` },
      { what: 'report, releases', when: `right after that: the totals of ${day}` },
      { what: 'monthly pages', when: `when ${day.slice(0, 7)} is over and its last day is sealed` },
    ],
  };
}

/** Reads the hints of the health page, which cover today's events and so the event of the check. */
async function readHints(url: string): Promise<readonly string[]> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return ((await response.json()) as { readonly hints?: readonly string[] }).hints ?? [];
  } catch {
    return [];
  }
}
