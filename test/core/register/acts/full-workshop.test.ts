import { beforeEach, describe, expect, it } from 'vitest';
import { confirmLink } from '#core/register/acts/confirm-link';
import { correct } from '#core/register/acts/correct';
import { submit } from '#core/register/acts/submit';
import { readSubmission } from '#core/register/read-submission';
import { StaffedRegister } from '../staff/staffed-register.ts';

let register: StaffedRegister;
beforeEach(() => {
  register = new StaffedRegister({
    workshop: { offer: { starts: '2030-05-16T10:00', ends: '2030-05-16T16:00', seats: 1 } },
  });
});

async function request(name: string, purposes: readonly string[] = []): Promise<string> {
  const { context } = register;
  const form = context.register.forms.get('workshop');
  if (form === undefined) throw new Error('no form');
  const reading = readSubmission(form, { fields: { name, email: `${name}@example.org` }, purposes }, 'en');
  if ('errors' in reading) throw new Error('not valid');
  const id = context.randomId();
  const submission = reading.submission;
  await submit({ id, form, language: 'en', submission, channel: 'form', by: 'person' }, context);
  return id;
}

const listed = async (purpose: string) =>
  (
    await register.run<{ people: readonly { values: Record<string, string> }[] }>('list', {
      form: 'workshop',
      purpose,
      reason: 'test',
    })
  ).people.map(({ values }) => values['name']);

describe('a confirmation that comes when every seat is taken', () => {
  it('puts its sender on no list, keeps what was allowed, and says so again and again', async () => {
    const first = await request('anna');
    const second = await request('bert', ['information']);
    expect(await confirmLink(first, register.context)).toBe('confirmed');
    expect(await confirmLink(second, register.context)).toBe('full');
    expect(await confirmLink(second, register.context)).toBe('full');
    expect(await confirmLink(first, register.context)).toBe('confirmed');
    expect(await listed('service')).toEqual(['anna']);
    expect(await listed('information')).toEqual(['bert']);
  });

  it('gets a mail that says so, without date, and points to product information', async () => {
    await confirmLink(await request('anna'), register.context);
    await register.send();
    await confirmLink(await request('bert', ['information']), register.context);
    const welcome = (await register.send()).find(({ kind }) => kind === 'welcome');
    expect(welcome).toMatchObject({
      to: 'bert@example.org',
      subject: 'All seats are taken: Microscopy workshop',
    });
    expect(welcome?.calendar).toBeUndefined();
    expect(welcome?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    expect(welcome?.text).toContain('\nhttps://register.example.org/register/product-information?lang=en\n');
    expect(welcome?.text).toContain('information and offers by e-mail');
    expect(welcome?.text).not.toContain('You are registered');
  });

  it('leaves nothing but a record where nothing was allowed, once retention has run', async () => {
    await confirmLink(await request('anna'), register.context);
    const second = await request('bert');
    await confirmLink(second, register.context);
    await register.send();
    expect(await register.run('retention', { isDryRun: false })).toMatchObject({
      erased: [{ submission: second }],
    });
  });

  it('gives one of two that come at once the last seat', async () => {
    const ids = [await request('anna'), await request('bert'), await request('cleo')];
    const outcomes = await Promise.all(ids.map((id) => confirmLink(id, register.context)));
    expect(outcomes.toSorted()).toEqual(['confirmed', 'full', 'full']);
    expect(await listed('service')).toHaveLength(1);
  });

  it('does not come back onto the list by a correction, and a correction keeps its seat', async () => {
    const first = await request('anna');
    const second = await request('bert', ['information']);
    await confirmLink(first, register.context);
    await confirmLink(second, register.context);
    for (const [id, name] of [
      [first, 'Anna'],
      [second, 'Bert'],
    ] as const) {
      const ref = register.log.state.submissions.get(id)?.ref ?? '';
      const posted = new Map([['name', name]]);
      await correct({ ref, posted, language: 'en', by: 'person' }, register.context);
    }
    expect(await listed('service')).toEqual(['Anna']);
    expect(await listed('information')).toEqual(['Bert']);
  });
});
