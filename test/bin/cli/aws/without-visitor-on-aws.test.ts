/**
 * A deployment on AWS that finds no visitors reports so in check, live and status, in the words of the local commands.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, Zone } from '#core/time/zone';
import { startEndpoints, type Endpoints } from '../../../support/aws/endpoints.ts';
import { Place } from '../../../support/program.ts';
import { runWarm } from '../../../support/warm-program.ts';
import { thorough } from '../../../support/full-length.ts';

const CONFIG = {
  timeZone: 'Europe/Berlin',
  aws: { stage: 'test', region: 'eu-central-1' },
  sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] }],
};
const COUNTED = 'count(*) - count(visitor)';

let aws: Endpoints;
let place: Place;
beforeEach(async () => {
  aws = await startEndpoints();
  place = new Place(CONFIG);
  aws.stacks.set('Headcount-test-Lake', {
    FactsBucket: 'facts-test',
    ArrivalsBucket: 'arrivals-test',
    AnalystsWorkGroup: 'headcount-test-analysts',
    PipelineWorkGroup: 'headcount-test-pipeline',
    Database: 'headcount_test',
    StoreDatabase: 'headcount_test_store',
    ScratchDatabase: 'headcount_test_scratch',
  });
  aws.objects.set(`arrivals-test/arrivals/dt=${new Zone(CONFIG.timeZone).day(Date.now())}/a.parquet`, '');
});
afterEach(async () => {
  place.dispose();
  await aws.close();
});

async function run(...words: readonly string[]) {
  const { status, stdout, stderr } = await runWarm([...words, '--target', 'aws', '--json'], {
    cwd: place.folder,
    env: { ...process.env, HOME: place.folder, ...aws.env },
  });
  expect(status, stderr).toBe(0);
  return { told: JSON.parse(stdout) as { hints?: string[]; live?: { hints?: string[] } }, stderr };
}

const sentence = (count: string) =>
  new RegExp(
    `^${count} events of today arrived without a visitor: check that today's salt is available .*aws\\.domain`,
  );

describe('a deployment whose events have no visitor', () => {
  beforeEach(() => {
    aws.answers.set(COUNTED, [{ accepted: 140, doubtful: 120 }]);
  });

  it('says so in live, in hundreds', async () => {
    expect((await run('live')).told.live?.hints).toEqual([expect.stringMatching(sentence('100 to 199'))]);
  });

  thorough('says so in status, in hundreds', async () => {
    expect((await run('status')).told.hints).toEqual([expect.stringMatching(sentence('100 to 199'))]);
  });

  it('says so in check', async () => {
    const server = await place.start();
    const { told, stderr } = await run('check', '--url', server.url);
    expect(told.hints).toEqual([expect.stringMatching(sentence('120'))]);
    expect(stderr).toContain('headcount: 120 events of today arrived without a visitor');
    await server.stop();
  });
});

describe('a deployment that finds its visitors', () => {
  it('says nothing of a few events without one', async () => {
    aws.answers.set(COUNTED, [{ accepted: 140, doubtful: 13 }]);
    expect((await run('live')).told.live).not.toHaveProperty('hints');
    expect((await run('status')).told).not.toHaveProperty('hints');
    const counted = aws.queries.filter(({ sql }) => sql.includes(COUNTED));
    expect(counted.map(({ workGroup, database }) => `${workGroup} ${database}`)).toEqual([
      'headcount-test-pipeline headcount_test_scratch',
      'headcount-test-pipeline headcount_test_scratch',
    ]);
  });

  thorough('is asked nothing where no object can hold events of today', async () => {
    aws.objects.clear();
    const before = addDays(new Zone(CONFIG.timeZone).day(Date.now()), -2);
    aws.objects.set(`arrivals-test/arrivals/dt=${before}/a.parquet`, '');
    await run('live');
    expect(aws.queries.filter(({ sql }) => sql.includes(COUNTED))).toEqual([]);
  });
});

describe('a check by somebody who may not count arrivals', () => {
  it('is a check all the same, and says that nobody looked', async () => {
    const server = await place.start();
    aws.stacks.set('Headcount-test-Lake', { CollectorUrl: server.url });
    const { told, stderr } = await run('check');
    expect(told).not.toHaveProperty('hints');
    expect(stderr).toMatch(/could not check whether events of today have a visitor: no output/);
    await server.stop();
  });
});
