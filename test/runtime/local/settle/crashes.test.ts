/** `headcount settle` as a process that is killed: at every named step, and anywhere. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SqlRow } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { ROOT } from '../../../support/program.ts';
import { seeded } from '../../../oracle/random-arrivals.ts';
import { randomFacts } from './random-facts.ts';
import { SettledLake } from './settled-lake.ts';
import { oneOf, rounds, thorough } from '../../../support/full-length.ts';

const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03'];
const FACT_ROWS = randomFacts(
  ['shop', 'logs'].flatMap((site) => DAYS.map((day) => ({ site, day }))),
  seeded(21),
);
const STEPS = [
  'settle-checked',
  'settle-folding',
  'settle-folded',
  'settle-merging',
  'settle-merged',
  'settle-committed',
  'settle-clearing',
  'settle-done',
];

async function fresh(): Promise<SettledLake> {
  const lake = new SettledLake();
  await lake.write(FACT_ROWS);
  // Day 2 loses the rows of both sites, so its files are deleted; the other days keep rows of one site.
  lake.release({
    site: 'shop',
    days: { '2026-03-01': 12, '2026-03-02': -3, '2026-03-03': 700 },
    cells: { pages: [['/open']] },
  });
  lake.release({ site: 'logs', days: { '2026-03-01': 700, '2026-03-02': 99, '2026-03-03': 700 } });
  return lake;
}

/** Returns sums of every measure by site and fact: no step may change what a reader adds up over the month. */
function totals(seen: Readonly<Record<string, readonly SqlRow[]>>): Record<string, number> {
  const found: Record<string, number> = {};
  for (const fact of FACTS)
    for (const row of seen[fact.name] ?? [])
      for (const { name } of fact.measures)
        found[`${row['site']} ${fact.name}.${name}`] =
          (found[`${row['site']} ${fact.name}.${name}`] ?? 0) + Number(row[name]);
  return found;
}

/** Returns the days of a site that have breakdowns. */
const shown = (seen: Readonly<Record<string, readonly SqlRow[]>>, site: string) =>
  new Set(
    FACTS.filter((fact) => fact.name !== 'days').flatMap((fact) =>
      (seen[fact.name] ?? []).filter((row) => row['site'] === site).map((row) => String(row['day'])),
    ),
  );

const WHOLE = await fresh();
const EXPECTED = await (async () => {
  const before = totals(await WHOLE.seen());
  const ran = await WHOLE.program(['settle', '--json']);
  const result = {
    status: ran.status,
    output: JSON.parse(ran.stdout) as unknown,
    before,
    seen: await WHOLE.seen(),
    bytes: WHOLE.bytes(),
  };
  WHOLE.dispose();
  return result;
})();

let lake: SettledLake;
beforeEach(async () => {
  lake = await fresh();
});
afterEach(() => lake.dispose());

describe('a settlement', () => {
  it('says by site and month what it folded and which days it merged, and takes empty files away', () => {
    expect(EXPECTED.status).toBe(0);
    expect(EXPECTED.output).toMatchObject({
      settled: [
        {
          site: 'shop',
          month: '2026-03',
          folded: { pages: expect.any(Number) },
          merged: ['2026-03-01', '2026-03-02'],
        },
        { site: 'logs', month: '2026-03', merged: ['2026-03-02'] },
      ],
    });
    const files = Object.keys(EXPECTED.bytes);
    expect(files).toContain('facts/days/period=2026-03-02/part.parquet');
    expect(files).toContain('facts/pages/period=2026-03/part.parquet');
    expect(files.filter((file) => /facts\/(?!days)\w+\/period=2026-03-02/.test(file))).toEqual([]);
    expect([...shown(EXPECTED.seen, 'shop')].toSorted()).toEqual(['2026-03', '2026-03-03']);
    expect([...shown(EXPECTED.seen, 'logs')].toSorted()).toEqual(['2026-03', '2026-03-01', '2026-03-03']);
    expect(totals(EXPECTED.seen)).toEqual(EXPECTED.before);
  });

  it.each(oneOf(8, STEPS))(
    'a settlement killed at "%s" shows readers each row once, and run again ends in the same state',
    async (step) => {
      expect((await lake.program(['settle'], { HEADCOUNT_CRASH_AT: step })).signal).toBe('SIGKILL');
      const between = await lake.seen();
      expect(totals(between)).toEqual(EXPECTED.before);
      const committed = STEPS.indexOf(step) >= STEPS.indexOf('settle-committed');
      expect(shown(between, 'shop').has('2026-03')).toBe(committed);
      expect(shown(between, 'shop').has('2026-03-01')).toBe(!committed);
      const again = await lake.program(['settle']);
      expect(again.status, again.stderr).toBe(0);
      expect(await lake.seen()).toEqual(EXPECTED.seen);
      expect(lake.bytes()).toEqual(EXPECTED.bytes);
    },
  );

  thorough('a settlement killed anywhere, again and again, ends in the same state', async () => {
    const random = seeded(4);
    for (let round = 0; round < rounds(2, 20); round += 1) {
      const child = spawn(process.execPath, [join(ROOT, 'dist/bin/headcount.js'), 'settle'], {
        cwd: lake.folder,
        stdio: 'ignore',
      });
      const timer = setTimeout(() => child.kill('SIGKILL'), 250 + random() * 900);
      await once(child, 'close');
      clearTimeout(timer);
      expect(totals(await lake.seen())).toEqual(EXPECTED.before);
    }
    expect((await lake.program(['settle'])).status).toBe(0);
    expect(await lake.seen()).toEqual(EXPECTED.seen);
    expect(lake.bytes()).toEqual(EXPECTED.bytes);
  });
});
