import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, describe, expect, it } from 'vitest';
import { s3Error } from '../../../support/aws/fake-signed.ts';
import { AwsRegister, post } from './aws-register.ts';

const opened: AwsRegister[] = [];
const open = (config?: object) => {
  const register = new AwsRegister(config);
  opened.push(register);
  return register;
};
afterEach(() => opened.splice(0).forEach((register) => register.dispose()));

async function confirmed(register: AwsRegister, name: string): Promise<string> {
  const fields = { name, email: `${name}@example.com`, organisation: `${name} GmbH` };
  const submission = await register.register(fields, { purposes: ['market-research'] });
  await register.mail({});
  await register.pages(post(register.link('confirm'), ''));
  return submission;
}
const tables = ({ aws }: AwsRegister) => aws.keys('open', 'survey-table/');

describe('the daily sweep', () => {
  it('erases what nothing holds any more, tells owners, and says that it ran', async () => {
    const register = open();
    const submission = await register.register({ name: 'Anna', email: 'anna@example.com' });
    await confirmed(register, 'Bert');
    register.now += 15 * 86_400_000;
    await register.sweep();
    expect(register.log.state.submissions.get(submission)?.fields).toBeUndefined();
    expect([...register.log.state.dueMails.values()].map(({ kind }) => kind)).toContain('owner');
    expect(register.logged.join('')).toContain('"SweepRan":1');
  });

  it('writes the counts of the survey, of cells of k people or more, and nothing of a person', async () => {
    const register = open({ survey: { k: 2 } });
    for (const name of ['canary-anna', 'canary-bert']) await confirmed(register, name);
    await register.sweep();
    expect(tables(register)).toEqual(['survey-table/2026-11.parquet']);
    const bytes = register.aws.objects.get('open/survey-table/2026-11.parquet') ?? Buffer.alloc(0);
    expect(bytes.includes('canary')).toBe(false);
    const file = join(register.folder, 'counts.parquet');
    writeFileSync(file, bytes);
    const connection = await (await DuckDBInstance.create()).connect();
    const rows = (await connection.runAndReadAll(`select * from '${file}'`)).getRowObjects();
    connection.closeSync();
    expect(rows).toContainEqual({
      breakdown: 'total',
      dimension: 'all',
      value: 'all',
      month: '2026-11',
      people: 2n,
    });
    expect(rows.every(({ people }) => Number(people) >= 2)).toBe(true);
  });

  it('publishes the demand of the last year, drawn once, where the usage side may read it', async () => {
    const register = open();
    await confirmed(register, 'canary-anna');
    await register.sweep();
    const demand = register.aws.text('open', 'demand.json');
    expect(JSON.parse(String(demand))).toMatchObject({ from: 'register', sources: [{ period: '2025' }] });
    expect(demand).not.toContain('canary');
    expect(register.aws.keys('register', 'survey/')).toEqual(['survey/demand-2025.json']);
    await register.sweep();
    expect(register.aws.text('open', 'demand.json')).toBe(demand);
  });

  it('counts for analysts once a week, so that the record of reads stays short, and for a new month at once', async () => {
    const register = open({ survey: { k: 2 } });
    await confirmed(register, 'Anna');
    const reads = () =>
      register.log.events.filter((one) => one.event === 'read' && one.reader === 'sweep').length;
    for (let day = 0; day < 9; day++) {
      await register.sweep();
      register.now += 86_400_000;
    }
    // Monday 30 November, Tuesday 1 December for the month, Monday 7 December.
    expect(reads()).toBe(3);
    expect(tables(register)).toEqual(['survey-table/2026-11.parquet', 'survey-table/2026-12.parquet']);
  });

  it('counts cases that are open for more than seven days', async () => {
    const register = open();
    register.aws.put('register', 'inbound/1.eml', 'From: x@example.com\r\n\r\nhello there');
    await register.mail({});
    await register.sweep();
    expect(register.logged.join('')).toContain('"CasesOpenOver7Days":0');
    register.now += 8 * 86_400_000;
    await register.sweep();
    expect(register.logged.join('')).toContain('"CasesOpenOver7Days":1');
  });

  it('removes files of mails that are no longer due, and leaves those that were stored within the hour', async () => {
    const register = open();
    register.aws.put('register', 'outgoing/gone/text.txt', 'x');
    register.now += 2 * 3_600_000;
    register.aws.put('register', 'outgoing/fresh/text.txt', 'x');
    await register.sweep();
    expect(register.aws.keys('register', 'outgoing/')).toEqual(['outgoing/fresh/text.txt']);
  });

  it('does the rest where parts fail, names the parts alone, and does not say that it ran', async () => {
    const register = open();
    await register.register({ name: 'Anna', email: 'anna@example.com' });
    register.now += 15 * 86_400_000;
    register.aws.fault = ({ bucket }) => (bucket === 'open' ? s3Error(403, 'AccessDenied') : undefined);
    await expect(register.sweep()).rejects.toThrow(/^register_sweep_failed$/);
    expect(register.log.events.map(({ event }) => event)).toContain('erased');
    const logged = register.logged.join('\n');
    expect(logged).toContain('{"warning":"register_sweep_failed","parts":"demand survey"}');
    expect(logged).not.toMatch(/SweepRan|anna/);
  });

  it('fails by a name alone where a secret is missing', async () => {
    const register = open();
    register.secrets = {};
    await expect(register.sweep()).rejects.toThrow(/^register_sweep_failed$/);
    expect(register.logged.join()).toContain('"parts":"open"');
  });
});
