/** The survey as staff asks for it: whom it counts, what it leaves on record, and that a year is drawn once. */
import { describe, expect, it } from 'vitest';
import type { SubmittedEvent } from '#core/register/event';
import type { ReportData } from '#core/report/report';
import { runStaffCommand } from '#core/register/staff/commands';
import { StaffedRegister } from '../staff/staffed-register.ts';

const K = { survey: { k: 2 } };
const INSIDE = { isReleased: false, reason: 'a test' };
const RELEASED = { isReleased: true, reason: 'a test' };

/** Workshop and inquiry ask for the country. */
async function opened(): Promise<StaffedRegister> {
  const country = {
    name: 'country',
    type: 'text',
    label: { en: 'Country', de: 'Land' },
    reason: { en: 'r', de: 'r' },
  };
  const email = {
    name: 'email',
    type: 'email',
    label: { en: 'E-mail', de: 'E-Mail' },
    reason: { en: 'r', de: 'r' },
  };
  const register = new StaffedRegister(
    {
      workshop: { fields: [email, country] },
      inquiry: { fields: [email, country], purposes: ['market-research'] },
    },
    K,
  );
  return register;
}

const person = (name: string, country = '') => ({
  email: `${name}@customer.example`,
  ...(country === '' ? {} : { country }),
});

const rowsOf = (report: ReportData, name: string) =>
  Object.fromEntries(
    (report.tables.find((table) => table.name === name)?.rows ?? []).map((row) => [row[0], row[1]]),
  );

describe('the survey', () => {
  it('counts each person who allows market research now, and nobody else', async () => {
    const register = await opened();
    for (const name of ['a', 'b', 'c', 'd'])
      await register.add('workshop', person(name, name < 'c' ? 'Österreich' : 'de'), 'market-research');
    await register.add('inquiry', person('a'), 'market-research');
    await register.add('inquiry', person('b'), 'market-research');
    await register.add('workshop', person('refuses', 'AT'), 'information');
    const report = await register.run<ReportData>('survey', INSIDE);
    expect(report.tables[0]?.rows).toEqual([[4]]);
    expect(rowsOf(report, 'countries')).toEqual({ AT: 2, DE: 2 });
    expect(rowsOf(report, 'kinds')).toEqual({ workshop: 4, inquiry: 2 });
    expect(rowsOf(report, 'months')).toEqual({ '2026-11': 4 });
    expect(rowsOf(report, 'topics')).toEqual({ '(no topic)': 4 });
    expect(report).toMatchObject({ inside: true, site: 'register', method: { unit: 'person', k: 2 } });
  });

  it('counts nobody any more who withdrew, erased or let it expire, and withdrawals by month alone', async () => {
    const register = await opened();
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      await register.add('workshop', person(name), 'market-research', 'information');
    for (const name of ['a', 'b'])
      await register.run('withdraw', { who: person(name).email, only: ['market-research'] });
    await register.run('withdraw', { who: person('c').email, only: ['information'] });
    await register.run('erase', { who: person('e').email });
    const report = await register.run<ReportData>('survey', INSIDE);
    expect(report.tables[0]?.rows).toEqual([[2]]);
    expect(rowsOf(report, 'withdrawn')).toEqual({ '2026-11': 2 });
    register.now += 40 * 86_400_000;
    // What they stop now is information: market research had stopped before.
    for (const name of ['a', 'b']) await register.run('withdraw', { who: person(name).email, only: [] });
    const later = await register.run<ReportData>('survey', INSIDE);
    expect(rowsOf(later, 'withdrawn')).toEqual({ '2026-11': 2 });
    register.now += 800 * 86_400_000;
    expect((await register.run<ReportData>('survey', INSIDE)).tables[0]?.rows).toEqual([]);
  });

  it('keeps the month of a registration that is corrected later', async () => {
    const register = await opened();
    for (const name of ['a', 'b']) await register.add('workshop', person(name), 'market-research');
    const submitted = register.log.events.find(({ event }) => event === 'submitted') as SubmittedEvent;
    register.now += 40 * 86_400_000;
    const at = new Date(register.now).toISOString();
    const { submission: replaces } = submitted;
    await register.log.append([
      { ...submitted, at, received: at, submission: 'corrected', replaces },
      { event: 'values', at, submission: 'corrected', fields: person('a'), addressField: 'email' },
    ]);
    expect(rowsOf(await register.run<ReportData>('survey', INSIDE), 'months')).toEqual({ '2026-11': 2 });
  });

  it('leaves one record of the read, under the purpose that people allowed', async () => {
    const register = await opened();
    await register.add('workshop', person('a'), 'market-research');
    await register.run('survey', INSIDE);
    const reads = register.log.events.filter(({ event }) => event === 'read');
    expect(reads).toMatchObject([
      { purpose: 'market-research', reader: 'staff:test', reason: 'a test', refs: [expect.any(String)] },
    ]);
    await expect(register.run('survey', { ...INSIDE, reason: 'for a@b.example' })).rejects.toThrow('e-mail');
  });
});

describe('the released survey', () => {
  it('is drawn once: later calls print what is kept and read nobody', async () => {
    const register = await opened();
    for (const name of ['a', 'b']) await register.add('workshop', person(name), 'market-research');
    register.now = Date.parse('2027-01-01T12:00:00Z');
    const first = await register.run<ReportData>('survey', RELEASED);
    const kept = register.surveys.get('2026');
    const reads = register.log.events.length;
    await register.run('withdraw', { who: person('a').email, only: [] });
    expect(await register.run<ReportData>('survey', RELEASED)).toEqual(first);
    expect(register.surveys.get('2026')).toBe(kept);
    expect(register.log.events.slice(reads).filter(({ event }) => event === 'read')).toEqual([]);
    expect(first).toMatchObject({ inside: false, from: '2026-01-01', to: '2026-12-31' });
    expect(first.method).toMatchObject({ unit: 'person-year', bounds: { topics_of_a_person: 3 } });
    expect(first.method.survey?.epsilon[0]).toEqual({ years: 1, epsilon: expect.closeTo(2, 1) });
  });

  it('is refused for a year that is not over, in the time zone of the register, and draws nothing', async () => {
    const register = await opened();
    register.now = Date.parse('2026-12-31T22:59:00Z');
    await expect(register.run('survey', { ...RELEASED, year: '2026' })).rejects.toThrow('2026 is not over');
    register.now += 60_000;
    await register.run('survey', { ...RELEASED, year: '2026' });
    expect([...register.surveys.keys()]).toEqual(['2026']);
  });

  it('counts in a year who registered in it, once', async () => {
    const register = await opened();
    // So many people that the noise cannot hide them.
    for (let count = 0; count < 300; count++)
      await register.add('workshop', person(`p${count}`), 'market-research');
    register.now = Date.parse('2028-06-01T12:00:00Z');
    const peopleOf = async (year: string) =>
      Number((await register.run<ReportData>('survey', { ...RELEASED, year })).tables[0]?.rows[0]?.[0]);
    expect(Math.abs((await peopleOf('2026')) - 300)).toBeLessThan(60);
    expect(await peopleOf('2027')).toBeLessThan(60);
  });

  it('is shown only once it is kept', async () => {
    const register = await opened();
    const files = {
      ...register.context.files,
      keepSurvey: () => Promise.reject(new Error('the disk is full')),
    };
    await expect(runStaffCommand('survey', RELEASED, { ...register.context, files })).rejects.toThrow(
      'the disk is full',
    );
    expect(register.surveys.size).toBe(0);
  });

  it('is not drawn again where what was kept is damaged', async () => {
    const register = await opened();
    register.surveys.set('2025', '{"period":"2025","tables":');
    await expect(register.run('survey', RELEASED)).rejects.toThrow('not drawn again');
    expect(register.surveys.get('2025')).toBe('{"period":"2025","tables":');
  });
});

describe('the plan of a released survey', () => {
  it('rounds the size of the register, and prints no figure of a cell', async () => {
    const register = await opened();
    for (let count = 0; count < 7; count++)
      await register.add('workshop', person(`p${count}`), 'market-research');
    const few = await register.run<ReportData>('plan', { reason: 'a test' });
    const none = await new StaffedRegister().run<ReportData>('plan', { reason: 'a test' });
    expect(few.tables).toEqual(none.tables);
    expect(few.tables[0]?.title).toContain('roughly 100 people');
  });

  it('states the noise as it would be drawn, relative to a typical cell', async () => {
    const register = await opened();
    const { tables } = await register.run<ReportData>('plan', { people: 300, reason: 'a test' });
    const [topics] = tables[0]?.rows.filter(([name]) => name === 'topics') ?? [];
    expect(topics?.slice(1)).toEqual([4, 3, 7.1, 14, 90, 15.6, 17, 'useful']);
    expect(tables[0]?.rows.find(([name]) => name === 'months')?.at(-1)).not.toBe('useful');
    const [demand] = tables[0]?.rows.filter(([name]) => name === 'demand') ?? [];
    expect(demand?.slice(1)).toEqual([3, 3, 7.1, 14, 90, 15.6, 16, 'useful']);
    expect(register.surveys.size).toBe(0);
  });
});
