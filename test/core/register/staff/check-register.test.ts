/** What doctor finds in the log. */
import { describe, expect, it } from 'vitest';
import type { Problem } from '#core/register/staff/problem';
import { StaffedRegister } from './staffed-register.ts';

const HOUR_MS = 3_600_000;

const problems = async (register: StaffedRegister): Promise<readonly Problem[]> =>
  (await register.run<{ readonly problems: readonly Problem[] }>('doctor', {})).problems;

describe('doctor', () => {
  it('reports mails that have been due for more than an hour, until they have left', async () => {
    const register = new StaffedRegister();
    await register.add('workshop', { name: 'Alex Example', email: 'alex@customer.example' });
    register.now += HOUR_MS;
    expect(await problems(register), 'an hour').toEqual([]);
    register.now += 1;
    const late = await problems(register);
    expect(late).toEqual([{ code: 'mail', text: expect.stringMatching(/^1 mail has been due .*outbox/) }]);
    expect(JSON.stringify(late)).not.toMatch(/alex|customer/i);
    await register.add('inquiry', { name: 'Kim Example', email: 'kim@customer.example', question: 'q' });
    expect(await problems(register), 'a fresh one is not late').toEqual(late);
    await register.send();
    expect(await problems(register)).toEqual([]);
  });

  it('looks at the mail server where there is one', async () => {
    const mail = { from: 'register@example.org', smtp: { host: 'mail.example.org', port: 587 } };
    const register = new StaffedRegister({}, { mail });
    await register.add('workshop', { name: 'Alex Example', email: 'alex@customer.example' });
    register.now += 2 * HOUR_MS;
    expect(await problems(register)).toEqual([
      { code: 'mail', text: expect.stringContaining('mail server of $.mail.smtp') },
    ]);
  });
});
