/** The public cells of a month are what was listed when its first day was sealed, locally and on AWS. */
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import type { Config } from '#core/config/schema';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { FACTS } from '#queries/facts/catalogue';
import { releaseDue } from '#runtime/local/release/release-due';
import { loadSql } from '#runtime/node/package-root';
import { randomArrivals, seeded } from '../../../oracle/random-arrivals.ts';
import { AwsLake } from '../../../support/aws/aws-lake.ts';
import { oneEngine } from '../../../support/aws/lake-engine.ts';
import { BUCKETS } from '../../../support/aws/relations.ts';
import { seededBits } from '../../../support/seeded-bits.ts';
import { LakeOf } from '../../local/seal/lake-of.ts';

const DAYS = ['2026-03-18', '2026-03-19', '2026-03-20'];
const configOf = (lists: object): Config =>
  parseConfig(JSON.stringify({ sites: [{ id: 'logs', hosts: ['logs.example'], ...lists }] }));
const BEFORE = configOf({
  published: ['/p/0', '/gone'],
  campaigns: ['old'],
  topics: [{ name: 'Old', paths: ['/p/0'] }],
  goals: ['old-goal'],
});
const AFTER = configOf({
  published: ['/later', '/p/0'],
  campaigns: ['later'],
  topics: [{ name: 'Later', paths: ['/p/0'] }],
  goals: ['later-goal'],
});

const engine = oneEngine();
let sealed: LakeOf;
beforeAll(async () => {
  sealed = new LakeOf(BEFORE);
  const rows = randomArrivals({ sites: ['logs'], days: DAYS, visitors: 60, random: seeded(5) });
  await sealed.arrive(
    'dt=2026-03-18/a.parquet',
    rows.filter((row) => row.day === DAYS[0]),
  );
  await sealed.sealHere();
  writeFileSync(join(sealed.folder, 'headcount.json'), JSON.stringify(AFTER));
  await sealed.arrive(
    'dt=2026-03-19/b.parquet',
    rows.filter((row) => row.day !== DAYS[0]),
  );
  await sealed.sealHere();
});
afterAll(() => sealed.dispose());

async function releasedLocally(config: Config): Promise<StoredRelease> {
  rmSync(sealed.data.releases, { recursive: true, force: true });
  await releaseDue({
    data: sealed.data,
    config: compileConfig(config),
    facts: FACTS,
    loadSql,
    bits: seededBits(7),
    today: '2026-04-20',
    sites: ['logs'],
  });
  return JSON.parse(
    readFileSync(join(sealed.data.releases, 'period=2026-03', 'logs.json'), 'utf8'),
  ) as StoredRelease;
}

async function releasedOnAws(config: Config): Promise<StoredRelease> {
  const aws = await AwsLake.of(engine(), sealed.data, config);
  const bits = seededBits(7);
  await aws.release({ by: 'operator', does: 'release', sites: ['logs'] }, { bits: () => bits });
  return JSON.parse(
    aws.s3.text(BUCKETS.facts, 'releases/period=2026-03/logs.json') ?? 'null',
  ) as StoredRelease;
}

const publicKeys = ({ tables }: StoredRelease, table: string) =>
  tables.find(({ name }) => name === table)?.cells.flatMap((cell) => (cell.public ? [cell.keys[0]] : []));

describe.each([
  ['a local release', releasedLocally],
  ['a release on AWS', releasedOnAws],
])('%s', (_place, released) => {
  it('draws what was listed when the first day was sealed, and not what was listed after it', async () => {
    const release = await released(AFTER);
    expect(publicKeys(release, 'pages')).toEqual(['/gone', '/p/0']);
    expect(publicKeys(release, 'campaigns')).toEqual(['old']);
    expect(publicKeys(release, 'topics')).toEqual(['Old', '(no topic)']);
    expect(publicKeys(release, 'goals')).toEqual(['old-goal']);
  });

  it('is the same, whatever the order of the list and however often it names a page', async () => {
    const other = configOf({ published: ['/p/0', '/later', '/p/0', '/one-more'] });
    expect(await released(other)).toEqual(await released(AFTER));
  });
});

it('every day of a month refers to the one list, which is kept once', async () => {
  const kept = readdirSync(join(sealed.data.seals, 'vocabularies'));
  expect(kept).toHaveLength(1);
  const ran = await sealed.program([
    'query',
    "select period, vocabulary from seals where site = 'logs' order by period",
    '--json',
  ]);
  const rows = JSON.parse(ran.stdout) as readonly { period: string; vocabulary: string }[];
  expect(rows.map((row) => [row.period, `${row.vocabulary}.json`])).toEqual(
    DAYS.map((day) => [day, kept[0]]),
  );
});

it('a release without the kept list is refused with the name of the file, not drawn from the present one', async () => {
  const folder = join(sealed.data.seals, 'vocabularies');
  const [name = ''] = readdirSync(folder);
  const text = readFileSync(join(folder, name), 'utf8');
  rmSync(join(folder, name));
  await expect(releasedLocally(AFTER)).rejects.toThrow(`${name} cannot be read: put it back from a backup`);
  await expect(releasedOnAws(AFTER)).resolves.toBeNull();
  writeFileSync(join(folder, name), text);
});
