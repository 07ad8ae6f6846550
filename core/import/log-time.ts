/** Parses the two notations of time in logs. The result is an instant, independent of the deployment's time zone. */

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
