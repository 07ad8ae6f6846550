/** The page about oneself shows, corrects, gives, withdraws, exports and erases; each act is a read on record. */
import { describe, expect, it } from 'vitest';
import { describePerson, type PersonDescription } from '#core/register/describe-person';
import { formsIn, valueIn } from './page-forms.ts';
import { DAY_MS, linkIn, RegisteredApp, type Pairs } from './registered-app.ts';

const FIELDS = { name: 'Adelheid', email: 'ada@example.org' };
const BOXES = { purposes: ['information'], recipients: ['example-optics'] };

/** A person with a link to the own page; `act` posts to it. */
async function opened() {
  const app = new RegisteredApp();
  const ref = await app.registerConfirmed('workshop', FIELDS, BOXES);
  await app.post('/register/self', [['address', ' ADA@example.ORG ']]);
  const [mail] = await app.settle();
  const link = linkIn(mail!, 'self');
  const act = (name: string, more: Pairs = []) => app.post(link, [['act', name], ...more]);
  const standing = async () => {
    const { permissions, submissions } = (await (await act('export')).json()) as PersonDescription;
    const latest = submissions.at(-1)?.submission;
    return permissions
      .filter(({ state, submission }) => state === 'given' && submission === latest)
      .map(({ purpose }) => purpose);
  };
  const submission = () => app.log.state.people.get(ref)?.submissions.at(-1) ?? '';
  return { app, ref, link, act, standing, submission };
}

const reads = (app: RegisteredApp) => app.log.events.filter(({ event }) => event === 'read').length;

describe('the page about oneself', () => {
  it('shows all that is held, by POST alone', async () => {
    const { app, link, act } = await opened();
    expect(await (await app.request(link)).text()).not.toContain('Adelheid');
    const page = await (await act('show')).text();
    expect(page).toContain('value="Adelheid"');
    expect(page).toContain('value="ada@example.org"');
    expect(page).toContain('Example Optics');
  });

  it.each(['show', 'correct', 'give', 'withdraw', 'export', 'erase'])(
    'records %s as a read',
    async (name) => {
      const { app, ref, act } = await opened();
      const before = reads(app);
      expect((await act(name)).status).toBe(200);
      const record = app.log.events.findLast(({ event }) => event === 'read');
      expect(reads(app)).toBeGreaterThan(before);
      expect(record).toMatchObject({ purpose: 'rights', reader: 'person', refs: [ref] });
    },
  );

  it('corrects a field in each submission that holds it, and removes one that may be empty', async () => {
    const { app, ref, act } = await opened();
    await app.registerConfirmed('workshop', { ...FIELDS, wishes: 'none', organisation: 'X' });
    const page = await act('correct', [
      ['name', 'Adelheid L.'],
      ['organisation', ''],
    ]);
    expect(page.status).toBe(200);
    const held = [...(app.log.state.people.get(ref)?.submissions ?? [])]
      .map((id) => app.log.state.submissions.get(id))
      .filter((one) => one?.replacedBy === undefined);
    expect(held.map((one) => one?.fields)).toEqual([
      { ...FIELDS, name: 'Adelheid L.' },
      { ...FIELDS, name: 'Adelheid L.', wishes: 'none' },
    ]);
  });

  it('corrects once what is sent twice at once', async () => {
    const { app, ref, act } = await opened();
    await Promise.all([0, 1].map(() => act('correct', [['name', 'Adelheid L.']])));
    const own = app.log.state.people.get(ref)?.submissions ?? [];
    expect(own.filter((id) => app.log.state.submissions.get(id)?.replacedBy === undefined)).toHaveLength(1);
    expect(own).toHaveLength(2);
  });

  it('corrects nothing where one value cannot be taken, and keeps what stands and what was typed', async () => {
    const { app, act, submission } = await opened();
    const before = submission();
    const answer = await act('correct', [
      ['name', 'Adelheid L.'],
      ['email', 'no address'],
    ]);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('aria-invalid="true"');
    for (const typed of ['Adelheid L.', 'no address']) expect(page).toContain(`value="${typed}"`);
    expect(submission()).toBe(before);
    expect(app.log.state.submissions.get(before)?.fields).toMatchObject({ name: 'Adelheid' });
  });

  it('withdraws one permission and leaves the others', async () => {
    const { app, act, standing } = await opened();
    expect(await standing()).toEqual(['service', 'information', 'transfer:example-optics']);
    await act('withdraw', [['only', 'information']]);
    expect(await standing()).toEqual(['service', 'transfer:example-optics']);
    expect((await app.settle()).map(({ kind }) => kind)).toEqual(['acknowledgement']);
  });

  it('withdraws all consents; given once more by the form on the page, one of them stands', async () => {
    const { act, standing } = await opened();
    await act('withdraw');
    expect(await standing()).toEqual(['service']);
    const forms = formsIn(await (await act('show')).text());
    const give = forms.find(({ pairs }) => valueIn(pairs, 'act') === 'give')!;
    expect(give.names).toContain('purposes');
    const boxes: Pairs = [
      ['purposes', 'information'],
      ['recipients', 'example-calibration'],
    ];
    await act('give', [...give.pairs.slice(1), ...boxes]);
    expect(await standing()).toEqual(['service', 'information', 'transfer:example-calibration']);
    await act('withdraw', [['only', 'information']]);
    expect(await standing()).toEqual(['service', 'transfer:example-calibration']);
  });

  it('gives nothing under words that are not the current ones', async () => {
    const { act, standing, submission } = await opened();
    const before = await standing();
    const pairs: Pairs = [
      ['submission', submission()],
      ['notice', 'f'.repeat(64)],
      ['purposes', 'customization'],
    ];
    await act('give', pairs);
    expect(await standing()).toEqual(before);
  });

  it('exports what the command prints', async () => {
    const { app, ref, act } = await opened();
    const { events: _, ...exported } = (await (await act('export')).json()) as PersonDescription;
    const { events, ...described } = await describePerson({ ref, reader: 'x', reason: 'x' }, app.context);
    expect(exported).toEqual(described);
    expect(events.at(-2)).toMatchObject({ event: 'read', reason: 'export by the person' });
    expect(described.values).toEqual(FIELDS);
  });

  it('erases: no value is left, no mail is sent, and the link then shows nothing', async () => {
    const { app, act, submission } = await opened();
    const id = submission();
    await app.register('workshop', { name: 'Evelyn', email: 'ada@example.org' });
    await app.settle();
    expect((await act('erase')).status).toBe(200);
    expect(app.written).not.toMatch(/Adelheid|Evelyn|ada@example/i);
    expect(app.removed).toContain(id);
    expect(await app.settle()).toEqual([]);
    for (const name of ['show', 'export', 'withdraw', 'erase', 'correct']) {
      const answer = await act(name);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toMatch(/Adelheid|Evelyn|ada@example/i);
    }
    expect(app.log.events.some(({ event }) => event === 'confirmed')).toBe(true);
  });

  it('lifts “never again”', async () => {
    const { app, act } = await opened();
    await app.register('workshop', FIELDS);
    await app.request(linkIn((await app.settle())[0]!, 'never'), { method: 'POST' });
    expect(formsIn(await (await act('show')).text()).some(({ names }) => names.includes('act'))).toBe(true);
    await act('lift');
    app.now += DAY_MS;
    await app.register('workshop', FIELDS);
    expect((await app.settle()).map(({ kind }) => kind)).toEqual(['confirm']);
  });
});
