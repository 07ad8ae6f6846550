/** `seal --dry-run`: says what would be sealed and how much lies on unlisted pages, and changes nothing. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LakeOf } from './lake-of.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36';
const line = (date: string, path: string, address = '198.51.100.2') =>
  `${address} - - [${date}:10:00:00 +0000] "GET ${path} HTTP/1.1" 200 10 "-" "${BROWSER}"\n`;
const site = (published: readonly string[]) => ({
  timeZone: 'UTC',
  sites: [{ id: 'logs', hosts: ['logs.example'], published, mask: ['/people/:name'] }],
});

let lake: LakeOf;
beforeEach(() => {
  lake = new LakeOf(site(['/', '/blog/*']));
});
afterEach(() => lake.dispose());

async function importLines(name: string, lines: readonly string[]): Promise<Record<string, unknown>> {
  writeFileSync(join(lake.folder, name), lines.join(''));
  const ran = await lake.program(['import', name, '--json']);
  expect(ran.status, ran.stderr).toBe(0);
  return JSON.parse(ran.stdout) as Record<string, unknown>;
}

const repeated = (count: number, date: string, path: string) =>
  Array.from({ length: count }, (_, index) => line(date, path, `198.51.100.${index % 200}`));

const MARCH = [
  line('04/Mar/2026', '/'),
  line('04/Mar/2026', '/people/anna'),
  ...repeated(123, '04/Mar/2026', '/new'),
  ...repeated(4, '06/Mar/2026', '/blog/one'),
];

/** Everything of the data folder but locks: paths and contents. */
function contents(): readonly string[] {
  const root = lake.data.root;
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.startsWith('locks') && !file.startsWith('scratch'))
    .filter((file) => statSync(join(root, file)).isFile())
    .map(
      (file) =>
        `${file} ${createHash('sha256')
          .update(readFileSync(join(root, file)))
          .digest('hex')}`,
    )
    .toSorted();
}

async function preview(): Promise<Record<string, unknown>> {
  const ran = await lake.seal(['--dry-run']);
  expect(ran.status, ran.stderr).toBe(0);
  return JSON.parse(ran.stdout) as Record<string, unknown>;
}

describe('seal --dry-run', () => {
  it('says which days would be sealed, with the figures that the seal then gives', async () => {
    await importLines('a.log', MARCH);
    const { dry_run: isDry, days } = await preview();
    expect(isDry).toBe(true);
    const sealed = JSON.parse((await lake.seal()).stdout) as { days: readonly object[] };
    expect(days).toEqual(sealed.days);
    expect(sealed.days).toMatchObject([
      { site: 'logs', day: '2026-03-04', stored: 125 },
      { site: 'logs', day: '2026-03-05', received: 0 },
      { site: 'logs', day: '2026-03-06', stored: 4 },
    ]);
    expect((await preview())['days']).toEqual([]);
  });

  it('changes no file of the data folder', async () => {
    await importLines('a.log', MARCH.slice(0, 2));
    await lake.seal();
    await importLines(
      'b.log',
      MARCH.map((text) => text.replace('04/Mar', '09/Mar')),
    );
    const before = contents();
    await preview();
    expect(contents()).toEqual(before);
    expect(before.some((file) => file.startsWith('arrivals'))).toBe(true);
    expect(existsSync(join(lake.data.facts, 'days', 'period=2026-03-09'))).toBe(false);
  });

  it('says roughly how many page views lie on pages that are listed neither exactly nor by a mask', async () => {
    await importLines('a.log', MARCH);
    expect((await preview())['unlisted']).toEqual([
      { site: 'logs', month: '2026-03', page_views: 130, can_be_listed: true },
    ]);
    lake.configure(site(['/', '/new', '/blog/one']));
    expect((await preview())['unlisted']).toEqual([]);
  });

  it('says that pages of a month whose first day is sealed can no longer be listed', async () => {
    await importLines('a.log', MARCH);
    await lake.seal();
    await importLines('b.log', repeated(7, '09/Mar/2026', '/new'));
    lake.configure(site(['/', '/new']));
    expect((await preview())['unlisted']).toEqual([
      { site: 'logs', month: '2026-03', page_views: 7, can_be_listed: false },
    ]);
  });

  it('says in words what to do, and names no page', async () => {
    await importLines('a.log', MARCH);
    const ran = await lake.program(['seal', '--dry-run', '--through', '2026-03-20']);
    expect(ran.stdout).toContain('2026-03-04 logs: 125 received = 125 stored\n');
    expect(ran.stdout).toMatch(
      /logs 2026-03: some 130 page views .* does not list: list them in published or a sitemap before/,
    );
    expect(ran.stdout).not.toContain('/new');
    expect(ran.stdout).not.toContain('/blog');
  });

  it('leaves out the rows of days after --through', async () => {
    await importLines('a.log', [...MARCH, ...repeated(9, '25/Mar/2026', '/later')]);
    expect(await preview()).toMatchObject({ unlisted: [{ page_views: 130 }] });
  });
});
