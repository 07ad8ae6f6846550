/**
 * The seal on AWS as a whole, on Athena, S3, Glue and DynamoDB in memory: the same rows as the local mode's seal of the
 * same arrivals.
 */
import { describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { FACTS } from '#queries/facts/catalogue';
import { openLake } from '#runtime/local/lake/open-lake';
import { LakeOf, SITES } from '../../local/seal/lake-of.ts';
import type { SealWorld } from './fake/seal-world.ts';
import { arrive, arrived, ASKED, DAYS, FILES, ROWS, world } from './fake/two-days.ts';
import { itemsOfAll } from '../../../oracle/random-arrivals.ts';
import { oneOf, thorough } from '../../../support/full-length.ts';

const sorted = <Row extends Readonly<Record<string, unknown>>>(rows: readonly Row[]) =>
  rows.toSorted((a, b) =>
    `${String(a['period'])} ${String(a['site'])}` < `${String(b['period'])} ${String(b['site'])}` ? -1 : 1,
  );
/** Except for the day of sealing, which is today's in the local mode. */
const sealsOf = (of: SealWorld) =>
  sorted(of.seals().map(({ breakdowns, sealed_on: _on, ...row }) => ({ ...row, shown: breakdowns })));
async function localSeals(lake: LakeOf): Promise<readonly object[]> {
  const open = await openLake(lake.data, parseConfig(JSON.stringify({ sites: SITES })), FACTS);
  try {
    return sorted(
      (await open.rows('select * from seals')).map(({ sealed_on: _on, ...row }) => ({ ...row, shown: true })),
    );
  } finally {
    open.close();
  }
}

describe('a seal on AWS', () => {
  it('makes the facts, the completeness and the seals of the local mode, row for row, and leaves no arrival and no scratch', async () => {
    const here = world();
    const lake = new LakeOf();
    try {
      for (const [file, rows] of FILES) {
        await arrive(here, file, rows);
        await lake.arrive(file, rows);
      }
      const answer = await here.tick(ASKED);
      await lake.sealHere();
      expect(answer.done).toBe(true);
      expect(await here.facts()).toEqual(await lake.facts());
      expect(sealsOf(here)).toEqual(await localSeals(lake));
      expect([...here.s3.objects.keys()].filter((path) => path.startsWith('arrivals/'))).toEqual([]);
      const siteDays = new Set(ROWS.map(({ site, day }) => `${site} ${day}`));
      expect(answer.days.map(({ site, day }) => `${site} ${day}`).toSorted()).toEqual(
        [...siteDays].toSorted(),
      );
      expect(
        answer.days.flatMap((day) => Object.values(day.outcomes)).reduce((sum, items) => sum + items, 0),
      ).toBe(itemsOfAll(ROWS));
    } finally {
      lake.dispose();
    }
  });
});

describe('sites of one day', () => {
  thorough('can be sealed one after the other: the rows of the first are carried over', async () => {
    const here = world();
    await arrive(
      here,
      'dt=2026-03-19/aa.parquet',
      ROWS.filter((row) => row.site !== 'logs'),
    );
    await arrive(
      here,
      'dt=2026-03-20/import-0123456789abcdef-1.parquet',
      ROWS.filter((row) => row.site === 'logs'),
    );
    expect(await here.tick({ ...ASKED, byClock: true })).toMatchObject({ done: true });
    const first = await here.facts();
    expect(new Set(first['days']?.map(([key]) => key.split('|')[0]))).toEqual(new Set(['shop']));
    expect(
      [...here.s3.objects.keys()].filter((path) => path.startsWith('arrivals/arrivals/')),
      'imports wait until a person seals',
    ).toHaveLength(1);
    await here.tick(ASKED);
    const all = await here.facts();
    for (const fact of FACTS)
      expect(
        all[fact.name]?.filter(([key]) => key.startsWith('shop|')),
        fact.name,
      ).toEqual(first[fact.name]);
    const atOnce = await arrived();
    await atOnce.tick(ASKED);
    expect(all).toEqual(await atOnce.facts());
  });

  it('wait for an import that touches them, and neither its rows nor others of the day are given up meanwhile', async () => {
    const here = world({ sites: SITES, retention: { arrivalsDays: 1, factsDays: 760 } });
    const rows = ROWS.filter((row) => row.site === 'logs');
    await arrive(here, 'dt=2026-03-18/import-00ff-1.parquet', rows.slice(0, 3));
    await arrive(here, 'dt=2026-03-18/collected.parquet', rows.slice(3));
    here.later(5 * 24 * 60);
    const record = here.ports().record;
    await record.put(
      'import',
      '00ff',
      JSON.stringify({ id: '00ff', site: 'logs', days: DAYS, activeAt: '2026-03-27T01' }),
    );
    expect(await here.tick(ASKED)).toMatchObject({
      done: true,
      days: [],
      waiting: DAYS.map((day) => ({ site: 'logs', day })),
      abandoned: 0,
    });
    await record.delete('import', '00ff');
    expect((await here.tick(ASKED)).days.map((one) => `${one.site} ${one.day}`)).toEqual(
      DAYS.map((day) => `logs ${day}`),
    );
  });
});

describe('an import that begins under a run', () => {
  const LATER = 'dt=2026-03-19/import-00ff-1.parquet';
  const IMPORTED = ROWS.filter((row) => row.site === 'logs')
    .slice(0, 3)
    .map((row) => ({ ...row, event_id: `import ${row.event_id}` }));
  const register = (here: SealWorld) =>
    here
      .ports()
      .record.put(
        'import',
        '00ff',
        JSON.stringify({ id: '00ff', site: 'logs', days: ['2026-03-19'], activeAt: '2026-03-22T03' }),
      );

  it.each(
    oneOf(2, [
      ['the copy of its rows', 'from arrivals\n'],
      ['its last draft', 'from completeness'],
    ] as const),
  )('an import that begins after %s keeps its days from being sealed until it is done', async (_, text) => {
    const here = await arrived();
    let began: Promise<void> | undefined;
    here.athena.onQuery = async (sql) => {
      if (sql.includes('unload') && sql.includes(text)) await (began ??= register(here));
    };
    expect(await here.tick(ASKED)).toMatchObject({
      done: true,
      waiting: [{ site: 'logs', day: '2026-03-19' }],
    });
    expect(began).toBeDefined();
    expect(here.seals().map((row) => `${String(row['period'])} ${String(row['site'])}`)).not.toContain(
      '2026-03-19 logs',
    );
    await arrive(here, LATER, IMPORTED);
    await here.ports().record.delete('import', '00ff');
    expect(await here.tick(ASKED)).toMatchObject({ done: true, late: 0 });
    await expect(here.books()).resolves.toEqual({
      waiting: 0,
      counted: itemsOfAll(ROWS) + 3,
      arrived: itemsOfAll(ROWS) + 3,
    });
  });
});

describe('an import that was cut short and that nobody ran again', () => {
  const cutShort = async (isCommitted: boolean) => {
    const here = world({
      sites: SITES.map((site) => ({ ...site, origins: [`https://${site.id}.example`] })),
    });
    await arrive(here, 'dt=2026-03-19/aa.parquet', ROWS);
    await arrive(
      here,
      'dt=2026-03-19/import-00ff-1.parquet',
      ROWS.slice(0, 3).map((row) => ({ ...row, event_id: `import ${row.event_id}` })),
    );
    if (isCommitted) here.s3.put('facts', 'imports/00ff.json', new TextEncoder().encode('{}'));
    else here.mayBeAbandoned = 3;
    await here
      .ports()
      .record.put(
        'import',
        '00ff',
        JSON.stringify({ id: '00ff', site: 'logs', days: DAYS, activeAt: '2026-03-21T02' }),
      );
    expect(await here.tick({ ...ASKED, byClock: true })).toMatchObject({ done: true, waiting: [] });
    expect(await here.ports().record.all('import')).toEqual(new Map());
    expect([...here.s3.objects.keys()].filter((path) => path.startsWith('arrivals/arrivals/'))).toEqual([]);
    return (await here.books()).counted;
  };

  it('is taken back after a day: it does not hold up the rows that were collected', async () => {
    expect(await cutShort(false)).toBe(itemsOfAll(ROWS));
  });

  thorough('is counted where it was committed', async () => {
    expect(await cutShort(true)).toBe(itemsOfAll(ROWS) + 3);
  });
});

describe('what a seal replaced', () => {
  it('stays for an hour, since a reader may still be at it', async () => {
    const here = await arrived();
    const objects = () =>
      [...here.s3.objects.keys()].filter((path) => path.startsWith('facts/facts/days/period=2026-03-19/'))
        .length;
    await here.tick({ through: '2026-03-19', byClock: true });
    const one = objects();
    await here.tick({ through: '2026-03-19', byClock: false });
    here.later(50);
    await here.tick({ through: '2026-03-19', byClock: false });
    expect(objects()).toBe(2 * one);
    here.later(11);
    await here.tick({ through: '2026-03-19', byClock: false });
    expect(objects()).toBe(one);
  });
});

describe('a long absence', () => {
  thorough('is sealed a month of days at a time, in one go', async () => {
    const here = world(
      undefined,
      FACTS.filter((fact) => ['days', 'sources', 'visitors'].includes(fact.name)),
    );
    await arrive(
      here,
      'dt=2026-02-01/aa.parquet',
      ROWS.filter((row) => row.site === 'shop')
        .slice(0, 1)
        .map((row) => ({ ...row, day: '2026-02-01' })),
    );
    const answer = await here.tick({ ...ASKED, byClock: true });
    expect(answer.done).toBe(true);
    expect(answer.days).toHaveLength(48);
    expect(here.seals()).toHaveLength(48);
    expect(await here.query('select count(*) as days from calendar')).toEqual([{ days: 365 }]);
  });

  thorough(
    'gives up what nobody sealed once arrivalsDays are over, not on the last of them, and says so',
    async () => {
      const here = world();
      const rows = ROWS.filter((row) => row.site === 'logs')
        .slice(0, 5)
        .map((row) => ({ ...row, day: '2026-03-15' }));
      await arrive(here, 'dt=2026-03-15/aa.parquet', rows);
      here.mayBeAbandoned = itemsOfAll(rows);
      expect(await here.tick({ ...ASKED, byClock: true })).toMatchObject({ done: true, abandoned: 0 });
      here.later(24 * 60);
      expect(await here.tick({ ...ASKED, byClock: true })).toMatchObject({ done: true, abandoned: 5 });
      expect(here.said).toEqual([{ warning: 'arrivals_past_deadline', count: 5 }]);
    },
  );

  it('a seal gives up no row of a day after the requested one, however long it has waited', async () => {
    const here = await arrived();
    here.later(14 * 24 * 60);
    expect(await here.tick({ ...ASKED, through: '2026-03-19' })).toMatchObject({ done: true, abandoned: 0 });
    expect(await here.tick(ASKED)).toMatchObject({ done: true, abandoned: 0 });
    expect(await here.books()).toEqual({ waiting: 0, counted: itemsOfAll(ROWS), arrived: itemsOfAll(ROWS) });
  });
});

describe('imports of one day', () => {
  const DAY = '2026-03-19';
  const rows = ROWS.filter((row) => row.site === 'logs' && row.day === DAY);
  const keyed = (keying: string, of: typeof rows) =>
    of.map((row) => ({ ...row, keying: row.visitor === null ? null : keying }));
  const sealedWith = async (...files: readonly (typeof rows)[]) => {
    const here = world();
    for (const [index, file] of files.entries())
      await arrive(here, `dt=${DAY}/import-00f${index}-1.parquet`, file);
    await here.tick(ASKED);
    return here.seals().map(({ site, period, keyings }) => [site, period, keyings]);
  };
  const nobody = rows.map((row) => ({ ...row, event_id: `no ${row.event_id}`, visitor: null, keying: null }));

  it('of one salt are one keying, of two salts two, and rows without a visitor are none', async () => {
    const half = rows.length / 2;
    const [first, second] = [rows.slice(0, half), rows.slice(half)];
    expect(await sealedWith(keyed('k1', first), keyed('k1', second))).toContainEqual(['logs', DAY, 1]);
    expect(await sealedWith(keyed('k1', first), keyed('k2', second))).toContainEqual(['logs', DAY, 2]);
    expect(await sealedWith(keyed('k1', first), nobody)).toContainEqual(['logs', DAY, 1]);
  });
});
