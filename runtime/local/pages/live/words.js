/** Formats figures, days and values for the live page. */

export const number = new Intl.NumberFormat('en');
const regions = new Intl.DisplayNames('en', { type: 'region' });
const languages = new Intl.DisplayNames('en', { type: 'language' });
const weekday = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

export function displayName(table, value) {
  if (typeof value !== 'string') return String(value ?? '');
  try {
    if (table === 'countries' && /^[A-Z]{2}$/.test(value)) return regions.of(value);
    if (table === 'languages' && /^[a-z]{2,3}$/.test(value)) return languages.of(value);
  } catch {
    /* an unknown code is shown unchanged */
  }
  return (
    {
      '(none)': 'none',
      '(unknown)': 'unknown',
      '(other)': 'other',
      '(private)': 'private',
      '(no topic)': 'no topic',
    }[value] ?? value
  );
}

export const duration = (seconds) =>
  seconds < 60
    ? `${Math.round(seconds)} s`
    : seconds < 6000
      ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
      : `${number.format(Math.round(seconds / 3600))} h`;

export function formatDays(days) {
  const words = days.map((day) => weekday.format(new Date(`${day}T00:00:00Z`)));
  return words.length > 2 ? `${words[0]} to ${words.at(-1)}` : words.join(' and ');
}
