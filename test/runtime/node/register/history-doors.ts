/** The doors that a history goes through: links of mails, and the commands of staff. */
import { createLink, type LinkAct } from '#core/register/link';
import { runStaffCommand } from '#core/register/staff/commands';
import type { StaffContext } from '#core/register/staff/staff-context';
import type { Pairs, RegisteredApp } from './registered-app.ts';

/** Posts to a link; throws where the register does not know it or fails. */
export async function postLink(
  app: RegisteredApp,
  act: LinkAct,
  subject: string,
  pairs: Pairs = [],
): Promise<void> {
  const link = createLink(act, subject, app.now, app.context.mac);
  const answer = await app.post(`/register/${act}/${link}`, pairs);
  if (answer.status >= 500 || answer.status === 404) throw new Error(`${act}: ${answer.status}`);
}

/** Runs a command of staff; its files are kept nowhere. */
export function callStaff<Result>(app: RegisteredApp, command: string, input: object): Promise<Result> {
  const nothing = () => Promise.resolve();
  const files = {
    keepEvidence: (name: string) => Promise.resolve(name),
    keepForMail: nothing,
    keepManifest: nothing,
  };
  const context: StaffContext = { ...app.context, files, sendNow: nothing, reader: 'staff:test' };
  return runStaffCommand(command, input, context) as Promise<Result>;
}
