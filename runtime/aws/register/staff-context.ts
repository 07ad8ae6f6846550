/** What commands of staff work with on AWS, beside an opened register. */
import { Informer } from '#core/register/information/informer';
import type { MailDoor } from '#core/register/mail/mail';
import type { StaffContext } from '#core/register/staff/staff-context';
import { createSystemBits } from '#runtime/node/random-bits';
import type { OpenedRegister } from './open-register.ts';

export interface StaffActing {
  readonly door: MailDoor;
  readonly sendNow: () => Promise<void>;
  readonly reader: string;
}

/** Returns the context of one command. */
export function staffContextOf(
  { context, files }: OpenedRegister,
  { door, sendNow, reader }: StaffActing,
): StaffContext {
  return {
    ...context,
    files,
    sendNow,
    informer: new Informer(context, door),
    reader,
    randomBits: createSystemBits,
  };
}
