/** `headcount names` as a program: what it prints of names that anybody may have sent, and what it reads. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { startEndpoints } from '../../support/aws/endpoints.ts';
import { Place } from '../../support/program.ts';
import { releasesOf } from '../../support/releases-of.ts';
import { runWarm } from '../../support/warm-program.ts';

const HOSTILE = [
  '/\u009b31mred',
  '/\u202egnp.exe',
  '/line\napproved  pages      /forged',
  '/\u001b]0;title\u0007',
  '"/quoted"',
  ' /spaced ',
  `/${'x'.repeat(5000)}`,
  '</td><script>alert(1)</script>',
  '-sale',
  'spring sale 2026',
];
const CONFIG = {
  sites: [{ id: 'shop', hosts: ['shop.example'], published: ['/', '/prices'] }],
};
const SITE = compileConfig(parseConfig(JSON.stringify(CONFIG))).site('shop');
/** A month in whose pages the hostile names passed the threshold. */
const MONTH = (() => {
  const { releases } = releasesOf({ site: SITE as never, month: '2026-03', visitorsPerDay: 400, seed: 3 });
  const month = releases.find(({ level }) => level === 'month') as StoredRelease;
  const cells = HOSTILE.map((name, index) => ({
    keys: [name],
    public: false,
    noisy: { visitors: 700 + index, page_views: 900 },
  }));
  return {
    ...month,
    tables: month.tables.map((table) =>
      table.name === 'pages' || table.name === 'landings'
        ? {
            ...table,
            cells: [...table.cells.filter((cell) => cell.public), ...(table.name === 'pages' ? cells : [])],
          }
        : table,
    ),
  };
})();

let place: Place;
beforeEach(() => {
  place = new Place(CONFIG);
  const folder = join(place.data, 'releases', 'period=2026-03');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'shop.json'), JSON.stringify(MONTH));
});
afterEach(() => place.dispose());

interface Names {
  readonly waiting: readonly { readonly table: string; readonly name: string }[];
  readonly approved: readonly { readonly name: string }[];
  readonly refused: readonly { readonly name: string }[];
}
const names = async (...words: string[]) => {
  const { status, stdout, stderr } = await place.run(['names', '--json', ...words]);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Names;
};
const page = () => readFileSync(join(place.data, 'reports', '2026-03', 'shop.html'), 'utf8');

describe('headcount names', () => {
  it('prints each name in a line of its own, without a character that a terminal obeys, and long ones cut', async () => {
    const { status, stdout, stderr } = await place.run(['names', '--table', 'pages']);
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(HOSTILE.length);
    for (const line of lines) expect(line).toMatch(/^waiting {3}pages {6}2026-03 {2}\S/);
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(400);
    expect(stderr).toContain('10 names wait');
  });

  it('has each name whole in its JSON, and reads from standard input what it printed', async () => {
    const { waiting } = await names();
    const pages = waiting.filter(({ table }) => table === 'pages').map(({ name }) => name);
    expect(pages.toSorted()).toEqual(HOSTILE.toSorted());
    const printed = (await place.run(['names', '--table', 'landings'])).stdout.split('\n').flatMap((line) => {
      const name = /^waiting\s+pages\s+2026-03 {2}(.*)$/.exec(line)?.[1];
      return name === undefined || name.endsWith('…') ? [] : [name];
    });
    const approving = await place.runProcess(['names', '--json', '--approve', '-'], printed.join('\n'));
    expect(approving.status, approving.stderr).toBe(0);
    const { approved } = JSON.parse(approving.stdout) as Names;
    expect(approved.map(({ name }) => name).toSorted()).toEqual(
      HOSTILE.filter((name) => name.length < 300).toSorted(),
    );
    expect(page()).not.toContain('<script');
    expect(page()).toContain('spring sale 2026');
    // eslint-disable-next-line no-control-regex
    expect(page()).not.toMatch(/[\u001b\u009b\u202e]/);
  });

  it('takes names with spaces, and names that begin with a hyphen', async () => {
    const { approved } = await names(
      '--approve',
      'spring sale 2026',
      '--approve=-sale',
      '--refuse',
      ' /spaced ',
    );
    expect(approved.map(({ name }) => name)).toEqual(['-sale', 'spring sale 2026']);
    expect(page()).toContain('-sale');
  });

  it('ends with status 2 and one line for a name that no release drew, and repeats nothing of it', async () => {
    for (const [words, says] of [
      [['--approve', 'spring sale 2062'], 'did you mean "spring sale 2026"?'],
      [['--refuse', 'nobody sent this'], 'headcount names lists those that wait'],
      [['--table', 'page'], 'did you mean "pages"?'],
      [['--approve', '-', '--refuse', '-'], 'standard input is read once'],
      [['--site', 'shpo'], 'did you mean "shop"?'],
    ] as const) {
      const { status, stdout, stderr } = await place.run(['names', ...words]);
      expect([status, stdout, stderr.trimEnd().split('\n').length], stderr).toEqual([2, '', 1]);
      expect(stderr).toContain(says);
      expect(stderr).not.toMatch(/2062|nobody sent|shpo/);
    }
    const long = await place.runProcess(['names', '--approve', '-'], 'x'.repeat(1_048_576));
    expect([long.status, long.stderr.length < 300]).toEqual([2, true]);
    expect(readdirSync(join(place.data, 'releases'))).not.toContain('names');
  });

  it('says where nothing waits, and how many do where status and the JSON of a report are read', async () => {
    const waiting = (await names()).waiting.length;
    const { namesWaiting } = JSON.parse((await place.run(['status', '--json'])).stdout) as {
      namesWaiting: number;
    };
    expect(namesWaiting).toBe(waiting);
    expect((await place.run(['status'])).stdout).toContain(`names      ${waiting} wait for approval`);
    writeFileSync(join(place.folder, 'all.json'), JSON.stringify({ ...CONFIG, release: { names: 'all' } }));
    const all = await place.run(['names', '--config', 'all.json']);
    expect([all.stdout, all.stderr]).toEqual(['', 'headcount: no name waits for approval\n']);
  });

  it('names a damaged decision, and no page is made without it', async () => {
    await names('--refuse=-sale');
    const [file = ''] = readdirSync(join(place.data, 'releases', 'names'));
    writeFileSync(join(place.data, 'releases', 'names', file), '{');
    for (const words of [['names'], ['report']]) {
      const { status, stderr } = await place.run(words);
      expect([status, stderr.trimEnd().split('\n').length], stderr).toEqual([1, 1]);
      expect(stderr).toContain(`${file} cannot be read: put it back from a backup`);
    }
    expect((await place.run(['status'])).status).toBe(0);
  });
});

it('headcount names --target aws decides by the report function, and writes nothing itself', async () => {
  const aws = await startEndpoints();
  try {
    writeFileSync(
      join(place.folder, 'aws.json'),
      JSON.stringify({ ...CONFIG, aws: { stage: 'test', region: 'eu-central-1' } }),
    );
    aws.stacks.set('Headcount-test-Lake', { FactsBucket: 'facts-test', ReportFunction: 'report-fn' });
    aws.objects.set('facts-test/releases/period=2026-03/shop.json', JSON.stringify(MONTH));
    aws.functions.set('report-fn', [
      { done: true, pages: [] },
      { done: false, pages: ['2026-03/shop.html'] },
      { done: true, pages: [] },
    ]);
    const objects = [...aws.objects.keys()];
    const run = (...words: string[]) =>
      runWarm(['names', '--target', 'aws', '--config', 'aws.json', '--json', ...words], {
        cwd: place.folder,
        env: { ...process.env, ...aws.env },
      });
    const unknown = await run('--approve', 'nobody sent this');
    expect([unknown.status, aws.invoked]).toEqual([2, []]);
    const { status, stderr } = await run('--approve=-sale', '--refuse', ' /spaced ');
    expect([status, stderr]).toEqual([0, 'published: s3://facts-test/reports/2026-03/shop.html\n']);
    expect(aws.invoked).toEqual([
      {
        name: 'report-fn',
        event: {
          decide: [
            { site: 'shop', table: 'pages', name: '-sale', verdict: 'approved' },
            { site: 'shop', table: 'pages', name: ' /spaced ', verdict: 'refused' },
          ],
        },
      },
      { name: 'report-fn', event: {} },
      { name: 'report-fn', event: {} },
    ]);
    expect([...aws.objects.keys()]).toEqual(objects);
  } finally {
    await aws.close();
  }
});
