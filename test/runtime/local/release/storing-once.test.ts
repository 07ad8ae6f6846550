/**
 * A release is drawn once, paid once and never changed: through crashes, two processes at once, and days that come
 * later.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { FACTS } from '#queries/facts/catalogue';
import { localReleaseStore } from '#runtime/local/release/local-release-store';
import { releaseDue, type ReleaseRun } from '#runtime/local/release/release-due';
import { loadSql } from '#runtime/node/package-root';
import { randomArrivals, seeded } from '../../../oracle/random-arrivals.ts';
import { ROOT } from '../../../support/program.ts';
import { seededBits } from '../../../support/seeded-bits.ts';
import { smallDisk } from '../../../support/small-disk.ts';
import { LakeOf } from '../seal/lake-of.ts';
import { oneOf, rounds, thorough } from '../../../support/full-length.ts';

const SITES = [
  {
    id: 'logs',
    hosts: ['logs.example'],
    published: ['/p/0', '/p/1'],
    topics: [{ name: 'A', paths: ['/p/0'] }],
    goals: ['signup'],
  },
];
const DAYS = ['2026-03-18', '2026-03-19', '2026-03-20'];
const PROGRAM = join(ROOT, 'dist/bin/headcount.js');

/** Sealed once; each test works on a copy. */
let sealed: LakeOf;
let lake: LakeOf;
beforeAll(async () => {
  sealed = new LakeOf({ sites: SITES });
  await sealed.arrive(
    'dt=2026-03-18/a.parquet',
    randomArrivals({ sites: ['logs'], days: DAYS, visitors: 200, random: seeded(5) }),
  );
  expect((await sealed.seal()).status).toBe(0);
});
beforeEach(() => {
  lake = new LakeOf({ sites: SITES });
  cpSync(sealed.data.root, lake.data.root, { recursive: true });
});
afterAll(() => {
  sealed.dispose();
});
afterEach(() => {
  lake.dispose();
});

const release = (words: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  lake.program(['release', '--json', ...words], env);
const stored = (period: string): string =>
  readFileSync(join(lake.data.releases, `period=${period}`, 'logs.json'), 'utf8');
const ledger = () =>
  Object.fromEntries(
    readdirSync(join(lake.data.releases, 'ledger'))
      .toSorted()
      .map((name) => [name, readFileSync(join(lake.data.releases, 'ledger', name), 'utf8')]),
  );
const figures = (stdout: string) =>
  (JSON.parse(stdout) as { releases: { period: string; figures: unknown; rho: number }[] }).releases.map(
    ({ period, figures: all, rho }) => ({ period, all, rho }),
  );
const leftovers = () =>
  readdirSync(lake.data.releases, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(tmp|drawn)$/.test(name),
  );

describe('a release', () => {
  it('is drawn once: run again it draws nothing, prints the same figures and changes no byte', async () => {
    const first = await release();
    expect(first.status, first.stderr).toBe(0);
    const before = [...DAYS, '2026-03'].map(stored);
    const again = await release();
    expect(figures(again.stdout)).toEqual(figures(first.stdout));
    expect(figures(first.stdout).map((one) => one.period)).toEqual(['2026-03', ...DAYS]);
    expect([...DAYS, '2026-03'].map(stored)).toEqual(before);
  });

  it.each(oneOf(4, ['release-kept', 'release-drawn', 'release-booked', 'release-published']))(
    'a release killed at %s is completed by the next run, and paid once',
    async (step) => {
      expect((await release(['--day', '2026-03-18'], { HEADCOUNT_CRASH_AT: step })).signal).toBe('SIGKILL');
      const drawn = join(lake.data.releases, 'period=2026-03-18', 'logs.drawn');
      const kept = existsSync(drawn) ? (JSON.parse(readFileSync(drawn, 'utf8')) as StoredRelease) : undefined;
      expect(kept !== undefined).toBe(step === 'release-kept');
      const booked = ledger();
      const ran = await release(['--day', '2026-03-18']);
      expect(ran.status, ran.stderr).toBe(0);
      if (kept !== undefined) expect(JSON.parse(stored('2026-03-18'))).toEqual(kept);
      expect(ledger()).toEqual(booked);
      expect(leftovers()).toEqual([]);
    },
  );

  thorough(
    'a release killed at random again and again ends whole, with what was once stored unchanged and each day paid once',
    async () => {
      const random = seeded(11);
      const seen = new Map<string, string>();
      for (let round = 0; round < rounds(2, 20); round += 1) {
        const child = spawn(process.execPath, [PROGRAM, 'release', '--quiet'], {
          cwd: lake.folder,
          stdio: 'ignore',
        });
        const timer = setTimeout(() => child.kill('SIGKILL'), 300 + random() * 900);
        await once(child, 'close');
        clearTimeout(timer);
        for (const period of [...DAYS, '2026-03']) {
          for (const ending of ['json', 'drawn']) {
            const file = join(lake.data.releases, `period=${period}`, `logs.${ending}`);
            if (!existsSync(file)) continue;
            expect(seen.get(period) ?? readFileSync(file, 'utf8')).toBe(readFileSync(file, 'utf8'));
            seen.set(period, readFileSync(file, 'utf8'));
          }
        }
      }
      expect((await release()).status).toBe(0);
      for (const [period, text] of seen) expect(stored(period)).toBe(text);
      expect(Object.keys(ledger())).toEqual(
        [...DAYS.map((day) => `${day}.logs.json`), '2026-03.logs.json'].toSorted(),
      );
      expect(leftovers()).toEqual([]);
    },
  );

  thorough(
    'a release on a full disk, whatever is stored by then, reports it in one line and continues once there is room',
    async () => {
      const disk = smallDisk('12k');
      if (disk === undefined) return;
      try {
        rmSync(lake.data.releases, { recursive: true, force: true });
        symlinkSync(disk.folder, lake.data.releases);
        const seen = new Map<string, string>();
        let failed = 0;
        for (const size of [
          '12k',
          '24k',
          '36k',
          '48k',
          '60k',
          '72k',
          '100k',
          '200k',
          '400k',
          '600k',
          '800k',
          '16m',
        ]) {
          disk.resize(size);
          const ran = await release();
          if (ran.status !== 0) {
            failed += 1;
            expect(ran.stderr.trim().split('\n'), size).toHaveLength(1);
            expect(ran.stderr, size).toContain('the disk or the memory is full');
          }
          for (const period of [...DAYS, '2026-03']) {
            for (const file of ['json', 'drawn']
              .map((ending) => join(lake.data.releases, `period=${period}`, `logs.${ending}`))
              .filter((one) => existsSync(one))) {
              expect(readFileSync(file, 'utf8'), size).toBe(seen.get(period) ?? readFileSync(file, 'utf8'));
              seen.set(period, readFileSync(file, 'utf8'));
            }
          }
        }
        expect(failed).toBeGreaterThan(4);
        expect([...seen.keys()].toSorted()).toEqual(['2026-03', ...DAYS]);
        expect(Object.keys(ledger())).toHaveLength(4);
        expect(leftovers()).toEqual([]);
      } finally {
        disk.remove();
      }
    },
  );

  it('a release run by two processes at once is drawn by one; the other has to be run again, or finds it done', async () => {
    const run = async () => {
      const child = spawn(process.execPath, [PROGRAM, 'release', '--json'], {
        cwd: lake.folder,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const out: string[] = [];
      child.stdout.on('data', (chunk) => {
        out.push(String(chunk));
      });
      const [status] = (await once(child, 'close')) as [number];
      return { status, out: out.join('') };
    };
    const both = await Promise.all([run(), run()]);
    const done = both.filter((one) => one.status === 0);
    expect(done.length).toBeGreaterThan(0);
    const last = figures((await release()).stdout);
    for (const one of done) expect(figures(one.out)).toEqual(last);
    for (const one of both) expect([0, 1]).toContain(one.status);
  });

  it('a release that would exceed the budget of a day is refused before any draw, and holds up no other', async () => {
    expect((await release(['--day', '2026-03-18'])).status).toBe(0);
    lake.configure({ sites: SITES, release: { profile: 'strict' } });
    const ran = await release();
    expect(ran.status).toBe(1);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
    expect(ran.stderr).toContain('2026-03 is not released: 2026-03-18 has spent rho 0.019869087 of 0.02');
    expect(existsSync(join(lake.data.releases, 'period=2026-03', 'logs.json'))).toBe(false);
    expect(Object.keys(ledger())).toEqual(DAYS.map((day) => `${day}.logs.json`));
    expect(existsSync(join(lake.data.releases, 'period=2026-03-20', 'logs.json'))).toBe(true);
  });

  it('a release of a month keeps to the days it was drawn from: a day sealed later is released as a day', async () => {
    expect((await release()).status).toBe(0);
    const month = stored('2026-03');
    await lake.arrive(
      'dt=2026-03-12/late.parquet',
      randomArrivals({ sites: ['logs'], days: ['2026-03-12'], visitors: 50, random: seeded(6) }),
    );
    expect((await lake.seal()).status).toBe(0);
    expect((await release()).status).toBe(0);
    expect(stored('2026-03')).toBe(month);
    expect((JSON.parse(month) as StoredRelease).days).toEqual(DAYS);
    expect((JSON.parse(stored('2026-03-12')) as StoredRelease).days).toEqual(['2026-03-12']);
  });

  thorough(
    'a month is not stored where one of its days is sealed while it is drawn; the next run draws it with that day',
    async () => {
      const later = new LakeOf({ sites: SITES });
      try {
        await later.arrive(
          'dt=2026-03-12/late.parquet',
          randomArrivals({ sites: ['logs'], days: ['2026-03-12'], visitors: 50, random: seeded(6) }),
        );
        expect((await later.seal()).status).toBe(0);
        const run: ReleaseRun = {
          data: lake.data,
          config: compileConfig(parseConfig(JSON.stringify({ sites: SITES }))),
          facts: FACTS,
          loadSql,
          bits: seededBits(3),
          today: '2026-04-02',
          sites: ['logs'],
        };
        const disturbed = releaseDue({
          ...run,
          onReleased: (_one, done) => {
            if (done === 1)
              for (const name of ['facts', 'seals'] as const)
                cpSync(later.data[name], lake.data[name], { recursive: true });
          },
        });
        await expect(disturbed).rejects.toThrow(
          'logs 2026-03 is not released: a day of it was sealed meanwhile; run headcount release again',
        );
        expect(DAYS.map((day) => (JSON.parse(stored(day)) as StoredRelease).days)).toEqual(
          DAYS.map((day) => [day]),
        );
        expect(readdirSync(lake.data.releases)).not.toContain('period=2026-03');

        await releaseDue(run);
        const days = ['2026-03-12', ...DAYS];
        expect((JSON.parse(stored('2026-03')) as StoredRelease).days).toEqual(days);
        expect((JSON.parse(ledger()['2026-03.logs.json'] ?? '') as { days: string[] }).days).toEqual(days);
      } finally {
        later.dispose();
      }
    },
  );

  it('a release of a month is drawn from facts of only the days that paid', async () => {
    const days = DAYS.slice(0, 2);
    const store = await localReleaseStore(lake.data, parseConfig(JSON.stringify({ sites: SITES }))).open({
      site: 'logs',
      period: '2026-03',
      level: 'month',
      from: '2026-03-01',
      to: '2026-03-31',
      days,
    });
    try {
      const engine = await store.openFacts(FACTS);
      for (const { name } of FACTS)
        expect(
          (await engine.rows(`select distinct day from ${name} order by day`)).map((row) => row['day']),
          name,
        ).toEqual(days);
    } finally {
      store.close();
    }
  });

  thorough(
    'has noise for the widest bounds that its days were sealed under, whatever they are by then',
    async () => {
      const bounded = (pages: number) => {
        lake.configure({ sites: SITES, bounds: { pages } });
      };
      bounded(14);
      await lake.arrive(
        'dt=2026-03-12/more.parquet',
        randomArrivals({ sites: ['logs'], days: ['2026-03-12'], visitors: 50, random: seeded(6) }),
      );
      expect((await lake.seal()).status).toBe(0);
      bounded(4);
      expect((await release(['--month', '2026-03'])).status).toBe(0);
      const { bounds, days, tables } = JSON.parse(stored('2026-03')) as StoredRelease;
      const pages = tables.find((table) => table.name === 'pages');
      expect([days.length, bounds['pages'], pages?.l0]).toEqual([4, 14, 14]);
      // Twice the squared noise times the share is the squared sensitivity.
      expect(2 * (pages?.measures[0]?.variance ?? 0) * 0.01).toBeCloseTo(14, 5);
    },
  );

  thorough('leaves out what the site leaves out, undrawn and unpaid, but never the totals', async () => {
    lake.configure({ sites: [{ ...SITES[0], leaveOut: ['breakdowns'] }] });
    expect((await release()).status).toBe(0);
    expect((JSON.parse(stored('2026-03')) as StoredRelease).tables.map((table) => table.name)).toEqual([
      'total',
    ]);
    expect(
      (JSON.parse(ledger()['2026-03.logs.json'] ?? '') as { nanorho: number }).nanorho,
    ).toBeLessThanOrEqual(8_000_000);
  });

  it('needs a sealed day and a month that is over, and says so in one line', async () => {
    for (const [words, status, text] of [
      [['--month', '2025-01'], 1, 'no day of 2025-01 is sealed'],
      [['--month', '2999-01'], 1, 'is not over'],
      [['--month', 'May'], 2, '--month takes'],
      [['--day', 'x'], 2, '--day takes'],
      [['--site', 'y'], 2, 'the configured sites are logs'],
    ] as const) {
      const ran = await release([...words]);
      expect([ran.status, ran.stderr.trim().split('\n').length], words.join(' ')).toEqual([status, 1]);
      expect(ran.stderr).toContain(text);
    }
  });

  it('cannot be drawn from a ledger file that a hand has made unreadable, and says where', async () => {
    mkdirSync(join(lake.data.releases, 'ledger'), { recursive: true });
    writeFileSync(join(lake.data.releases, 'ledger', '2026-03-18.logs.json'), '{broken');
    const ran = await release();
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('2026-03-18.logs.json');
    expect(existsSync(join(lake.data.releases, 'period=2026-03-18'))).toBe(false);
  });

  thorough(
    'a release that was published and lost is not drawn again, nor is another while what was paid is not on record',
    async () => {
      expect((await release(['--day', '2026-03-18'])).status).toBe(0);
      const kept = join(lake.data.releases, 'period=2026-03-18', 'logs.json');
      const text = stored('2026-03-18');
      rmSync(kept);
      const again = await release(['--day', '2026-03-18']);
      expect([again.status, again.stderr.trim().split('\n').length, existsSync(kept)]).toEqual([1, 1, false]);
      expect(again.stderr).toContain('period=2026-03-18/logs.json');

      writeFileSync(kept, text);
      // Files that a file manager leaves do no harm.
      writeFileSync(join(lake.data.releases, '.DS_Store'), '');
      const entry = join(lake.data.releases, 'ledger', '2026-03-18.logs.json');
      rmSync(entry);
      const unpaid = await release(['--month', '2026-03']);
      expect([unpaid.status, unpaid.stderr.trim().split('\n').length]).toEqual([1, 1]);
      expect(unpaid.stderr).toContain('2026-03-18.logs.json');
      expect(existsSync(join(lake.data.releases, 'period=2026-03', 'logs.json'))).toBe(false);
      expect(stored('2026-03-18')).toBe(text);
    },
  );

  thorough('a month whose days were merged is not drawn again where all releases are lost', async () => {
    const small = new LakeOf({ sites: SITES });
    try {
      await small.arrive(
        'dt=2026-03-18/a.parquet',
        randomArrivals({ sites: ['logs'], days: DAYS, visitors: 20, random: seeded(5) }),
      );
      expect([(await small.seal()).status, (await small.program(['release'])).status]).toEqual([0, 0]);
      const settled = await small.program(['settle', '--json']);
      expect((JSON.parse(settled.stdout) as { settled: { merged: string[] }[] }).settled[0]?.merged).toEqual(
        DAYS,
      );
      rmSync(small.data.releases, { recursive: true });
      const again = await small.program(['release']);
      expect([again.status, again.stderr.trim().split('\n').length]).toEqual([1, 1]);
      expect(again.stderr).toContain('put it back from a backup');
      expect(existsSync(small.data.releases)).toBe(false);
    } finally {
      small.dispose();
    }
  });
});
