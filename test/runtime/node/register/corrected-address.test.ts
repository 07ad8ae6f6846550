/** A corrected address counts once it is confirmed; the old one is told, and works until then. */
import { describe, expect, it } from 'vitest';
import { passGate } from '#core/register/gate';
import { listPeople } from '#core/register/staff/list-people';
import type { StaffContext } from '#core/register/staff/staff-context';
import { linkIn, RegisteredApp } from './registered-app.ts';

const OLD = 'ada@old.example.org';
const FRESH = 'ada@new.example.org';

async function corrected(more: readonly (readonly [string, string])[] = []) {
  const app = new RegisteredApp();
  const boxes = { purposes: ['information'], recipients: ['example-optics'] };
  const ref = await app.registerConfirmed('workshop', { name: 'Ada', email: OLD }, boxes);
  const selfLink = async (address: string) => {
    await app.post('/register/self', [['address', address]]);
    const mail = (await app.settle()).find(({ kind }) => kind === 'self');
    return { to: mail?.to, link: mail === undefined ? '' : linkIn(mail, 'self') };
  };
  const { link } = await selfLink(OLD);
  const answer = await app.post(link, [['act', 'correct'], ['email', FRESH], ...more]);
  const [asked] = await app.settle();
  /** Values of those to whom information may be sent. */
  const listed = async () => {
    const context = { ...app.context, reader: 'staff:test' } as StaffContext;
    const { people } = await listPeople({ purpose: 'information', reason: 'a mailing' }, context);
    return people.map(({ values }) => values);
  };
  return { app, ref, link, answer, asked: asked!, selfLink, listed };
}

describe('a corrected address', () => {
  it('waits for a confirmation, which goes to it and holds nothing that was typed', async () => {
    const { answer, asked, listed, selfLink } = await corrected();
    expect(answer.status).toBe(200);
    expect([asked.kind, asked.to]).toEqual(['confirm', FRESH]);
    expect(asked.text).not.toContain('Ada');
    expect(await listed()).toEqual([{ name: 'Ada', email: OLD }]);
    expect((await selfLink(OLD)).to).toBe(OLD);
    expect((await selfLink(FRESH)).to).toBeUndefined();
  });

  it('counts once it is confirmed, with all that was allowed, and the old one is told', async () => {
    const { app, ref, asked, listed, selfLink } = await corrected();
    await app.request(linkIn(asked, 'confirm'), { method: 'POST' });
    expect((await app.settle()).map(({ kind, to }) => [kind, to])).toEqual([['changed', OLD]]);
    expect(await listed()).toEqual([{ name: 'Ada', email: FRESH }]);
    expect((await selfLink(FRESH)).to).toBe(FRESH);
    expect(app.log.state.submissions.size).toBe(2);
    expect(new Set([...app.log.state.submissions.values()].map((one) => one.ref))).toEqual(new Set([ref]));
  });

  it('does not hold up what else was corrected with it', async () => {
    const { app, asked, listed } = await corrected([['name', 'Ada L.']]);
    expect(await listed()).toEqual([{ name: 'Ada L.', email: OLD }]);
    await app.request(linkIn(asked, 'confirm'), { method: 'POST' });
    expect(await listed()).toEqual([{ name: 'Ada L.', email: FRESH }]);
  });

  it('gives nothing back that was withdrawn before it was confirmed', async () => {
    const { app, link, asked, listed } = await corrected();
    await app.post(link, [['act', 'withdraw']]);
    await app.request(linkIn(asked, 'confirm'), { method: 'POST' });
    expect(await listed()).toEqual([]);
  });

  it('undoes nothing that was corrected, given or withdrawn while it waited', async () => {
    const { app, ref, link, asked, listed } = await corrected();
    await app.post(link, [['act', 'withdraw']]);
    await app.post(link, [
      ['act', 'correct'],
      ['name', 'Ada L.'],
    ]);
    const { notice } = await app.formOf('workshop');
    const latest = app.log.state.people.get(ref)?.submissions.at(-1) ?? '';
    await app.post(link, [
      ['act', 'give'],
      ['submission', latest],
      ['notice', notice.sha256],
      ['purposes', 'information'],
    ]);
    expect(await listed()).toEqual([{ name: 'Ada L.', email: OLD }]);
    for (let at = 0; at < 2; at++) await app.request(linkIn(asked, 'confirm'), { method: 'POST' });
    expect(await listed()).toEqual([{ name: 'Ada L.', email: FRESH }]);
    const own = [...app.log.state.submissions.values()].filter(({ replacedBy }) => replacedBy === undefined);
    expect(own).toHaveLength(1);
    expect(own[0]?.decisions).toMatchObject({ information: 'given', 'transfer:example-optics': 'given' });
    const { people } = await passGate(
      { purpose: 'transfer:example-optics', reader: 'test', reason: 'comparison' },
      app.context,
    );
    expect(people).toEqual([]);
  });

  it('that is never confirmed changes nothing, and goes with the person', async () => {
    const { app, link } = await corrected();
    await app.post(link, [['act', 'erase']]);
    expect(app.written).not.toMatch(/old\.example|new\.example|Ada/);
    expect(app.removed.length).toBeGreaterThanOrEqual(2);
  });
});
