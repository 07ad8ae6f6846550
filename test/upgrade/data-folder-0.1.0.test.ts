import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ROOT, type Place } from '../support/program.ts';
import { MADE_ON, otherLast, placeOf, tablesOf, type Folder, type Tables } from './data-folder.ts';
import { oneOf } from '../support/full-length.ts';

const FIGURES = JSON.parse(readFileSync(join(ROOT, 'test/data/data-folder-0.1.0.figures.json'), 'utf8')) as {
  readonly sample: {
    readonly inside: Tables;
    readonly released: Tables;
    readonly status: { readonly days: readonly object[] };
    readonly budget: { readonly days: readonly object[] };
  };
  readonly live: {
    readonly live: Tables;
    readonly books: readonly [{ readonly books: object }];
    readonly sealed: { readonly days: readonly object[] };
    readonly inside: Tables;
  };
};
const EVENING = `${MADE_ON}T22:00:00Z`;
const NEXT_MORNING = '2026-11-30T05:00:00Z';

let place: Place | undefined;
afterEach(() => {
  place?.dispose();
  place = undefined;
});

function unpack(folder: Folder, iso: string): Place {
  place = placeOf(folder, iso);
  return place;
}

async function json(at: Place, ...words: string[]): Promise<string> {
  const ran = await at.run([...words, '--json']);
  expect(ran.stderr).not.toMatch(/unexpected|Error|\n\s+at /);
  expect(ran.status, ran.stderr).toBe(0);
  return ran.stdout;
}

describe('a data folder of version 0.1.0 that was sealed, released and settled', () => {
  test('shows the same inside and released figures, books and budget', async () => {
    const at = unpack('sample', EVENING);
    const { released, status, budget } = FIGURES.sample;
    const inside = otherLast(FIGURES.sample.inside);
    expect(tablesOf(await json(at, 'report', '--inside'), inside)).toEqual(inside);
    const config = JSON.parse(readFileSync(join(at.folder, 'headcount.json'), 'utf8')) as object;
    writeFileSync(join(at.folder, 'all.json'), JSON.stringify({ ...config, release: { names: 'all' } }));
    expect(tablesOf(await json(at, 'report', '--config', 'all.json'), released)).toEqual(released);
    // Without the names that nobody listed, every other row has the figures that it had.
    const listed = tablesOf(await json(at, 'report'), released);
    for (const [name, { rows }] of Object.entries(listed))
      for (const row of rows) expect(released[name]?.rows).toContainEqual(row);
    expect(listed['content.pages']?.rows.length).toBeLessThan(released['content.pages']?.rows.length ?? 0);
    expect(JSON.parse(await json(at, 'status'))).toMatchObject({ days: status.days });
    expect(JSON.parse(await json(at, 'budget'))).toMatchObject({ days: budget.days });
  });

  test('is neither sealed, released nor settled a second time, and no line of its log counts again', async () => {
    const at = unpack('sample', EVENING);
    const log = join(ROOT, 'test/data/apache_access_2015.log.gz');
    expect(JSON.parse(await json(at, 'import', log))).toMatchObject({ accepted: 0, duplicate: 10_000 });
    expect(JSON.parse(await json(at, 'seal'))).toMatchObject({ days: [] });
    const { releases } = JSON.parse(await json(at, 'release')) as { releases: { drawn: string }[] };
    expect(releases.map((one) => one.drawn)).toEqual(releases.map(() => 'before'));
    expect(JSON.parse(await json(at, 'settle'))).toMatchObject({ settled: [] });
    const inside = otherLast(FIGURES.sample.inside);
    expect(tablesOf(await json(at, 'report', '--inside'), inside)).toEqual(inside);
  });

  test('answers query, plan and live, and is served', async () => {
    const at = unpack('sample', EVENING);
    expect(JSON.parse(await json(at, 'query', 'select count(*) as n from days'))).toEqual([{ n: 4 }]);
    expect(JSON.parse(await json(at, 'query', 'select count(*) > 0 as there from releases'))).toEqual([
      { there: true },
    ]);
    await json(at, 'plan');
    await json(at, 'live');
    const server = await at.start();
    expect((await fetch(`${server.url}/healthz`)).status, server.output()).toBe(200);
    expect(await server.stop()).toBe(0);
  });
});

describe('a data folder of version 0.1.0 whose server was killed', () => {
  test('shows the same live figures', async () => {
    const at = unpack('live', EVENING);
    const printed = await json(at, 'live');
    expect(tablesOf(printed, FIGURES.live.live)).toEqual(FIGURES.live.live);
    expect(JSON.parse(printed)).toMatchObject({ live: { sites: [{ books: FIGURES.live.books[0].books }] } });
  });

  test.each(oneOf(2, ['after a start and a stop', 'as it lies']))(
    'is sealed into the same figures, %s',
    async (state) => {
      const at = unpack('live', EVENING);
      if (state !== 'as it lies') {
        const server = await at.start();
        expect((await fetch(`${server.url}/healthz`)).status, server.output()).toBe(200);
        expect(await server.stop()).toBe(0);
      }
      at.setClock(NEXT_MORNING);
      expect(JSON.parse(await json(at, 'seal'))).toMatchObject(FIGURES.live.sealed);
      const { inside } = FIGURES.live;
      expect(tablesOf(await json(at, 'report', '--inside', '--period', MADE_ON), inside)).toEqual(inside);
      await json(at, 'release');
      const { releases } = JSON.parse(await json(at, 'release')) as { releases: { drawn: string }[] };
      expect(releases.map((one) => one.drawn)).toEqual(releases.map(() => 'before'));
    },
  );

  test('takes further events beside its own: demo speaks to its server, and the books balance', async () => {
    const at = unpack('live', EVENING);
    const server = await at.start();
    await json(at, 'demo', '--url', server.url, '--visitors', '5');
    expect(await server.stop()).toBe(0);
    at.setClock(NEXT_MORNING);
    const { days } = JSON.parse(await json(at, 'seal')) as { days: Record<string, unknown>[] };
    const {
      received,
      site: _site,
      day: _day,
      ...outcomes
    } = days.find((one) => one['site'] === 'demo') ?? {};
    const items = Object.values(outcomes).map(Number);
    expect(items.reduce((sum, one) => sum + one, 0)).toBe(received);
    expect(Number(received)).toBeGreaterThan(1_312);
  });
});
