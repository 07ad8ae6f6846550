/** An app that has sent one mail of each kind that a person gets, to the same person. */
import type { Mail } from '#core/register/mail/mail';
import { DAY_MS, linkIn, RegisteredApp } from './registered-app.ts';

export const ALL_KINDS = ['confirm', 'reminder', 'welcome', 'self', 'changed', 'acknowledgement'] as const;
export type Sent = Readonly<Record<(typeof ALL_KINDS)[number], Mail>>;

/** Lets a person do all that causes mails. The links of all mails are still valid but for that of `confirm`. */
export async function sendAllKinds(app: RegisteredApp): Promise<Sent> {
  const boxes = { purposes: ['information', 'customization'], recipients: ['example-optics'] };
  const fields = { name: 'Ada', email: 'ada@example.org' };
  const submission = await app.register('workshop', fields, boxes);
  const [confirm] = await app.settle();
  app.now += 3 * DAY_MS;
  const [reminder] = await app.settle();
  await app.request(linkIn(reminder as Mail, 'confirm'), { method: 'POST' });
  const [welcome] = await app.settle();

  await app.post('/register/self', [['address', 'ada@example.org']]);
  const [self] = await app.settle();
  const link = linkIn(self as Mail, 'self');
  await app.post(link, [
    ['act', 'correct'],
    ['submission', submission],
    ['email', 'ada@new.example.org'],
  ]);
  const [asked] = await app.settle();
  await app.request(linkIn(asked as Mail, 'confirm'), { method: 'POST' });
  const [changed] = await app.settle();
  await app.post(link, [
    ['act', 'withdraw'],
    ['only', 'customization'],
  ]);
  const [acknowledgement] = await app.settle();
  return { confirm, reminder, welcome, self, changed, acknowledgement } as Sent;
}

/** Every address in a mail: its text part, its HTML part and its headers. */
export function addressesIn({ text, html, headers = {} }: Mail): readonly string[] {
  const all = [text, html.replaceAll('&amp;', '&'), ...Object.values(headers)].join('\n');
  return [...new Set([...all.matchAll(/https?:\/\/[^\s"'<>]+/g)].map(([address]) => address))];
}
