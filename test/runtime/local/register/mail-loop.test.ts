/** When mails leave: after the answer that is under way, one round at a time. */
import { expect, it } from 'vitest';
import type { Mailer } from '#core/register/mail/send-due-mails';
import { MailLoop } from '#runtime/local/register/mail-loop';

it('begins a round after the answer that is under way has been written, and several calls make one', async () => {
  const done: string[] = [];
  const round = async () => {
    done.push('round');
    return { sent: 0, refused: 0, waiting: 0 };
  };
  const loop = new MailLoop({ round } as unknown as Mailer, () => undefined);
  loop.wake();
  loop.wake();
  // An answer is made and written in promises alone.
  for (let at = 0; at < 100; at++) await Promise.resolve();
  done.push('answer');
  await loop.settle();
  expect(done).toEqual(['answer', 'round']);
});
