/** What the round of mails costs that follows each registration, counted in submissions it looks at. */
import { describe, expect, it } from 'vitest';
import { Mailer } from '#core/register/mail/send-due-mails';
import type { RegisterContext } from '#core/register/register-context';
import { termsOf } from '#core/register/register-context';
import { emptyState, type Submission } from '#core/register/register-state';
import { parseDemo, sha256 } from '../demo-register.ts';
import { MemoryLog } from '../memory-log.ts';
import { registered } from '../registered.ts';

const NOW = Date.parse('2027-01-20T10:00:00.000Z');
const AT = new Date(NOW).toISOString();

/** Counts what is looked at: one for each lookup, all for each pass. */
class CountedSubmissions extends Map<string, Submission> {
  reads = 0;

  override get(id: string): Submission | undefined {
    this.reads++;
    return super.get(id);
  }

  override values(): MapIterator<Submission> {
    this.reads += this.size;
    return super.values();
  }

  override [Symbol.iterator](): MapIterator<[string, Submission]> {
    this.reads += this.size;
    return super[Symbol.iterator]();
  }
}

/** Returns how many submissions a round looks at that sends one confirmation, among so many people. */
async function readsOfRound(people: number): Promise<number> {
  const register = parseDemo({ limits: { mailsPerHour: 10_000 } }, { id: 'workshop' });
  const submissions = new CountedSubmissions();
  const log: MemoryLog = Object.assign(new MemoryLog(), { state: { ...emptyState(), submissions } });
  const context: RegisterContext = {
    log,
    register,
    sha256,
    terms: termsOf(register),
    now: () => NOW,
    url: 'http://127.0.0.1:8788',
    keyOf: (address) => sha256(Buffer.from(address)),
    limitKeyOf: (day, address) => `${day} ${address}`,
    mac: (text) => sha256(Buffer.from(text)),
    randomId: () => 'id',
    wakeMailer: () => undefined,
    afterAnswer: () => undefined,
    removeTraces: () => Promise.resolve(),
  };
  const files = {
    documentsOf: () => Promise.resolve([]),
    read: () => Promise.resolve(undefined),
    remove: () => Promise.resolve(),
  };
  const sent: string[] = [];
  const door = {
    send: ({ id }: { readonly id: string }) => {
      sent.push(id);
      return Promise.resolve('sent' as const);
    },
    close: () => Promise.resolve(),
  };
  const join = (id: string, isConfirmed: boolean) =>
    log.put(...registered(id, `of-${id}`, {}, { form: 'workshop', kind: 'workshop', isConfirmed }));
  for (let n = 0; n < people; n++) {
    join(`welcomed-${n}`, true);
    const mail = { messageId: '<m@example.org>', purpose: 'service', mail: `welcomed-${n}-welcome` };
    log.put({ event: 'sent', at: AT, ref: `of-welcomed-${n}`, submission: `welcomed-${n}`, ...mail });
    for (const event of registered(`nameless-${n}`, `of-nameless-${n}`, {}, { channel: 'visit' }))
      log.put(event.event === 'values' ? { ...event, addressField: undefined } : event);
  }
  const mailer = new Mailer(context, door, files);
  // The first round of a day counts what was sent that day.
  join('first', false);
  await mailer.round();
  submissions.reads = 0;
  join('second', false);
  await mailer.round();
  expect(sent).toEqual(['first', 'second']);
  return submissions.reads;
}

describe('the round of mails after a registration', () => {
  it('looks at as many submissions among a thousand people as among ten', async () => {
    expect(await readsOfRound(1000)).toBe(await readsOfRound(10));
  });
});
