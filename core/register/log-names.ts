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

/** Everybody who was sent, on a day, a mail that a stranger could have caused. */
export const mailedOn = (day: string): string => `*mailed ${day}`;

/** Everybody who confirmed a submission of a form, and the form's last messages to participants and to its owner. */
export const peopleOfForm = (form: string): string => `*form ${form}`;

/** How many seats of a form are taken, without anybody who took them. */
export const seatsOfForm = (form: string): string => `*seats ${form}`;
