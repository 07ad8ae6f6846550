/**
 * Names under which the log finds what is about no particular person. No id begins with an asterisk, so none of them
 * is mistaken for one.
 */

/** Everybody to whom a mail is due or under way. */
export const DUE_MAILS = '*due-mails';

/** How many mails were handed over in the last hours. */
export const MAILS_IN_HOUR = '*mails-in-hour';

/** The cases that nobody has closed. */
export const OPEN_CASES = '*open-cases';

/** Everybody who was sent a mail on a day that a stranger could have caused. */
export const mailedOn = (day: string): string => `*mailed ${day}`;

/** Everybody with a confirmed submission by a form, and what the form's participants and owner were told. */
export const peopleOfForm = (form: string): string => `*form ${form}`;

/** How many seats of a form are taken, without anybody who took them. */
export const seatsOfForm = (form: string): string => `*seats ${form}`;
