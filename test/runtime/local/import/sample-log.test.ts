/** The real log of May 2015, counted by import and independently by this test and by GoAccess, if installed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isbot } from 'isbot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { Place, ROOT } from '../../../support/program.ts';

const LOG = join(ROOT, 'test/data/apache_access_2015.log.gz');
const LINE =
  /^(?<ip>\S+) \S+ \S+ \[(?<date>\d\d)\/May\/2015:\d\d:\d\d:\d\d \+0000\] "(?<method>[A-Z]+) (?<path>[^ ?]+)[^"]*(?:\\"[^"]*)*" (?<status>\d+) \S+ "(?<referrer>(?:[^"\\]|\\.)*)" "(?<agent>(?:[^"\\]|\\.)*)"$/;
/** Extensions in this log that are not pages. */
const ASSET =
  /\.(png|jpe?g|gif|svg|ico|js|css|ttf|woff|swf|jar|txt|xml|pdf|gz|zip|tgz|tar|bz2|deb|rpm|json|rss|mp3|mp4|webm|doc|ppt)$/i;
const hasGoAccess = spawnSync('goaccess', ['--version']).error === undefined;

const isRobot = (agent = '') => agent === '-' || isbot(agent);

interface Day {
  readonly views: number;
  readonly visitors: number;
}

describe('the sample log', () => {
  const place = new Place({ sites: [{ id: 'demo', hosts: ['semicomplete.com', 'www.semicomplete.com'] }] });
  const lines = gunzipSync(readFileSync(LOG)).toString('utf8').trimEnd().split('\n');
  const parsed = lines.map((line) =>
    Object.assign(
      { line },
      LINE.exec(line)?.groups as
        Partial<Record<'ip' | 'date' | 'method' | 'path' | 'status' | 'agent', string>> | undefined,
    ),
  );
  const views = parsed.filter(
    (one) =>
      one.method === 'GET' &&
      (one.status === '200' || one.status === '304') &&
      !ASSET.test(one.path ?? '') &&
      !isRobot(one.agent),
  );
  let printed: Record<string, unknown>;
  let imported: ReadonlyMap<string, Day>;

  beforeAll(async () => {
    const ran = await place.run(['import', LOG, '--json']);
    expect(ran.status, ran.stderr).toBe(0);
    printed = JSON.parse(ran.stdout) as Record<string, unknown>;
    const db = await openDuckDb({ memoryLimit: '256MB', scratch: join(place.folder, 'scratch') });
    const rows = await db.rows(
      "select day, count(*) as views, count(distinct visitor) as visitors from read_parquet(?) where name = 'pageview' group by day",
      [join(place.data, 'arrivals/*/*.parquet')],
    );
    db.close();
    imported = new Map(
      rows.map((row) => [
        String(row['day']),
        { views: Number(row['views']), visitors: Number(row['visitors']) },
      ]),
    );
  });
  afterAll(() => place.dispose());

  it('has the page views and visitors of each day that an independent count finds', () => {
    const expected = new Map<string, { views: number; seen: Set<string> }>();
    for (const { date, ip, agent } of views) {
      const day = expected.get(`2015-05-${date}`) ?? { views: 0, seen: new Set() };
      day.views += 1;
      day.seen.add(`${ip} ${agent}`);
      expected.set(`2015-05-${date}`, day);
    }
    expect(imported).toEqual(
      new Map(
        [...expected].map(([day, { views: count, seen }]) => [day, { views: count, visitors: seen.size }]),
      ),
    );
  });

  it('splits into the numbers that docs/import.md states, which add up to its lines', () => {
    const {
      lines: total,
      ignored,
      days,
      ...outcomes
    } = printed as { lines: number; ignored: Record<string, number>; days: string[] } & Record<
      string,
      number
    >;
    expect(total).toBe(10_000);
    expect(
      [...Object.values(outcomes), ...Object.values(ignored)].reduce(
        (sum, count) => sum + (count as number),
        0,
      ),
    ).toBe(total);
    expect(days).toEqual(['2015-05-17', '2015-05-18', '2015-05-19', '2015-05-20']);
    const docs = readFileSync(join(ROOT, 'docs/import.md'), 'utf8');
    for (const [name, count] of [...Object.entries(outcomes), ...Object.entries(ignored)])
      if ((count as number) > 0)
        expect(docs, name).toMatch(
          new RegExp(`\\| \`${name}\` \\|[^\\n]*\\| ${(count as number).toLocaleString('en')} \\|`),
        );
  });

  it.skipIf(!hasGoAccess)(
    'has the page views and visitors of each day that GoAccess counts in the same lines',
    () => {
      const ran = spawnSync(
        'goaccess',
        ['-', '--log-format=COMBINED', '--no-global-config', '--no-progress', '-o', 'json'],
        {
          input: `${views.map(({ line }) => line).join('\n')}\n`,
          encoding: 'utf8',
          env: { ...process.env, TZ: 'UTC' },
        },
      );
      const report = JSON.parse(ran.stdout) as {
        visitors: { data: { data: string; hits: { count: number }; visitors: { count: number } }[] };
      };
      const counted = new Map(
        report.visitors.data.map((day) => [
          day.data.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3'),
          { views: day.hits.count, visitors: day.visitors.count },
        ]),
      );
      expect(counted).toEqual(imported);
    },
  );
});
