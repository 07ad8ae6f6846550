/** Who gets which information mail: through the gate, at most once, and never after a withdrawal. */
import { describe, expect, it } from 'vitest';
import { withdrawPermissions } from '#core/register/acts/withdraw-permissions';
import type { InformedBatch } from '#core/register/information/informer';
import type { Handover, Mail } from '#core/register/mail/mail';
import type { InformationPreview, InformationSelection } from '#core/register/staff/inform';
import { DAY_MS, StaffedRegister } from '../staff/staffed-register.ts';

const ASKED = { purpose: 'information', reason: 'spring' };
const HOUR_MS = 3_600_000;

async function registerOf(names: readonly string[], config: object = {}): Promise<StaffedRegister> {
  const register = new StaffedRegister({}, config);
  for (const name of names)
    await register.add('product-information', { email: `${name}@canary.example` }, 'information');
  await register.send();
  register.mails.splice(0);
  return register;
}

const select = (register: StaffedRegister, more: object = {}) =>
  register.run<InformationSelection>('inform-select', { ...ASKED, isDryRun: false, ...more });

/** Selects and sends as the command does. */
async function inform(register: StaffedRegister): Promise<InformedBatch & InformationSelection> {
  const selection = await select(register);
  const { mailing, due: refs } = selection;
  const batch = await register.run<InformedBatch>('inform-send', { ...ASKED, mailing, refs });
  return { ...selection, ...batch, unknown: selection.unknown + batch.unknown };
}

const outcomes = (register: StaffedRegister) =>
  register.log.events.flatMap((event) =>
    ['sending', 'sent', 'unknown', 'dropped'].includes(event.event) &&
    'ref' in event &&
    !('submission' in event)
      ? [event.event]
      : [],
  );
const toOf = ({ to }: Mail) => to;

describe('an information mailing', () => {
  it('goes once to each whose permission stands, and what comes into the catalogue later alone', async () => {
    const register = await registerOf(['ada', 'bo']);
    await register.add('workshop', { name: 'cy', email: 'cy@canary.example' });
    await register.send();
    register.mails.splice(0);
    expect(await inform(register)).toMatchObject({ sent: 2, nothing: 0, unknown: 0, left: 0 });
    expect(register.mails.map(toOf)).toEqual(['ada@canary.example', 'bo@canary.example']);
    expect(await inform(register)).toMatchObject({ due: [], nothing: 2, sent: 0 });
    expect(register.mails.length).toBe(2);
  });

  it('records what it offered to whom, and nothing that says who that is', async () => {
    const register = await registerOf(['ada']);
    await inform(register);
    const own = register.log.events.filter(({ event }) => event === 'sending' || event === 'sent').slice(-2);
    expect(own).toMatchObject([
      { event: 'sending', purpose: 'information', items: ['microscope-m2', 'note-flim', 'telescope-t1'] },
      { event: 'sent', purpose: 'information' },
    ]);
    expect(JSON.stringify(register.log.events.filter(({ event }) => event !== 'values'))).not.toContain(
      'canary',
    );
  });

  it('begins the 24 months of the permission anew', async () => {
    const register = await registerOf(['ada']);
    register.now += 700 * DAY_MS;
    await inform(register);
    register.now += 700 * DAY_MS;
    expect(await select(register)).toMatchObject({ due: [], nothing: 1 });
    register.now += 100 * DAY_MS;
    expect(await select(register)).toMatchObject({ due: [], nothing: 0 });
  });

  it('is read on record, a preview and a dry run too, and these send nothing', async () => {
    const register = await registerOf(['ada']);
    const reads = () =>
      register.log.events.filter((event) => event.event === 'read' && event.purpose === 'information').length;
    const preview = await register.run<InformationPreview>('inform-preview', { ...ASKED, withMails: true });
    expect(reads()).toBe(1);
    expect(preview.due).toBe(1);
    expect(preview.people[0]?.items.map(({ id }) => id)).toEqual([
      'microscope-m2',
      'note-flim',
      'telescope-t1',
    ]);
    expect(preview.people[0]?.mail?.html).toContain('/register/withdraw/preview"');
    expect(JSON.stringify(preview)).not.toContain('canary');
    await select(register, { isDryRun: true });
    expect(reads()).toBe(2);
    expect(register.mails).toEqual([]);
    expect(outcomes(register)).toEqual([]);
  });

  it('is refused for another purpose, and without a postal address', async () => {
    const register = await registerOf(['ada']);
    await expect(
      register.run('inform-preview', { ...ASKED, purpose: 'service', withMails: false }),
    ).rejects.toThrow('--purpose information');
    const nowhere = await registerOf(['ada'], {
      mail: {},
      controller: { name: 'Firm', email: 'a@example.org' },
    });
    await expect(select(nowhere)).rejects.toThrow('$.mail.postal');
  });

  it('reaches nobody who withdrew after the selection, before or while the hand-over is recorded', async () => {
    for (const moment of ['before', 'read', 'sending'] as const) {
      const register = await registerOf(['ada', 'bo']);
      const { mailing, due: refs } = await select(register);
      const [ref = ''] = refs;
      const withdrawn = { event: 'withdrawn', at: '2026-11-30T09:00:00.000Z', ref, scope: 'all' } as const;
      const withdraw = () =>
        void register.log.put({ ...withdrawn, channel: 'link', received: withdrawn.at, by: 'person' });
      if (moment === 'before')
        await withdrawPermissions(
          { ref, scopes: 'all', channel: 'link', received: withdrawn.at, by: 'person' },
          register.context,
        );
      else
        register.log.onAppend = (events) => {
          if (!events.some(({ event }) => event === moment)) return;
          register.log.onAppend = () => undefined;
          withdraw();
        };
      const batch = await register.run('inform-send', { ...ASKED, mailing, refs });
      expect(batch, moment).toMatchObject({ sent: 1, stopped: 1 });
      expect(register.mails.filter(({ kind }) => kind === 'information').map(toOf), moment).toEqual([
        'bo@canary.example',
      ]);
    }
  });

  it('reaches nobody whose withdrawal is appended right behind the record of the hand-over', async () => {
    const register = await registerOf(['ada']);
    const { mailing, due: refs } = await select(register);
    const [ref = ''] = refs;
    const { log } = register;
    const append = log.append.bind(log);
    log.append = async (events, condition) => {
      const isDone = await append(events, condition);
      const at = '2026-11-30T09:00:00.000Z';
      if (events.some(({ event }) => event === 'sending'))
        log.put({ event: 'withdrawn', at, ref, scope: 'all', channel: 'link', received: at, by: 'person' });
      return isDone;
    };
    expect(await register.run('inform-send', { ...ASKED, mailing, refs })).toMatchObject({ stopped: 1 });
    expect(register.mails).toEqual([]);
    expect(outcomes(register)).toEqual(['sending', 'dropped']);
  });

  it('leaves no mail of somebody who was erased while it was handed over', async () => {
    const register = await registerOf(['ada']);
    register.onSend = async ({ id }) => {
      const ref = [...register.log.state.sendings.values()].find(({ mail }) => mail === id)?.ref ?? '';
      await register.run('erase', { who: ref });
      register.removed.splice(0);
      return 'sent' as const;
    };
    await inform(register);
    expect(register.removed).toEqual([register.mails[0]?.id]);
  });
});

describe('what became of an information mail', () => {
  it.each([
    ['refused', ['sending', 'dropped', 'sending', 'sent'], 1],
    ['unknown', ['sending', 'unknown'], 0],
    ['throws', ['sending', 'unknown'], 0],
  ] as const)('%s: it is tried again only where it was certainly not taken', async (first, events, mails) => {
    const register = await registerOf(['ada']);
    register.onSend = () => {
      register.onSend = () => 'sent';
      if (first === 'throws') throw new Error('the disk is full');
      return first satisfies Handover;
    };
    expect(await inform(register)).toMatchObject({
      sent: 0,
      refused: first === 'refused' ? 1 : 0,
      unknown: first === 'refused' ? 0 : 1,
    });
    await inform(register);
    expect(outcomes(register)).toEqual(events);
    expect(register.mails.length).toBe(mails);
  });

  it('is unknown where a crash left no outcome, and it is not sent again', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const register = await registerOf(names);
    const { log } = register;
    const append = log.append.bind(log);
    log.append = (events, condition) => {
      if (!events.some((one) => one.event === 'sent' && one.purpose === 'information'))
        return append(events, condition);
      log.append = append;
      return Promise.reject(new Error('crash'));
    };
    await expect(inform(register)).rejects.toThrow('crash');
    // Four were under way at once.
    expect(await inform(register)).toMatchObject({ unknown: 1, sent: 2 });
    expect(register.mails.map(toOf).toSorted()).toEqual(names.map((name) => `${name}@canary.example`));
    expect(outcomes(register).filter((event) => event === 'unknown').length).toBe(1);
    expect(await inform(register)).toMatchObject({ unknown: 0, due: [] });
  });

  it('stops after five refusals in a row, so that a server that is down is not asked for everybody', async () => {
    const register = await registerOf(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    register.onSend = () => 'refused';
    expect(await inform(register)).toMatchObject({ refused: 5, left: 2, cause: 'server' });
    register.onSend = () => 'sent';
    expect(await inform(register)).toMatchObject({ sent: 7 });
  });
});

describe('the mails of an hour', () => {
  it('bound a mailing, which goes on an hour later and leaves a tenth free', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `p${at}`);
    const register = await registerOf(names.slice(0, 1), { limits: { mailsPerHour: 10 } });
    register.now += HOUR_MS;
    for (const name of names.slice(1)) {
      await register.add('product-information', { email: `${name}@canary.example` }, 'information');
      register.now += HOUR_MS;
      await register.send();
    }
    register.now += HOUR_MS;
    expect(await inform(register)).toMatchObject({ sent: 9, left: 3, cause: 'limit' });
    expect(await inform(register)).toMatchObject({ sent: 0, left: 3, cause: 'limit' });
    register.now += HOUR_MS;
    expect(await inform(register)).toMatchObject({ sent: 3, left: 0 });
  });

  it('count mails that people wait for, whose share the mailing does not take', async () => {
    const register = await registerOf(['a', 'b', 'c', 'd'], { limits: { mailsPerHour: 5 } });
    expect(await inform(register)).toMatchObject({ sent: 1, left: 3, cause: 'limit' });
  });
});
