/** Supplying what was asked for: answers with their files, and changes of a date that reach the participants. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RegisterPlace, type Sent } from '../../support/register-place.ts';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
  place.configure();
  writeFileSync(join(place.folder, 'text.txt'), 'The words of staff.');
  writeFileSync(join(place.folder, 'sheet.pdf'), '%PDF-1.4 sheet');
});
afterEach(() => place.dispose());

const calendarOf = ({ attachments }: Sent): string => {
  const found = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  if (found === undefined) return '';
  return typeof found.content === 'string'
    ? found.content
    : Buffer.from(new Uint8Array(found.content)).toString('utf8');
};
const inquiry = (name: string) => ({ name, email: `${name}@canary.example`, question: 'canary question' });

it('an answer goes with its text and files to who asked, once, and nothing of it stays behind', async () => {
  const submission = await place.add('inquiry', inquiry('anna'));
  await place.add('inquiry', inquiry('anna'));
  const words = ['answer', submission, '--text', 'text.txt', '--attach', 'sheet.pdf', 'text.txt'];
  expect(await place.json(...words)).toEqual({ sent: 1, due: 0 });
  const mail = await place.mail('-answer-');
  expect(mail.to?.[0]?.address).toBe('anna@canary.example');
  expect(mail.textPart).toContain('The words of staff.');
  expect(mail.textPart).not.toContain('canary question');
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(['sheet.pdf', 'text.txt']);
  expect(readdirSync(join(place.data, 'outgoing'))).toEqual([]);
  expect(place.events().findLast(({ event }) => event === 'sent')).toMatchObject({
    submission,
    purpose: 'service',
    supplies: true,
  });
});

it('what staff wrote for a mail that stays due goes with whom it was for', async () => {
  // Two are welcomed, and one more mail may leave.
  place.configure({ limits: { mailsPerHour: 3, perFormPerHour: 100 } });
  await place.add('workshop', { name: 'anna', email: 'anna@canary.example' });
  await place.add('workshop', { name: 'bert', email: 'bert@canary.example' });
  expect(await place.json('tell', 'workshop', '--text', 'text.txt')).toEqual({ sent: 1, due: 1 });
  expect(readdirSync(join(place.data, 'outgoing'))).toHaveLength(1);
  await place.json('erase', 'bert@canary.example');
  expect(readdirSync(join(place.data, 'outgoing'))).toEqual([]);
});

it('an answer is refused where nothing is open, nobody is known, or nothing is sent', async () => {
  const submission = await place.add('inquiry', inquiry('anna'));
  expect(await place.run('answer', submission)).toMatchObject({ status: 2 });
  expect(await place.run('answer', submission, '--text', 'none.txt')).toMatchObject({ status: 1 });
  await place.json('close', submission);
  for (const who of [submission, 'bert@canary.example']) {
    const refused = await place.run('answer', who, '--text', 'text.txt');
    expect(refused).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^headcount: [^\n]+\n$/),
    });
    expect(refused.stderr).not.toContain('canary');
  }
  expect(await place.mails('-answer-')).toEqual([]);
});

it('a change reaches the participants with a calendar entry of the same UID and a higher SEQUENCE, then it is cancelled', async () => {
  const anna = await place.add('workshop', { name: 'anna', email: 'anna@canary.example' });
  await place.add('workshop', { name: 'without address' });
  const closed = await place.add('workshop', { name: 'bert', email: 'bert@canary.example' });
  await place.json('close', closed);
  expect(await place.json('tell', 'workshop', '--text', 'text.txt')).toEqual({ sent: 1, due: 0 });
  expect(await place.json('tell', 'workshop', '--text', 'text.txt', '--cancelled')).toEqual({
    sent: 1,
    due: 0,
  });
  const calendars = [await place.mail(`-welcome-${anna}`), ...(await place.mails('-changed-'))].map(
    calendarOf,
  );
  const line = (name: string) =>
    calendars.map((text) => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(text)?.[1]);
  expect(line('METHOD')).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
  expect(line('SEQUENCE')).toEqual(['0', '1', '2']);
  expect(new Set(line('UID')).size).toBe(1);
  expect(line('DTSTART')[0]).toBe('20300516T080000Z');
  expect((await place.mails('-changed-'))[0]?.textPart).toContain('The words of staff.');
});

it('a change of an unknown form, or without a text, is refused', async () => {
  expect(await place.run('tell', 'nothing', '--text', 'text.txt')).toMatchObject({ status: 2 });
  expect(await place.run('tell', 'workshop')).toMatchObject({ status: 2 });
  writeFileSync(join(place.folder, 'empty.txt'), ' \n');
  expect(await place.run('tell', 'workshop', '--text', 'empty.txt')).toMatchObject({ status: 2 });
});
