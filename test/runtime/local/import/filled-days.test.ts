/** An import seals every day from its first to its last: which days exist does not depend on one visitor. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planSeals } from '#core/seal/plan-seals';
import { LakeOf } from '../seal/lake-of.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36';
const line = (day: number, path: string, address: string, agent = BROWSER) =>
  `${address} - - [${String(day).padStart(2, '0')}/Mar/2026:10:00:00 +0000] "GET ${path} HTTP/1.1" 200 10 "-" "${agent}"\n`;
const config = { timeZone: 'UTC', sites: [{ id: 'logs', hosts: ['logs.example'], published: ['/'] }] };
const EDGES = [
  line(3, '/a.css', '198.51.100.1'),
  line(4, '/', '198.51.100.2'),
  line(8, '/', '198.51.100.3'),
  line(9, '/', '198.51.100.4', 'Googlebot/2.1'),
];
const withVisitor = [...EDGES.slice(0, 2), line(6, '/', '203.0.113.9'), ...EDGES.slice(2)];

let lake: LakeOf;
beforeEach(() => {
  lake = new LakeOf(config);
});
afterEach(() => lake.dispose());

async function importLines(lines: readonly string[], name = 'access.log'): Promise<Record<string, unknown>> {
  writeFileSync(join(lake.folder, name), lines.join(''));
  const ran = await lake.program(['import', name, '--json']);
  expect(ran.status, ran.stderr).toBe(0);
  return JSON.parse(ran.stdout) as Record<string, unknown>;
}

const sealedDays = () => readdirSync(join(lake.data.facts, 'days')).toSorted();

describe('an import', () => {
  it.each([
    ['without a visitor on a day in the middle', EDGES],
    ['with one visitor on it', withVisitor],
  ])('seals each day from the first line to the last, %s', async (_which, lines) => {
    await importLines(lines);
    const ran = await lake.seal();
    expect(ran.status, ran.stderr).toBe(0);
    expect(sealedDays()).toEqual([3, 4, 5, 6, 7, 8, 9].map((day) => `period=2026-03-0${day}`));
    const { stdout } = await lake.program(['query', 'select day, visitors from days order by day', '--json']);
    expect(JSON.parse(stdout)).toHaveLength(7);
  });

  it('says roughly how many page views lie on pages that the site does not list, before they are sealed', async () => {
    writeFileSync(
      join(lake.folder, 'pages.log'),
      [...EDGES, ...Array.from({ length: 123 }, () => line(8, '/new', '198.51.100.3'))].join(''),
    );
    const ran = await lake.program(['import', 'pages.log', '--json']);
    expect(ran.stderr).toContain('some 120 page views lie on pages that the site does not list');
  });

  it('names the days without a line', async () => {
    expect(await importLines(EDGES)).toMatchObject({ empty: ['2026-03-05', '2026-03-06', '2026-03-07'] });
  });

  it('next to an earlier one seals the days between the two as well', async () => {
    await importLines(EDGES);
    await lake.seal();
    await importLines([line(12, '/', '198.51.100.7')], 'next.log');
    await lake.seal();
    expect(sealedDays().slice(-3)).toEqual(['period=2026-03-10', 'period=2026-03-11', 'period=2026-03-12']);
  });

  it('does not fill more than 31 days, and names them', async () => {
    const old = line(4, '/', '198.51.100.2').replace('Mar', 'Jan');
    expect(await importLines([old, ...EDGES])).toMatchObject({
      gaps: [{ from: '2026-01-05', to: '2026-03-02' }],
    });
    await lake.seal();
    expect(sealedDays()).toHaveLength(8);
  });
});

it('days between are not filled while an import of the site runs, which may bring lines of them', () => {
  const plan = planSeals({
    config: { sites: [{ id: 'logs', origins: [] }] },
    parts: [],
    sealedDays: [],
    runningImports: [{ site: 'logs', days: [] }],
    readDays: [{ site: 'logs', days: ['2026-03-01', '2026-03-03'] }],
    through: '2026-03-20',
    byClock: false,
  });
  expect(plan.days).toEqual([]);
});
