/**
 * Detects numbers that a path carries in pieces: `/order/12/34/56/78`, `/+49/170/1234567`, `/4111/1111/1111/1111`. It
 * may not look at anything but segments of digits; dates at the beginning of a run identify publications and stay.
 */
import { parseAddress } from './address.ts';
import { unwrap } from './unwrap.ts';

/** Minimum number of digits of a telephone number, an account or an order; shorter numbers are pages and chapters. */
const MIN_DIGITS = 7;
const MIN_ADDRESS_DIGITS = 6;
const YEAR = /^(19|20)\d\d$/;
/** A latitude or longitude. */
const DEGREES = /^[-+]?\d{1,3}\.\d{3,}$/;
const MONTH = /^(0?[1-9]|1[0-2])$/;
const DAY = /^(0?[1-9]|[12]\d|3[01])$/;

/**
 * Returns the scrubbed segments, with the pieces of a split number replaced by its mark. `segments` are the same before
 * scrubbing.
 */
export function withoutSplitNumbers(
  segments: readonly string[],
  scrubbed: readonly string[],
): readonly string[] {
  const plain = segments.map((segment) => (/[\p{Nd}%]/u.test(segment) ? (unwrap(segment) ?? '') : segment));
  const result = [...scrubbed];
  for (let start = 0; start < plain.length; start++) {
    let end = start;
    while (isNumeric(plain[end])) end++;
    const from = start + dateLength(plain.slice(start, end));
    const run = plain.slice(from, end);
    if (run.length > 1 && (isNumber(run) || run.every((piece) => DEGREES.test(piece))))
      result.fill(':number', from, end);
    start = Math.max(start, end);
  }
  return result;
}

function isNumeric(segment: string | undefined): boolean {
  return segment !== undefined && /^[+(]{0,2}\d[\d ()._+-]*$/.test(segment);
}

function isNumber(run: readonly string[]): boolean {
  const digits = run.join('').replaceAll(/\D/g, '').length;
  return (
    digits >= MIN_DIGITS ||
    (digits >= MIN_ADDRESS_DIGITS && run.length === 4 && parseAddress(run.join('.')) !== undefined)
  );
}

/** Counts the segments of a date at the beginning: `2024/05/17`, `2023/2024`, `17/05/2024`, `2024-05-17`. */
function dateLength(run: readonly string[]): number {
  const [first = '', second = '', third = ''] = run;
  if (DAY.test(first) && DAY.test(second) && (MONTH.test(first) || MONTH.test(second)) && YEAR.test(third))
    return 3;
  if (/^(19|20)\d\d[-_.]\d{1,2}([-_.]\d{1,2})?$/.test(first)) return 1;
  let at = 0;
  while (YEAR.test(run[at] ?? '')) at++;
  if (at === 0 || !MONTH.test(run[at] ?? '')) return at;
  return DAY.test(run[at + 1] ?? '') ? at + 2 : at + 1;
}
