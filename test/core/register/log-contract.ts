/** What every implementation of the log's port does. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { confirmSubmission } from '#core/register/confirm';
import type { RegisterEvent } from '#core/register/event';
import { normalizeAddress } from '#core/register/match-key';
import type { RegisterLog } from '#core/register/register-log';
import { AT, registered } from './registered.ts';

export interface OpenedLog {
  readonly log: RegisterLog;
  /** Everything that is stored, as text. */
  readonly stored: () => string | Promise<string>;
  readonly dispose: () => Promise<void>;
}

const NOW = Date.parse('2027-01-02T10:00:00Z');
const erased = (submission: string, kept: readonly string[] = []): RegisterEvent => ({
  event: 'erased',
  at: AT,
  ref: 'p1',
  submission,
  cause: 'request',
  kept,
});

export function describeRegisterLog(name: string, open: () => Promise<OpenedLog>): void {
  const opened = async () => {
    const one = await open();
    onTestFinished(one.dispose);
    return one;
  };
  const all = async (refs: AsyncIterable<string>) => {
    const found: string[] = [];
    for await (const ref of refs) found.push(ref);
    return found.toSorted();
  };

  describe(`the contract of ${name}`, () => {
    it('shows what was appended, to whoever reads after the append resolved', async () => {
      const { log } = await opened();
      expect(await log.append(registered('s1', 'p1', { information: 'given' }))).toBe(true);
      const state = await log.read(['p1']);
      expect(state.submissions.get('s1')).toMatchObject({ ref: 'p1', confirmedAt: AT });
      expect(state.refByKey.get('p1.s1@example.org')).toBe('p1');
    });

    it('appends nothing where the condition does not hold', async () => {
      const { log, stored } = await opened();
      expect(
        await log.append(registered('s1', 'p1', {}), {
          names: ['s1'],
          holds: (state) => state.submissions.has('s1'),
        }),
      ).toBe(false);
      expect((await log.read(['p1'])).submissions.size).toBe(0);
      expect(await stored()).not.toContain('p1');
    });

    it('judges each of many appends at the same time by all that were appended before it', async () => {
      const { log } = await opened();
      const appended = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          log.append(registered(`s${n}`, 'p1', {}), {
            names: ['p1'],
            holds: (state) => state.submissions.size < 3,
          }),
        ),
      );
      expect(appended.filter(Boolean)).toHaveLength(3);
      expect((await log.read(['p1'])).submissions.size).toBe(3);
    });

    it('makes one person of many submissions of an address that are confirmed at the same time', async () => {
      const { log } = await opened();
      const ids = Array.from({ length: 8 }, (_, n) => `s${n}`);
      for (const id of ids)
        await log.append(registered(id, `p${id}`, {}, { isConfirmed: false, email: 'ada@example.org' }));
      await Promise.all(ids.map((id) => confirmSubmission(id, log, { now: NOW, keyOf: normalizeAddress })));
      const { submissions } = await log.read(ids);
      expect(new Set(ids.map((id) => submissions.get(id)?.ref)).size).toBe(1);
    });

    it('lists whom a purpose was offered to', async () => {
      const { log } = await opened();
      await log.append(registered('s1', 'p1', { information: 'given' }));
      await log.append(registered('s2', 'p2', { information: 'refused' }));
      await log.append(registered('s3', 'p3', { customization: 'given' }));
      expect(await all(log.scan('information'))).toEqual(['p1', 'p2']);
      expect(await all(log.scan('service'))).toEqual(['p1', 'p2', 'p3']);
    });

    it('stores nothing of the values of an erased submission once it is purged, and everything else', async () => {
      const { log, stored } = await opened();
      const named = { email: 'canary.one@example.org' };
      await log.append(registered('s1', 'p1', { information: 'given' }, named));
      await log.append(registered('s2', 'p2', {}, { email: 'canary.two@example.org' }));
      expect(await stored()).toContain('canary.one');
      await log.append([erased('s1')]);
      await log.purge();
      expect(await stored()).not.toContain('canary.one');
      expect(await stored()).toContain('canary.two');
      expect((await log.read(['p1'])).submissions.get('s1')).toMatchObject({
        decisions: { information: 'given' },
        erased: { cause: 'request' },
      });
      expect(await log.append(registered('s3', 'p1', {}))).toBe(true);
    });

    it('keeps the fields of a purged submission that a law keeps', async () => {
      const { log, stored } = await opened();
      const [submitted, , confirmed] = registered('s1', 'p1', {});
      const fields = { name: 'canary.kept', phone: 'canary.gone' };
      await log.append([submitted!, { event: 'values', at: AT, submission: 's1', fields }, confirmed!]);
      await log.append([erased('s1', ['name'])]);
      await log.purge();
      expect(await stored()).toContain('canary.kept');
      expect(await stored()).not.toContain('canary.gone');
    });
  });
}
