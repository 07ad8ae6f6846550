/** A mail that has to go again is the same mail: a crash after the hand-over, and a server that refuses. */
import { expect, it } from 'vitest';
import type { Handover, Mail } from '#core/register/mail/mail';
import { Mailer } from '#core/register/mail/send-due-mails';
import { StaffedRegister } from '../staff/staffed-register.ts';

const FILES = {
  documentsOf: async () => [],
  read: async () => undefined,
  remove: async () => undefined,
};

/** A register in which somebody is asked to confirm, and a door that answers as it is told and notes the mails. */
async function asking(answers: readonly Handover[]) {
  const register = new StaffedRegister();
  const { submission } = await register.run<{ submission: string }>('add', {
    form: 'workshop',
    channel: 'phone',
    received: '2026-11-27',
    evidence: btoa('a call'),
    fields: { name: 'Alex Example', email: 'alex@customer.example' },
    give: [],
    topics: [],
  });
  const handed: Mail[] = [];
  const send = async (mail: Mail) => answers[handed.push(mail) - 1] ?? 'sent';
  const mailer = new Mailer(register.context, { send, close: async () => undefined }, FILES);
  const asked = async () => (await register.log.read()).submissions.get(submission)?.asked?.messageId;
  return { register, handed, mailer, asked };
}

it('a mail whose hand-over could not be recorded goes again with the same Message-ID', async () => {
  const { register, handed, mailer, asked } = await asking([]);
  const append = register.log.append.bind(register.log);
  let isBroken = true;
  register.log.append = (events, condition) =>
    isBroken && events.some(({ event }) => event === 'asked')
      ? Promise.reject(new Error('the disk is full'))
      : append(events, condition);
  expect(await mailer.round()).toMatchObject({ refused: 1 });
  expect(await asked()).toBeUndefined();
  isBroken = false;
  expect(await mailer.round()).toMatchObject({ sent: 1, refused: 0 });
  expect(await mailer.round()).toMatchObject({ sent: 0 });
  expect(handed).toHaveLength(2);
  expect(handed.map(({ messageId }) => messageId)).toEqual([await asked(), await asked()]);
});

it('a mail that the server refuses stays due, and is recorded as sent once it is taken', async () => {
  const { handed, mailer, asked } = await asking(['refused', 'refused']);
  for (const round of [1, 2]) {
    expect(await mailer.round(), `round ${round}`).toMatchObject({ sent: 0, refused: 1 });
    expect(await asked()).toBeUndefined();
  }
  expect(await mailer.round()).toMatchObject({ sent: 1 });
  expect(await mailer.round()).toMatchObject({ sent: 0 });
  expect(new Set(handed.map(({ messageId }) => messageId))).toEqual(new Set([await asked()]));
  expect(handed).toHaveLength(3);
});
