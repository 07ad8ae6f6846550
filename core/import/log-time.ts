/** Parses the notations of time in logs. The result is an instant, independent of the deployment's time zone. */

const MONTHS: Readonly<Record<string, number>> = {
  Jan: 0,
  Feb: 1,
  Mar: 2,
  Apr: 3,
  May: 4,
  Jun: 5,
  Jul: 6,
  Aug: 7,
  Sep: 8,
  Oct: 9,
  Nov: 10,
  Dec: 11,
};

/** Parses two digits at an index; NaN where they are not digits. */
function parseTwoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function toInstant(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  if (!(day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60)) return Number.NaN;
  const midnight = Date.UTC(year, month, day);
  if (new Date(midnight).getUTCDate() !== day) return Number.NaN;
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Parses `17/May/2015:10:05:03 +0000` from `at` on, 26 characters, as an instant; NaN where invalid. */
export function parseClfTime(line: string, at: number): number {
  const month = MONTHS[line.slice(at + 3, at + 6)];
  const sign = line.charCodeAt(at + 21);
  if (month === undefined || (sign !== 43 && sign !== 45)) return Number.NaN;
  const local = toInstant(
    parseTwoDigits(line, at + 7) * 100 + parseTwoDigits(line, at + 9),
    month,
    parseTwoDigits(line, at),
    parseTwoDigits(line, at + 12),
    parseTwoDigits(line, at + 15),
    parseTwoDigits(line, at + 18),
  );
  const offset = (parseTwoDigits(line, at + 22) * 60 + parseTwoDigits(line, at + 24)) * 60_000;
  return sign === 43 ? local - offset : local + offset;
}

/** Parses `2026-11-23` and `10:05:03` in UTC (a fraction may follow) as an instant; NaN where invalid. */
export function parseIsoTime(day: string, time: string): number {
  const month = parseTwoDigits(day, 5) - 1;
  if (!(month >= 0 && month <= 11) || day.charCodeAt(4) !== 45 || time.charCodeAt(2) !== 58)
    return Number.NaN;
  return toInstant(
    parseTwoDigits(day, 0) * 100 + parseTwoDigits(day, 2),
    month,
    parseTwoDigits(day, 8),
    parseTwoDigits(time, 0),
    parseTwoDigits(time, 3),
    parseTwoDigits(time, 6),
  );
}

const ISO =
  /^(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,]\d{1,9})?\s?(?:Z|UTC|([+-])(\d{2}):?(\d{2}))?$/i;
/** The first instant that a number can mean: nothing before 2001 is a log of the web, but a duration is less. */
const LEAST_SECONDS = 1e9;

/**
 * Parses a time in a notation that JSON logs have: ISO 8601 (UTC where it names no offset), that of the common format,
 * or a number of seconds, milliseconds, microseconds or nanoseconds since 1970, by its size. NaN for anything else.
 */
export function parseLoggedTime(value: string | number): number {
  if (typeof value === 'number' || /^\d{10,19}(?:\.\d+)?$/.test(value)) return toMilliseconds(Number(value));
  if (value.length > 40) return Number.NaN;
  const clf = value.replace(/^\[|\]$/g, '').replace(/(:\d{2})[.,]\d{1,9}(?= )/, '$1');
  if (clf.length === 26 && clf.charCodeAt(2) === 47) return parseClfTime(clf, 0);
  const iso = ISO.exec(value);
  if (iso === null) return Number.NaN;
  const [, year, month, day, hour, minute, second, sign, hours, minutes] = iso;
  const local = toInstant(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const offset = sign === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? local + offset : local - offset;
}

function toMilliseconds(count: number): number {
  if (!(count >= LEAST_SECONDS)) return Number.NaN;
  if (count < 1e11) return Math.floor(count * 1000);
  if (count < 1e14) return Math.floor(count);
  return Math.floor(count < 1e17 ? count / 1e3 : count / 1e6);
}
