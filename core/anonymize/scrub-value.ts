/**
 * The scrubber for values that are no path: properties, campaigns, sources, names. It may not let a spreadsheet formula
 * through.
 */
import { scrub } from './scrub.ts';

const PLAIN_NUMBER = /^[-+]?(\d+([.,]\d+)*|\.\d+)%?$/;

/**
 * Scrubbed; a leading `= + - @`, tab or CR is taken off unless the value is a plain number, as spreadsheets would run
 * it.
 */
export function scrubValue(value: string): string {
  return neutralizeFormula(scrub(value));
}

/** Takes off what would make a spreadsheet run the text. */
export function neutralizeFormula(value: string): string {
  return PLAIN_NUMBER.test(value) ? value : value.replace(/^[=+\-@\t\r\n ]+/, '');
}
