/**
 * The scrubber for values other than paths: properties, campaigns, sources, names. It may not let a spreadsheet formula
 * through.
 */
import { scrub } from './scrub.ts';

const PLAIN_NUMBER = /^[-+]?(\d+([.,]\d+)*|\.\d+)%?$/;

/**
 * Scrubs a value and removes a leading `= + - @`, tab or CR, unless the value is a plain number: a spreadsheet would
 * execute it.
 */
export function scrubValue(value: string): string {
  return neutralizeFormula(scrub(value));
}

/** Removes leading characters that would make a spreadsheet execute the text. */
export function neutralizeFormula(value: string): string {
  return PLAIN_NUMBER.test(value) ? value : value.replace(/^[=+\-@\t\r\n ]+/, '');
}
