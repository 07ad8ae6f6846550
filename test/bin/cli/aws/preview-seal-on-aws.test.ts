/** `seal --dry-run --target aws` by the built program: it asks Athena, invokes nothing and writes nothing. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SEALS_KEY } from '#runtime/aws/lake/seals';
import { startEndpoints, type Endpoints } from '../../../support/aws/endpoints.ts';
import { Place } from '../../../support/program.ts';
import { runWarm } from '../../../support/warm-program.ts';

const CONFIG = {
  timeZone: 'Europe/Berlin',
  aws: { stage: 'test', region: 'eu-central-1' },
  sites: [{ id: 'logs', hosts: ['logs.example'], published: ['/', '/new'] }],
};
const FILE = 'dt=2026-03-09/import-0123456789abcdef-1.parquet';

let aws: Endpoints;
let place: Place;
beforeEach(async () => {
  aws = await startEndpoints();
  place = new Place(CONFIG);
  aws.stacks.set('Headcount-test-Lake', {
    FactsBucket: 'facts-test',
    ArrivalsBucket: 'arrivals-test',
    PipelineWorkGroup: 'headcount-test-pipeline',
    StoreDatabase: 'headcount_test_store',
    ScratchDatabase: 'headcount_test_scratch',
    StateTable: 'state',
  });
  aws.objects.set(`arrivals-test/arrivals/${FILE}`, '');
  aws.answers.set('"$path"', [
    { path: `s3://arrivals-test/arrivals/${FILE}`, site: 'logs', day: '2026-03-09', held: 200, items: 200 },
  ]);
  aws.answers.set('planned p', [
    { site: 'logs', month: '2026-03', path: '/new', views: 123 },
    { site: 'logs', month: '2026-03', path: '/old', views: 6 },
  ]);
  aws.answers.set('counted group by', [{ site: 'logs', day: '2026-03-09', outcome: 'stored', items: 200 }]);
});
afterEach(async () => {
  place.dispose();
  await aws.close();
});

const run = (...words: readonly string[]) =>
  runWarm(['seal', '--dry-run', '--target', 'aws', '--json', ...words], {
    cwd: place.folder,
    env: { ...process.env, HOME: place.folder, ...aws.env },
  });

/** Records that an earlier day of the month was sealed when the site listed these pages. */
function sealBefore(published: readonly string[]): void {
  aws.objects.set(
    `facts-test/${SEALS_KEY}`,
    `${JSON.stringify({ site: 'logs', period: '2026-03-01', time_zone: 'Europe/Berlin', live: false, sealed_on: '2026-03-02', merged: null, vocabulary: 'abc', breakdowns: true })}\n`,
  );
  aws.objects.set(
    'facts-test/vocabularies/abc.json',
    JSON.stringify({ published, campaigns: [], topics: [], goals: [] }),
  );
}

describe('seal --dry-run of a deployment', () => {
  it('says what would be sealed and what lies on unlisted pages, in the pipeline work group alone', async () => {
    const [objects, items] = [[...aws.objects.keys()], [...aws.items.keys()]];
    const ran = await run();
    expect(ran.status, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      dry_run: true,
      days: [{ site: 'logs', day: '2026-03-09', received: 200, stored: 200 }],
      unlisted: [{ site: 'logs', month: '2026-03', page_views: 6, can_be_listed: true }],
    });
    expect(new Set(aws.queries.map(({ workGroup }) => workGroup))).toEqual(
      new Set(['headcount-test-pipeline']),
    );
    expect(aws.invoked).toEqual([]);
    expect([[...aws.objects.keys()], [...aws.items.keys()]]).toEqual([objects, items]);
  });

  it('goes by the pages that were listed when the first day of the month was sealed', async () => {
    sealBefore(['/']);
    expect(JSON.parse((await run()).stdout)).toMatchObject({
      unlisted: [{ page_views: 130, can_be_listed: false }],
    });
  });

  it('refuses a day that is not complete', async () => {
    const ran = await run('--through', '2999-01-01');
    expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining('is not complete yet')]);
    expect(aws.queries).toEqual([]);
  });
});
