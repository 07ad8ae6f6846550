/** What staff learns from an erasure. */
import { describe, expect, it } from 'vitest';
import type { ErasedFor } from '#core/register/staff/erase-for';
import type { Transfer } from '#core/register/staff/transfer-to';
import { StaffedRegister } from './staffed-register.ts';

describe('an erasure by staff', () => {
  it('names the recipients that hold what is erased, with a notice by the ids that they were given', async () => {
    const register = new StaffedRegister();
    const fields = { name: 'Alex Example', email: 'alex@customer.example' };
    const submission = await register.add('workshop', fields, 'transfer:example-optics');
    const { transfer } = await register.run<Transfer>('transfer', {
      recipient: 'example-optics',
      purpose: 'transfer:example-optics',
      reason: 'offers',
      isDryRun: false,
    });
    const erased = await register.run<ErasedFor>('erase', { who: 'alex@customer.example' });
    expect(erased.notify).toEqual(['example-optics']);
    expect(erased.drafts[0]?.text).toContain('Example Optics');
    expect(erased.drafts[0]?.text).toContain(`transfer ${transfer} of 2026-11-30`);
    expect(erased.drafts[0]?.text).toContain(submission);
    expect(erased.drafts[0]?.text).not.toMatch(/Alex|customer/);
  });

  it('names nobody where nothing was handed over', async () => {
    const register = new StaffedRegister();
    await register.add('workshop', { name: 'Kim Example', email: 'kim@customer.example' });
    expect(await register.run('erase', { who: 'kim@customer.example' })).toMatchObject({
      notify: [],
      drafts: [],
    });
  });
});
