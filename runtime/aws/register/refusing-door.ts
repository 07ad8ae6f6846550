/** The door of functions that may not send: mails are made due, or handed to the function that may. */
import type { MailDoor } from '#core/register/mail/mail';

/** Refuses each mail, so that it stays due. */
export const REFUSING_DOOR: MailDoor = {
  send: () => Promise.resolve('refused'),
  close: () => Promise.resolve(),
};
