/** What is given up between the choice of a recipient and the hand-over: that mail or row never leaves. */
import { describe, expect, it } from 'vitest';
import { erasePerson } from '#core/register/acts/erase';
import { confirmLink } from '#core/register/acts/confirm-link';
import { withdrawPermissions } from '#core/register/acts/withdraw-permissions';
import type { RegisterEvent } from '#core/register/event';
import type { Handover, Mail } from '#core/register/mail/mail';
import { closeSubmission } from '#core/register/staff/close-submission';
import { answerPerson } from '#core/register/staff/answer-person';
import type { StaffContext } from '#core/register/staff/staff-context';
import { tellParticipants } from '#core/register/staff/tell-participants';
import { transferTo } from '#core/register/staff/transfer-to';
import { createSystemBits } from '#runtime/node/random-bits';
import { keptSurveys } from '../../../core/register/staff/kept-surveys.ts';
import { RegisteredApp } from './registered-app.ts';

const BOXES = { purposes: ['information', 'customization'], recipients: ['example-optics'] };
const TRANSFER = {
  recipient: 'example-optics',
  purpose: 'transfer:example-optics',
  reason: 'agreed in the form',
  isDryRun: false,
};

const staffOf = (app: RegisteredApp): StaffContext => ({
  ...app.context,
  files: {
    keepEvidence: async (name) => name,
    keepForMail: async (mail, stored) => void app.stored.set(mail, stored),
    keepManifest: async () => undefined,
    ...keptSurveys(),
  },
  sendNow: async () => void (await app.settle()),
  informer: app.informer,
  reader: 'staff:test',
  randomBits: createSystemBits,
});

const withdrawAll = (app: RegisteredApp, ref: string) =>
  withdrawPermissions(
    { ref, scopes: 'all', channel: 'link', received: new Date(app.now).toISOString(), by: 'person' },
    app.context,
  );

/** Calls `act` once, when an event of the kind is about to be appended: its own effect comes first. */
function once(app: RegisteredApp, event: RegisterEvent['event'], act: () => void): void {
  app.log.onAppend = (events) => {
    if (!events.some((one) => one.event === event)) return;
    app.log.onAppend = () => undefined;
    act();
  };
}

const putWithdrawal = (app: RegisteredApp, ref: string) => () => {
  const at = new Date(app.now).toISOString();
  app.log.put({ event: 'withdrawn', at, ref, scope: 'all', channel: 'link', received: at, by: 'person' });
};

describe('a transfer', () => {
  it.each(['read', 'transferred'] as const)(
    'leaves out who withdraws just before its event %s is in the log',
    async (event) => {
      const app = new RegisteredApp();
      const stays = await app.registerConfirmed('workshop', { name: 'Bob', email: 'bob@example.org' }, BOXES);
      const leaves = await app.registerConfirmed(
        'workshop',
        { name: 'Ada', email: 'ada@example.org' },
        BOXES,
      );
      once(app, event, putWithdrawal(app, leaves));
      const transfer = await transferTo(TRANSFER, staffOf(app));
      const csv = transfer.files?.['data.csv'] ?? '';
      expect(csv).toContain(stays);
      expect(csv).not.toMatch(/Ada|ada@example/);
      expect(csv).not.toContain(leaves);
      const logged = app.log.events.filter((one) => one.event === 'transferred');
      expect(logged.map(({ submissions }) => submissions)).toEqual([transfer.submissions]);
      expect(transfer.people).toBe(1);
    },
  );
});

describe('a mail', () => {
  async function inquiry() {
    const app = new RegisteredApp();
    const fields = { name: 'Ada', email: 'ada@example.org', question: 'Why?' };
    const ref = await app.registerConfirmed('inquiry', fields, { purposes: ['customization'] });
    const submission = app.log.state.people.get(ref)?.submissions[0] ?? '';
    return { app, ref, submission };
  }
  const close = (app: RegisteredApp, submission: string) => () =>
    app.log.put({ event: 'closed', at: new Date(app.now).toISOString(), submission });
  const erase = (app: RegisteredApp, ref: string, submission: string) => () =>
    app.log.put({ event: 'erased', at: new Date(app.now).toISOString(), ref, cause: 'request', submission });

  it.each(['closed', 'erased'] as const)(
    'with an answer never leaves once its service is %s',
    async (how) => {
      const { app, ref, submission } = await inquiry();
      once(app, 'read', how === 'closed' ? close(app, submission) : erase(app, ref, submission));
      await answerPerson(submission, { text: 'Because.', attachments: [] }, staffOf(app));
      expect(app.mails.filter(({ kind }) => kind === 'answer')).toEqual([]);
      expect(app.log.state.dueMails.size).toBe(0);
    },
  );

  it('whose file takes long to read never leaves either', async () => {
    const { app, submission } = await inquiry();
    const read = app.files.read;
    app.files.read = async (mail) => {
      await closeSubmission(submission, app.context as StaffContext);
      return read(mail);
    };
    await answerPerson(submission, { text: 'Because.', attachments: [] }, staffOf(app));
    expect(app.mails.filter(({ kind }) => kind === 'answer')).toEqual([]);
  });

  it('that is handed over while its person is erased is removed after it', async () => {
    const app = new RegisteredApp();
    await app.register('workshop', { name: 'Ada', email: 'ada@example.org' });
    const { ref } = [...app.log.state.submissions.values()][0]!;
    app.onSend = async () => {
      await erasePerson(ref, app.context);
      // The mail lies in the outbox from now on.
      app.removed.splice(0);
      return 'sent' as const;
    };
    const [mail] = await app.settle();
    expect(app.removed).toEqual([mail?.id]);
  });

  it('about a change never leaves for whom is erased meanwhile, and reaches the others', async () => {
    const app = new RegisteredApp();
    const ada = await app.registerConfirmed('workshop', { name: 'Ada', email: 'ada@example.org' }, BOXES);
    await app.registerConfirmed('workshop', { name: 'Bob', email: 'bob@example.org' }, BOXES);
    const [submission = ''] = app.log.state.people.get(ada)?.submissions ?? [];
    once(app, 'read', erase(app, ada, submission));
    const told = { form: 'workshop', text: 'One hour later.', isCancelled: false };
    await tellParticipants(told, staffOf(app));
    expect(app.mails.filter(({ kind }) => kind === 'changed').map(({ to }) => to)).toEqual([
      'bob@example.org',
    ]);
  });

  it('of welcome does not name what was withdrawn while it was made', async () => {
    const app = new RegisteredApp();
    const submission = await app.register('workshop', { name: 'Ada', email: 'ada@example.org' }, BOXES);
    await app.settle();
    await confirmLink(submission, app.context);
    const ref = app.log.state.submissions.get(submission)?.ref ?? '';
    once(app, 'read', putWithdrawal(app, ref));
    const welcome = (await app.settle()).find(({ kind }) => kind === 'welcome');
    expect(welcome?.text).not.toMatch(/information and offers|Example Optics/);
    expect(welcome?.text).toContain('Microscopy workshop');
  });

  it('that is handed over while its person is erased does not stay in an outbox', async () => {
    const { app, ref, submission } = await inquiry();
    const left: Mail[] = [];
    app.onSend = async (mail): Promise<Handover> => {
      await erasePerson(ref, app.context);
      left.push(mail);
      return 'sent';
    };
    await answerPerson(submission, { text: 'Because.', attachments: [] }, staffOf(app));
    expect(left).toHaveLength(1);
    expect(app.removed.at(-1)).toBe(left[0]?.id);
  });
});

it('a withdrawal that could not be stored is not acknowledged', async () => {
  const app = new RegisteredApp();
  const ref = await app.registerConfirmed('workshop', { name: 'Ada', email: 'ada@example.org' }, BOXES);
  app.log.onAppend = () => {
    throw new Error('disk full');
  };
  await expect(withdrawAll(app, ref)).rejects.toThrow('disk full');
});
