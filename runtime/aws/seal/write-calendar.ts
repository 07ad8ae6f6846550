/** Writes the table `calendar`: all days of the years that have a sealed day. */
import { calendarDays } from '#core/time/calendar';
import { readSeals } from '../lake/seals.ts';
import type { SealPorts } from './seal-context.ts';

const KEY = 'calendar/calendar.jsonl';

/** Writes the calendar where its years have changed; idempotent. */
export async function writeCalendar({ facts }: SealPorts): Promise<void> {
  const years = (await readSeals(facts))
    .map((row) => Number(row.period.slice(0, 4)))
    .toSorted((a, b) => a - b);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return;
  const current = (await facts.text(KEY)) ?? '';
  if (
    yearOf(current.slice(0, current.indexOf('\n'))) === first &&
    yearOf(current.trimEnd().slice(current.trimEnd().lastIndexOf('\n') + 1)) === last
  )
    return;
  await facts.put(
    KEY,
    calendarDays(first, last)
      .map((day) => `${JSON.stringify(day)}\n`)
      .join(''),
    'application/x-ndjson',
  );
}

function yearOf(line: string): number | undefined {
  return line === '' ? undefined : Number((JSON.parse(line) as { readonly year: string }).year);
}
