import { beforeEach, describe, expect, it } from 'vitest';
import { tellOwners } from '#core/register/acts/weekly-owners';
import { foldEvents } from '#core/register/apply-event';
import { normalizeAddress } from '#core/register/match-key';
import { DAY_MS, StaffedRegister } from '../staff/staffed-register.ts';

const OWNER = 'team@instruments.example';
let register: StaffedRegister;
beforeEach(() => {
  // Workshop and inquiry have one owner; product information has another, and the others keep theirs.
  register = new StaffedRegister({ workshop: { owner: OWNER }, inquiry: { owner: OWNER.toUpperCase() } });
});

const person = (name: string) => ({ name, email: `${name}@example.org` });
const inquiry = (name: string) => ({ ...person(name), question: `question of ${name}` });
const told = async () => (await register.send()).filter(({ kind }) => kind === 'owner');
/** The mails of registrations have left, and what follows is the weekly one alone. */
const quiet = () => register.send();

describe('the weekly mail to an owner', () => {
  it('counts what is open by form, once per owner and week, and holds nothing of a person', async () => {
    await register.add('inquiry', inquiry('anna'));
    await register.add('inquiry', inquiry('bert'));
    await register.add('workshop', person('cleo'));
    await register.add('product-information', { email: 'dora@example.org' });
    await quiet();
    expect(await tellOwners(register.context)).toBe(2);
    const mails = await told();
    expect(mails.map(({ to }) => to)).toEqual([OWNER, 'sales@instruments.example']);
    const due = register.log.events.filter((event) => event.event === 'due' && event.details?.['week']);
    expect(due[0]).toMatchObject({
      kind: 'owner',
      details: {
        form: 'workshop',
        week: '2026-W49',
        open: [
          { form: 'workshop', count: 1 },
          { form: 'inquiry', count: 2 },
        ],
      },
    });
    expect(mails[0]?.text).toContain('inquiry: 2');
    expect(JSON.stringify([mails, due])).not.toMatch(/anna|bert|cleo|dora|example\.org"/);
  });

  it('comes once in a week by ISO 8601, also where the log is read anew, and again in the next', async () => {
    await register.add('inquiry', inquiry('anna'));
    expect(await tellOwners(register.context)).toBe(1);
    register.now += 6 * DAY_MS;
    expect(await tellOwners(register.context)).toBe(0);
    const anew = foldEvents(register.log.events, normalizeAddress);
    expect(anew.ownerWeeks.get('inquiry')?.week).toBe('2026-W49');
    register.now += DAY_MS;
    expect(await tellOwners(register.context)).toBe(1);
  });

  it('reaches the owners of forms whose names differ by a full stop alone', async () => {
    register = new StaffedRegister({
      inquiry: { id: 'ask.a', owner: 'one@instruments.example' },
      workshop: { id: 'ask_a', kind: 'inquiry', offer: undefined, owner: 'two@instruments.example' },
    });
    await register.add('ask.a', inquiry('anna'));
    await register.add('ask_a', person('bert'));
    await quiet();
    await tellOwners(register.context);
    expect((await told()).map(({ to }) => to).toSorted()).toEqual([
      'one@instruments.example',
      'two@instruments.example',
    ]);
  });

  it('does not come while nothing is open', async () => {
    expect(await tellOwners(register.context)).toBe(0);
    await register.add('workshop', person('cleo'));
    expect(await tellOwners(register.context)).toBe(1);
    register.now += 7 * DAY_MS;
    expect(await tellOwners(register.context), 'nobody new').toBe(0);
  });

  it('leaves out what was answered, closed or withdrawn, also where it was corrected since', async () => {
    const answered = await register.add('inquiry', inquiry('anna'));
    const closed = await register.add('inquiry', inquiry('bert'));
    await register.add('inquiry', inquiry('cleo'));
    await register.run('answer', { who: answered, text: 'an answer', attachments: [] });
    await register.run('close', { submission: closed });
    await tellOwners(register.context);
    expect((await told())[0]?.text).toContain('inquiry: 1');
  });

  it('counts open cases', async () => {
    await expect(register.run('withdraw', { who: 'nobody@example.org', only: [] })).rejects.toThrow(
      'open case',
    );
    expect(await tellOwners(register.context)).toBeGreaterThan(0);
    const [mail] = await told();
    expect(mail?.text).toContain('One case is open:');
    expect(mail?.text).toContain('\nheadcount register cases\n');
  });

  it('leaves no person behind in the state', async () => {
    await register.add('inquiry', inquiry('anna'));
    const people = register.log.state.people.size;
    await tellOwners(register.context);
    expect(await told()).toHaveLength(1);
    expect(register.log.state.people.size).toBe(people);
  });

  it('has a name for its mail that a file can bear, also where the form’s name has a dot', async () => {
    register = new StaffedRegister({ workshop: { id: 'a.b', owner: OWNER } });
    await register.add('a.b', person('cleo'));
    await tellOwners(register.context);
    expect((await told()).map(({ id }) => id)).toContain('owner-2026-W49-a_db');
  });
});
