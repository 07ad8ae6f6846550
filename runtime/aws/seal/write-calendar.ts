/** The table `calendar`: all days of the years that have a sealed day. It may not know what is sealed of them. */
import { calendarDays } from '#core/time/calendar';
import { readSeals } from '../lake/seals.ts';
import type { SealPorts } from './seal-context.ts';

const KEY = 'calendar/calendar.jsonl';

/** Written where the years are others than those it holds. Can be repeated. */
export async function writeCalendar({ facts }: SealPorts): Promise<void> {
  const years = (await readSeals(facts)).map((row) => Number(row.period.slice(0, 4))).toSorted((a, b) => a - b);
  const days = years.length === 0 ? [] : calendarDays(years[0] ?? 0, years.at(-1) ?? 0);
  const text = days.map((day) => `${JSON.stringify(day)}\n`).join('');
  if (text !== (await facts.text(KEY) ?? '')) await facts.put(KEY, text, 'application/x-ndjson');
}
