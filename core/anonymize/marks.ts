/** The marks that the scrubber leaves in the place of identifiers. */

const MARK = ':(?:email|jwt|key|uuid|iban|hex|ip|card|phone|token|number)';
const MARKS = new RegExp(MARK, 'g');
/** What stands between a key and its value: an equals sign or a colon, where no mark begins. */
export const KEY_SIGN = new RegExp(`=|(?!${MARK}):`);

/** Returns a text without the marks in it. */
export function withoutMarks(text: string): string {
  return text.includes(':') ? text.replaceAll(MARKS, '') : text;
}
