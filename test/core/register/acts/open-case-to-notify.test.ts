/** Art. 19 GDPR: recipients learn what was given up, also where no staff looked on. */
import { beforeEach, describe, expect, it } from 'vitest';
import { erasePerson } from '#core/register/acts/erase';
import { withdrawPermissions } from '#core/register/acts/withdraw-permissions';
import type { OpenCase } from '#core/register/staff/list-cases';
import { StaffedRegister } from '../staff/staffed-register.ts';

describe('what was handed to a recipient and is given up', () => {
  let register: StaffedRegister;
  let ref: string;

  beforeEach(async () => {
    register = new StaffedRegister();
    const fields = { name: 'Alex Example', email: 'alex@customer.example' };
    const id = await register.add('workshop', fields, 'information', 'transfer:example-optics');
    ref = (await register.log.read()).submissions.get(id)?.ref ?? '';
  });
  const transfer = () =>
    register.run('transfer', {
      recipient: 'example-optics',
      purpose: 'transfer:example-optics',
      reason: 'offers',
      isDryRun: false,
    });
  const withdraw = (by: string, scopes: 'all' | readonly string[] = 'all') =>
    withdrawPermissions(
      { ref, scopes, channel: 'link', received: '2026-11-30T09:00:00.000Z', by },
      register.context,
    );
  const cases = async () =>
    (await register.run<{ cases: readonly OpenCase[] }>('cases', {})).cases.map(({ what }) => what);
  const opened = () => [`notify example-optics of what person ${ref} gave up (Art. 19 GDPR)`];

  it('is an open case once the person withdraws by a link, and once only', async () => {
    await transfer();
    await withdraw('person');
    await withdraw('person');
    expect(await cases()).toEqual(opened());
  });

  it('is an open case once the person erases on the own page', async () => {
    await transfer();
    await erasePerson(ref, register.context, 'person');
    expect(await cases()).toEqual(opened());
  });

  it('is none where staff acts, who gets the drafts, nor where something else is withdrawn or nothing went out', async () => {
    await withdraw('person', ['information']);
    await transfer();
    await withdraw('staff:test');
    expect(await cases()).toEqual([]);
  });
});
